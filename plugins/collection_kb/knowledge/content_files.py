"""The files of the content folder: what may lie there, and under which names."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import LANGUAGES

DATA_FOLDER = "_data"
LINK_RULE = "KB103"

SHOWN_KINDS = (
    *(".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"),
    *(".m4a", ".mp3", ".mp4", ".ogg", ".pdf", ".webm"),
    *(".csv", ".md"),
)
"""Files that a browser shows or plays without running anything in them. SVG and HTML hold scripts."""

TAKEN = frozenset(
    {
        *(
            *LANGUAGES,
            "404",
            "admin",
            "articles",
            "assets",
            "handbook",
            "instruments",
            "lint",
            "missing",
            "origins",
            "paths",
        ),
        *("provisions", "review", "topics", "what-changed", "wording"),
    }
)
"""Names of pages that would stand where something else of the site does."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff<>:\"|?*\\]|[. ]$")


def odd_files(docs: Path) -> Iterator[Finding]:
    """Yield a finding for every file and folder below `docs` that cannot be part of the site. Follow no link."""
    for root, folders, names in os.walk(docs):
        folders.sort()
        for name in sorted((*folders, *names)):
            file = Path(root, name)
            relative = file.relative_to(docs)
            if name.startswith("."):  # no part of the site, as MkDocs has it
                continue
            path = readable(f"{docs.name}/{relative.as_posix()}")
            if file.is_symlink():
                yield found(path, 1, LINK_RULE)
            elif _is_odd(name):
                yield found(path, 1, "KB104", name=readable(name))
            elif file.is_dir() or relative.parts[0] == DATA_FOLDER:
                continue
            elif file.suffix != ".md" and file.suffix.lower() == ".md" and relative.parts[0] in LANGUAGES:
                yield found(path, 1, "KB008")
            elif file.suffix.lower() not in SHOWN_KINDS:
                yield found(path, 1, "KB105", kind=file.suffix or name, allowed=tuple(SHOWN_KINDS))
            elif len(relative.parts) == 2 and relative.stem in TAKEN:
                yield found(path, 1, "KB106", name=relative.stem)


def may_be_shown(docs: Path, path: str) -> bool:
    """Return whether a file, given by its path below `docs`, may be part of the site."""
    parts = Path(path).parts
    steps = [docs.joinpath(*parts[: number + 1]) for number in range(len(parts))]
    return (
        not any(step.is_symlink() for step in steps)
        and not any(map(_is_odd, parts))
        and Path(path).suffix.lower() in SHOWN_KINDS
        and not (len(parts) == 2 and Path(path).stem in TAKEN)
    )


def _is_odd(name: str) -> bool:
    return bool(_ODD.search(name) or _ODD.search(Path(name).stem) or _RESERVED.fullmatch(name))


def readable(name: str) -> str:
    """Return a name as it can be printed in one line: what cannot be printed is written as an escape."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)
