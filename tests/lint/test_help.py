"""Every finding has a help page, and its examples are true."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from collection_kb.cli import main
from collection_kb.knowledge.finding import rule_ids
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.lint.help_page import HelpPage, help_page

FOLDER = Path(help_page.__wrapped__.__code__.co_filename).parent / "help"
NOT_SHOWN = {"KB001", "KB002", "KB003", "KB004", "KB007", "KB008", "KB009", "KB026", "KB027"}
NOT_SHOWN |= {"KB030", "KB031", "KB032", "KB035", "KB036", "KB062", "KB072"}
NOT_SHOWN |= {"KB100", "KB102", "KB103", "KB104", "KB105", "KB106", "KB107", "KB108"}
"""What a few lines of a file cannot show: encodings, names, two files that disagree, the past."""

HELP = [(rule, language) for rule in rule_ids() for language in LANGUAGES]


def example(page: HelpPage, kind: str) -> str | None:
    match = re.search(rf"^```{kind}\n(.*?)^```$", page.body, re.MULTILINE | re.DOTALL)
    return match[1] if match else None


def rules_with(project: Path, page: HelpPage, kind: str) -> set[str]:
    """Return the ids that the example's file has.

    The example takes the place of the good one or of a line that both share with the file, or is the whole file, or
    ends it.
    """
    file = project / "docs" / page.file
    good, shown = example(page, "good") or "", example(page, kind) or ""
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    parts = (good,) if page.file.startswith("_data/") else (good, *good.splitlines(keepends=True))
    replaced = next((part for part in parts if part.strip() and f"\n{part}" in f"\n{before}"), "")
    if replaced:
        text = f"\n{before}".replace(f"\n{replaced}", f"\n{shown}", 1)[1:]
    elif page.file.startswith("_data/") or "---\n" in (good[:4], shown[:4]):
        text = shown
    else:
        text = f"{before}\n{shown}"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    arguments = ["lint", "--docs", str(project / "docs"), "--on", "2026-11-24"]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    file.write_text(before, encoding="utf-8")
    if not before:
        file.unlink()
    return set(re.findall(r"^\S+:\d+: (KB\d{3}) ", result.output, re.MULTILINE))


def test_no_help_without_a_rule() -> None:
    """Check that the folders hold the help of all rules and of nothing else."""
    for language in LANGUAGES:
        assert sorted(file.stem for file in (FOLDER / language).iterdir()) == sorted(rule_ids())


@pytest.mark.parametrize(("rule", "language"), HELP)
def test_explain(rule: str, language: Language) -> None:
    """Check that the command prints it: title, reason and remedy, in this language, on about a screen."""
    result = CliRunner().invoke(main, ["lint", "--explain", rule.lower(), "--lang", language])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].startswith(f"{rule} ")
    assert len(lines) <= 40
    why, how = {"zh": ("**为什么**：", "**怎么改**："), "en": ("**Why**:", "**How to mend it**:")}[language]
    assert sum(line.startswith(why) for line in lines) == 1
    assert sum(line.startswith(how) for line in lines) == 1
    prose = re.sub(r"```.*?```|`[^`]*`", "", result.output, flags=re.DOTALL)
    assert bool(re.search(r"[\u4e00-\u9fff]", prose)) == (language == "zh")


def test_explain_unknown() -> None:
    """Check that an id that does not exist gives a hint and no traceback."""
    result = CliRunner().invoke(main, ["lint", "--explain", "KB70"])
    assert result.exit_code == 1
    assert "是不是想写“KB070”？" in result.output


@pytest.mark.parametrize(("rule", "language"), [one for one in HELP if one[0] not in NOT_SHOWN])
def test_examples(project: Path, rule: str, language: Language) -> None:
    """Check that the bad example has the finding, and that the good one, or the file before, does not."""
    page = help_page(rule, language)
    assert example(page, "bad")
    assert rule in rules_with(project, page, "bad")
    if example(page, "good"):
        assert rule not in rules_with(project, page, "good")


@pytest.mark.parametrize(("rule", "language"), [one for one in HELP if one[0] in NOT_SHOWN])
def test_no_untested_example(rule: str, language: Language) -> None:
    """Check that what is left out above has no example that nobody checks."""
    assert "```" not in help_page(rule, language).body
