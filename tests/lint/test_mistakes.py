"""Trainers make mistakes; `kb lint` says what, where, and how to mend it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from collection_kb.cli import main
from collection_kb.knowledge.finding import found
from tests.conftest import PROJECT, build_site

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "data" / "mistakes.yml").read_text(encoding="utf-8")
)
FINDING = re.compile(r"^(?P<place>[^:]+:\d+: KB\d{3}) ")


def lint(project: Path, *options: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(main, ["lint", "--docs", str(project / "docs"), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output.splitlines()


def spoil(project: Path, case: dict[str, Any]) -> None:
    file = project / "docs" / case["file"]
    if case.get("remove"):
        file.unlink()
    elif "prepend" in case:
        file.write_bytes(bytes.fromhex(case["prepend"]) + file.read_bytes())
    elif "text" in case:
        file.parent.mkdir(exist_ok=True)
        file.write_text(case["text"], encoding="utf-8", newline="")
    else:
        old, new = case["replace"]
        text = file.read_text(encoding="utf-8")
        assert old in text, "the case no longer fits the article"
        file.write_text(text.replace(old, new), encoding="utf-8", newline="")


def test_nothing_wrong(project: Path) -> None:
    """Check that a sound knowledge base has no finding."""
    assert lint(project) == (0, ["没有发现问题。"])


def test_published_articles() -> None:
    """Check that what we publish has no finding."""
    assert lint(PROJECT) == (0, ["没有发现问题。"])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_mistake(project: Path, case: dict[str, Any]) -> None:
    """Check that a mistake gives its finding and no other."""
    spoil(project, case)
    code, lines = lint(project)
    places = [match["place"] for line in lines if (match := FINDING.match(line))]
    if case.get("only"):
        places = [place for place in places if place.startswith(f"docs/{case['file']}")]
    if not any(place.endswith("KB035") for place in case["expect"]):
        places = [place for place in places if not place.endswith("KB035")]
    assert places == case["expect"]
    assert code == any(found("", 1, place.rpartition(" ")[2]).level == "error" for place in places)
    assert case.get("says", "") in "\n".join(lines)


ONE_OF_EACH = list({case["expect"][0].rpartition(" ")[2]: case for case in CASES if case["expect"]}.values())
BUILT = ONE_OF_EACH[::4]  # a build takes seconds, and how it reports does not depend on the rule


@pytest.mark.parametrize("case", BUILT, ids=[case["name"] for case in BUILT])
def test_build_with_a_mistake(project: Path, case: dict[str, Any]) -> None:
    """Check that the build names the mistake as well, and shows nobody a traceback."""
    spoil(project, case)
    result = build_site(project / "mkdocs.yml", project / "site")
    assert "Traceback" not in result.stderr
    for finding in case["expect"]:
        assert finding in result.stderr


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_mistake_in_english(project: Path, case: dict[str, Any]) -> None:
    """Check that every message can be read in English: no Chinese, no placeholder left."""
    spoil(project, case)
    _, lines = lint(project, "--lang", "en", "--format", "github")
    for line in lines:
        message = line.rpartition("::")[2]
        quoted = re.sub(r"“[^”]*”", "", message)
        quoted = re.sub(r"Allowed: .*", "", quoted)
        assert not re.search(r"[\u4e00-\u9fff]|[{}@]", quoted), message
