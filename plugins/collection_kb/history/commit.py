"""A commit as the log tells it: when, why, and which files of the content it touched."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

Kind = Literal["added", "changed", "removed"]

LOG_FORMAT = "%H%x00%aI%x00%cI%x00%B"
"""What `read_log` expects of `git log -z --name-status`."""

_STATUS = re.compile(r"\n?([ACDMRTUX])\d*")
_TWO_PATHS = "CR"
_KINDS: dict[str, Kind] = {"A": "added", "C": "added", "D": "removed"}
_SIGNATURE = re.compile(r"[A-Za-z][A-Za-z-]*-by:", re.IGNORECASE)
_TRAILER = re.compile(r"[A-Za-z][A-Za-z0-9-]*: ")
_EMAIL = re.compile(r"<?[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}>?")
_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@dataclass(frozen=True)
class FileChange:
    """What a commit did to a file. Paths are seen from the content folder; `former` is empty unless it was moved."""

    kind: Kind
    path: str
    former: str = ""


@dataclass(frozen=True)
class Commit:
    """A commit. Both moments keep the offset in which they were written down."""

    id: str
    authored: dt.datetime
    committed: dt.datetime
    subject: str
    files: tuple[FileChange, ...]

    @property
    def day(self) -> str:
        """Return the author's day (ISO 8601)."""
        return self.authored.date().isoformat()


def read_log(log: str) -> tuple[Commit, ...]:
    """Return the commits of a log in LOG_FORMAT, in its order; a commit whose dates cannot be read is left out."""
    fields = log.split("\0")
    commits = []
    at = 0
    while at + 4 <= len(fields):
        id_, *moments, message = fields[at : at + 4]
        at += 4
        files = []
        while at < len(fields) and (status := _STATUS.fullmatch(fields[at])):
            letter, paths = status[1], fields[at + 1 : at + 2 + (status[1] in _TWO_PATHS)]
            former = paths[0] if letter == "R" else ""
            files.append(FileChange(_KINDS.get(letter, "changed"), paths[-1], former))
            at += 1 + len(paths)
        try:
            authored, committed = map(dt.datetime.fromisoformat, moments)
        except ValueError:
            continue
        commits.append(Commit(id_, authored, committed, subject_of(message) or id_[:10], tuple(files)))
    return tuple(commits)


def subject_of(message: str) -> str:
    """Return the reason in one line: the first paragraph, without trailers and e-mail addresses; it may be empty."""
    lines = message.replace("\r\n", "\n").strip().partition("\n\n")[0].split("\n")
    first = [line for line in lines[:1] if not _SIGNATURE.match(line)]
    rest = takewhile(lambda line: not _TRAILER.match(line), lines[1:])
    return " ".join(_NOT_IN_XML.sub("", _EMAIL.sub("", " ".join([*first, *rest]))).split())
