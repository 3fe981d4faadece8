"""KB039: a former address does not lead anywhere, or is none."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.shelf import SLUG
from collection_kb.knowledge.suggestion import nearest


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each redirect whose target is missing, or whose own place is no free place of an article.

    An article that cannot be read is there all the same.
    """
    folders = tuple(one.folder for one in library.types.values())
    for redirect in library.redirects.values():
        former, to = redirect.lines
        folder, _, slug = redirect.id.rpartition("/")
        if redirect.id and folders and (folder not in folders or not SLUG.fullmatch(slug)):
            yield found(redirect.path, former, "KB039", value=redirect.id, problem="@place", allowed=folders)
        elif f"{redirect.id}.md" in library.places:
            yield found(redirect.path, former, "KB039", value=redirect.id, problem="@occupied")
        if redirect.to and library.article_files and redirect.to not in library.article_files:
            hint = nearest(redirect.to, library.article_files)
            yield found(redirect.path, to, "KB039", value=redirect.to, problem="@gone", hint=hint)
