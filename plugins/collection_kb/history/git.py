"""Runs git and returns what it prints."""

import os
import subprocess
from pathlib import Path

_SET_IN_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})


def git_bytes(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """Return what git prints when run in `folder` and `given` this to read; None when it is missing or fails."""
    environment = {name: value for name, value in os.environ.items() if name not in _SET_IN_HOOKS}
    environment["GIT_OPTIONAL_LOCKS"] = "0"  # a build writes nothing into the repository
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - wherever the author has it
            input=given,
            capture_output=True,
            env=environment,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def git_text(folder: Path, *arguments: str) -> str | None:
    """Return what git prints, as text."""
    printed = git_bytes(folder, *arguments)
    return None if printed is None else printed.decode("utf-8", "replace")
