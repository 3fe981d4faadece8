"""Writing down that something was checked: the day in an article, the versions of provisions in the registry."""

import datetime as dt
import re
from pathlib import Path

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.content_files import DATA_FOLDER
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.source import write_file

_HEAD = """\
# The recorded version of each provision, and the day on which its rule, place or standing last changed.
# `kb lint --fix` writes this file: an article reviewed before that day becomes due.
"""


def stamp(docs: Path, article: Article, today: dt.date) -> None:
    """Set an article's `reviewed` to `today`; all else of the file stays as it was."""
    text = article.texts[SOURCE_LANGUAGE]
    file = docs.resolve().parent / text.path
    lines = file.read_bytes().decode("utf-8").split("\n")
    number = text.line("reviewed") - 1
    lines[number] = re.sub(r"^(\s*reviewed\s*:\s*)\S+", rf"\g<1>{today.isoformat()}", lines[number])
    write_file(file, "\n".join(lines).encode("utf-8"))


def record_versions(docs: Path, library: Library, today: dt.date) -> None:
    """Write the versions of all provisions; one that differs from its recorded version changed `today`."""
    lines = []
    for provision in library.provisions.values():
        version = library.versions.get(provision.id)
        changed = version.changed if version and version.digest == provision.digest else version and today
        day = f", changed: {changed.isoformat()}" if changed else ""
        lines.append(f'- {{id: {provision.id}, digest: "{provision.digest}"{day}}}\n')
    write_file(docs / DATA_FOLDER / "law" / "versions.yml", (_HEAD + "".join(lines)).encode("utf-8"))
