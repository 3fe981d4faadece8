"""The small knowledge base in a repository, committed once on the branch `main`."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from collection_kb.cli import main
from tests.history.conftest import Repository


@pytest.fixture
def repository(project: Path) -> Repository:
    """Return a repository with one commit."""
    repository = Repository(project)
    repository.git("checkout", "--quiet", "-b", "main")
    repository.commit("Start")
    return repository


def run(repository: Path, *options: str, base: str = "main") -> Result:
    """Run the command as it is run in the repository."""
    arguments = ["report", "--base", base, "--docs", str(repository / "docs"), "--on", "2026-11-24", *options]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def report(repository: Repository, *options: str, base: str = "main") -> str:
    """Return the report on what was changed since `base`."""
    result = run(repository.root, *options, base=base)
    assert result.exit_code == 0, result.output
    return result.stdout


def chapters(text: str) -> dict[str, str]:
    """Return the chapters of a report by their headings."""
    parts = text.split("\n### ")
    return {part.partition("\n")[0]: part.partition("\n")[2].strip() for part in parts[1:]}


def rows(chapter: str) -> list[str]:
    """Return the rows of a chapter's table, without its head."""
    return [line for line in chapter.splitlines() if line.startswith("| ")][2:]


def edit(file: Path, *changes: tuple[str, str]) -> None:
    """Replace words in a file."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
