"""Who is asked to review: what the data say, and nothing that they do not say."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from collection_kb.cli import main
from tests.conftest import PROJECT


def owners(project: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["owners", "--docs", str(project / "docs"), *options])


def lines(project: Path) -> list[str]:
    return [line for line in owners(project).output.splitlines() if line and not line.startswith("#")]


def give_account(project: Path, role: str, account: str) -> None:
    file = project / "docs" / "_data" / "roles.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"- id: {role}\n", f'- id: {role}\n  account: "{account}"\n'), encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_our_file_agrees() -> None:
    """Check that the file in this repository is the one that the data make."""
    result = owners(PROJECT, "--check")
    assert result.exit_code == 0, result.output


def test_without_accounts(project: Path) -> None:
    """Check that nobody is invented, and that the file says what to do."""
    assert lines(project) == []
    assert "docs/_data/roles.yml" in owners(project).output
    assert "operations, compliance, legal" in owners(project).output


@pytest.mark.parametrize(
    ("account", "written"),
    [("@org/legal", "@org/legal"), ("org/legal", "@org/legal"), ("legal@example.com", "legal@example.com")],
)
def test_types_and_topics(project: Path, account: str, written: str) -> None:
    """Check the folder of a type, the examples of a topic, and an article whose owner is another."""
    give_account(project, "legal", account)
    edit(project / "docs" / "zh" / "guides" / "listen-and-ask.md", "owner: training", "owner: legal")
    assert lines(project) == [
        f"/docs/_data/topic-examples/law.yml {written}",
        f"/docs/zh/law/ {written}",
        f"/docs/en/law/ {written}",
        f"/docs/zh/guides/listen-and-ask.md {written}",
        f"/docs/en/guides/listen-and-ask.md {written}",
    ]


def test_two_owners(project: Path) -> None:
    """Check that the owner of the main topic is asked beside the article's own."""
    give_account(project, "legal", "@org/legal")
    give_account(project, "compliance", "@org/compliance")
    edit(project / "docs" / "zh" / "law" / "law-limitation-period.md", "topics: [law]", "topics: [compliance, law]")
    assert "/docs/zh/law/law-limitation-period.md @org/legal @org/compliance" in lines(project)


def test_check(project: Path) -> None:
    """Check that the check fails without the file, passes with it, and fails when the data have moved on."""
    file = project / ".github" / "CODEOWNERS"
    assert owners(project, "--check").exit_code == 1
    file.parent.mkdir()
    file.write_bytes(owners(project).stdout_bytes)
    assert owners(project, "--check").exit_code == 0
    give_account(project, "legal", "@org/legal")
    result = owners(project, "--check", "--lang", "en")
    assert result.exit_code == 1
    assert "Run: kb owners > .github/CODEOWNERS" in result.output
