"""Findings for code-hosting sites."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from collection_kb.cli import main

CARD = Path("docs", "zh", "objections", "obj-no-money.md")


def report(project: Path) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, ["lint", "--docs", str(project / "docs"), "--format", "gitlab", "--lang", "en"])
    entries: list[dict[str, Any]] = json.loads(result.output)
    return entries


def test_code_quality(project: Path) -> None:
    """Check a report of Code Quality: its keys, and fingerprints that differ, but hold when a finding only moves."""
    file = project / CARD
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\n您好,请问\n\n还有,请问\n\n[甲](no.md)\n", encoding="utf-8")
    before = report(project)
    assert [(one["check_name"], one["severity"], one["location"]) for one in before] == [
        ("KB035", "minor", {"path": "docs/en/objections/obj-no-money.md", "lines": {"begin": 14}}),
        ("KB093", "minor", {"path": CARD.as_posix(), "lines": {"begin": 58}}),
        ("KB093", "minor", {"path": CARD.as_posix(), "lines": {"begin": 60}}),
        ("KB050", "major", {"path": CARD.as_posix(), "lines": {"begin": 62}}),
    ]
    assert before[3]["description"].startswith("The link “no.md” points to a file that does not exist.")
    assert len({one["fingerprint"] for one in before}) == 4
    file.write_text(text + "\n多一行。\n\n您好,请问\n\n还有,请问\n\n[甲](no.md)\n", encoding="utf-8")
    after = report(project)
    assert [one["location"]["lines"]["begin"] for one in after] == [14, 60, 62, 64]
    assert [one["fingerprint"] for one in after[1:]] == [one["fingerprint"] for one in before[1:]]
