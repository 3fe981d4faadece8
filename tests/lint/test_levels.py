"""Levels are set in one place, for `kb lint` and for builds."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from collection_kb.cli import main
from tests.conftest import build_site

CASE = ("zh", "objections", "obj-no-money.md")


def spoil(project: Path) -> None:
    file = project.joinpath("docs", *CASE)
    file.write_text(file.read_text(encoding="utf-8") + "\n您好,请问还差多少?\n", encoding="utf-8")


def lint(project: Path) -> tuple[int, dict[str, str]]:
    result = CliRunner().invoke(main, ["lint", "--docs", str(project / "docs"), "--format", "json"])
    return result.exit_code, {one["rule"]: one["level"] for one in json.loads(result.output)}


@pytest.mark.parametrize(
    ("setting", "code", "levels"),
    [
        ("", 0, {"KB093": "warning", "KB035": "warning"}),
        ("KB093: error\n", 1, {"KB093": "error", "KB035": "warning"}),
        ("KB093: off\nKB035: 'off'\n", 0, {}),
        ("KB019: off\nKB035: off\n", 0, {"KB093": "warning"}),
    ],
)
def test_setting(project: Path, setting: str, code: int, levels: dict[str, str]) -> None:
    """Check that a finding has the level that is set, and that `off` needs no quotes."""
    spoil(project)
    (project / "docs" / "_data" / "lint.yml").write_text(setting, encoding="utf-8")
    assert lint(project) == (code, levels)


@pytest.mark.parametrize(("setting", "code", "said"), [("warning", 0, True), ("error", 1, True), ("off", 0, False)])
def test_setting_in_a_build(project: Path, setting: str, code: int, *, said: bool) -> None:
    """Check that a strict build ends with an error, mentions a warning, and does not mention what is off."""
    spoil(project)
    (project / "docs" / "_data" / "lint.yml").write_text(f"KB093: {setting}\n", encoding="utf-8")
    result = build_site(project / "mkdocs.yml", project / "site", "--strict")
    assert (result.returncode, "KB093" in result.stderr) == (code, said), result.stderr
