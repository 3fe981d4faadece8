"""The repository around the content folder, read with git; a build works without either."""

import shutil
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from collection_kb.history.commit import LOG_FORMAT, read_log
from collection_kb.history.git import git_text
from collection_kb.history.history import History, history_of

_LOG = (
    *("-c", "log.showRoot=true", "log", "-z", "--no-merges", "--no-color", "--no-follow", "--no-show-signature"),
    *("--encoding=UTF-8", "--relative", "--name-status", "-M70%", "-l200", f"--format={LOG_FORMAT}", "--", "."),
)
"""Every option that an author's own configuration could set otherwise is given: the site must not differ for it.

The fixed headings make two new articles alike by half, so a file counts as moved only when 70 % of it is the same.
"""

_STATUS = ("status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames", "--ignore-submodules", "--", ".")


def read_history(docs: Path) -> History:
    """Return the history of the folder `docs`; the log is read once for each commit that is checked out.

    The history of a shallow clone is left aside: its oldest commit claims to have written every file.
    """
    if not shutil.which("git"):
        return History(missing="git is not installed")
    state = git_text(docs, "rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
    if state is None:
        return History(missing=f"{docs.name}/ is in no repository with commits")
    shallow, prefix, head = state.split("\n")[:3]
    if shallow != "false":
        return History(missing="the repository is a shallow clone; fetch all of it (fetch-depth: 0)")
    history = _committed(docs, head)
    if not history.commits:
        return History(missing=f"no commit touched {docs.name}/")
    status = git_text(docs, *_STATUS) or ""
    return replace(history, unsaved=frozenset(line[3:].removeprefix(prefix) for line in status.split("\0") if line))


@lru_cache(maxsize=2)
def _committed(docs: Path, _head: str) -> History:
    return history_of(read_log(git_text(docs, *_LOG) or ""))
