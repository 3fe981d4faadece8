"""The history of the content folder: its commits, with files under their present names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from collection_kb.history.commit import Commit


@dataclass(frozen=True)
class History:
    """What is known of the past. Paths are seen from the content folder.

    `commits` are newest first; `latest` holds the last commit of each file that is there; `unsaved` are files that
    differ from their last commit; `missing` says why there is no history and is empty when there is one.
    """

    commits: tuple[Commit, ...] = ()
    latest: Mapping[str, Commit] = field(default_factory=dict)
    unsaved: frozenset[str] = frozenset()
    missing: str = ""


def history_of(commits: Iterable[Commit]) -> History:
    """Return the history that these commits, newest first, make."""
    present = _under_present_names(commits)
    latest: dict[str, Commit] = {}
    gone: set[str] = set()
    for commit in present:
        for file in commit.files:
            if file.path in latest or file.path in gone:
                continue
            if file.kind == "removed":
                gone.add(file.path)
            else:
                latest[file.path] = commit
    return History(present, latest)


def _under_present_names(commits: Iterable[Commit]) -> tuple[Commit, ...]:
    names: dict[str, str] = {}
    result = []
    for commit in commits:
        files = tuple(replace(file, path=names.get(file.path, file.path)) for file in commit.files)
        result.append(replace(commit, files=files))
        for before in commit.files:
            if before.kind == "added":  # an older file of that name is another file
                names.pop(before.path, None)
        names.update({file.former: file.path for file in files if file.former})
    return tuple(result)
