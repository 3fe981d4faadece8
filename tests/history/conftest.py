"""A scratch repository, written by people whose names and addresses must never appear on the site."""

import os
import subprocess
from pathlib import Path

import pytest

AUTHOR = "Zhang San"
EMAIL = "zhang.san@example.com"


class Repository:
    """A git repository around a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "--quiet")

    def git(self, *arguments: str, date: str = "2026-11-20T12:00:00+08:00") -> str:
        """Run git and return what it prints."""
        who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in self._person(date)}
        environment = {**os.environ, **who, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments], check=True, capture_output=True, text=True, env=environment
        )
        return done.stdout

    def commit(self, message: str, date: str = "2026-11-20T12:00:00+08:00") -> str:
        """Commit all that changed and return the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty-message", "--message", message, date=date)
        return self.git("rev-parse", "HEAD").strip()

    def _person(self, date: str) -> tuple[tuple[str, str], ...]:
        return (("NAME", AUTHOR), ("EMAIL", EMAIL), ("DATE", date))


@pytest.fixture
def repository(project: Path) -> Repository:
    """Return a repository around the small knowledge base, in which nothing is committed yet."""
    return Repository(project)
