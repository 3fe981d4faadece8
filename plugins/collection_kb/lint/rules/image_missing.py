"""KB053: an image is not there."""

from collections.abc import Iterator
from posixpath import normpath, relpath
from urllib.parse import unquote

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.suggestion import nearest
from collection_kb.lint.addresses import is_relative
from collection_kb.lint.references import written

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each image that is named by its path; where English has none, the Chinese one is shown."""
    images = [file for file in library.files if file.lower().endswith(_IMAGES)]
    for text, folder in written(library):
        for link in text.links():
            if link.is_image and is_relative(link.target):
                name = unquote(link.target.partition("#")[0].partition("?")[0])
                paths = [normpath(f"{language}/{folder}/{name}") for language in (text.language, SOURCE_LANGUAGE)]
                if not any(path in library.files for path in paths):
                    hint = nearest(paths[0], images)
                    hint = hint and relpath(hint, normpath(f"{text.language}/{folder}"))
                    yield found(text.path, link.line, "KB053", value=link.target, hint=hint)
