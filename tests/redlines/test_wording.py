"""The red lines, judged by sentences whose author had not seen the rules."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from collection_kb.cli import main
from collection_kb.knowledge.library import load_library
from collection_kb.knowledge.wording import check, normalise, sentences
from tests.conftest import PROJECT

DATA = PROJECT / "tests" / "data"
SETS: dict[str, list[dict[str, Any]]] = {
    name: yaml.safe_load((DATA / f"{name}.yml").read_text(encoding="utf-8"))
    for name in ("red-lines", "red-lines-more", "red-lines-aside")
}
ODD = [
    "坐 牢，坐·牢，坐*牢",
    "ＦＵＬＬ ｗｉｄｔｈ，还。还！还？",
    "\u200b您\u00ad好 it’s İıẞ ﬁ \x1c\u1680x",
    "還不還 " + "不" * 2_000,
    "😀" * 700 + "不还就坐牢",
    "<script>alert(1)</script> & \" '",
]


def crossed(text: str) -> list[str]:
    return [match.red_line.id for match in check(text, load_library(PROJECT / "docs").red_lines.values())]


REACHED = {"red-lines": (0.995, 0.995), "red-lines-more": (0.995, 0.995), "red-lines-aside": (0.88, 0.81)}
"""Precision and recall that must not fall. The goal is 0.95 and 0.90; on sentences kept aside it is not reached yet."""


@pytest.mark.parametrize("name", SETS)
def test_figures(name: str) -> None:
    """Check that precision and recall on each set are no worse than what was reached."""
    red = {case["id"] for case in SETS[name] if case["verdict"] == "red"}
    found = {case["id"] for case in SETS[name] if crossed(case["text"])}
    assert len(SETS[name]) >= 100
    precision, recall = REACHED[name]
    assert len(found & red) / len(found) >= precision, sorted(found - red)
    assert len(found & red) / len(red) >= recall, sorted(red - found)


def test_lawful_statements() -> None:
    """Check that saying what we do not do, and what is true, passes."""
    assert crossed("我们不会联系您的家人。") == []
    assert crossed("起诉由债权人决定。") == []


def test_command(tmp_path: Path) -> None:
    """Check the JSON of `kb redlines`: an object a line, each match with rule, category, provision and alternative."""
    file = tmp_path / "script.txt"
    file.write_text("您好，请问是【姓名】吗？\n\n再不还钱就让你坐牢\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["redlines", str(file), "--json", "--docs", str(PROJECT / "docs")])
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 1
    assert [(line["line"], bool(line["matches"])) for line in lines] == [(1, False), (2, False), (3, True)]
    match = lines[2]["matches"][0]
    assert match["provision"] in load_library(PROJECT / "docs").provisions
    assert match["rule"] in load_library(PROJECT / "docs").red_lines
    assert match["category"] in load_library(PROJECT / "docs").red_line_categories
    assert match["alternative"]


def test_command_reads_standard_input() -> None:
    """Check that text can be piped in, and that a clean one ends well."""
    result = CliRunner().invoke(
        main, ["redlines", "-", "--lang", "en", "--docs", str(PROJECT / "docs")], input="Good morning.\n"
    )
    assert (result.exit_code, result.output) == (0, "No red line is crossed.\n")


@pytest.mark.parametrize("text", ODD)
def test_sentences_of_odd_text(text: str) -> None:
    """Check that nothing breaks and no sentence is longer than the limit."""
    assert all(0 < len(sentence) <= 600 for sentence in sentences(normalise(text)))


@pytest.mark.parametrize("language", ["", "/en"])
def test_page_agrees(page: Page, language: str) -> None:
    """Check that the page gives every sentence the verdicts of `kb lint`, in order."""
    texts = [case["text"] for name in ("red-lines", "red-lines-aside") for case in SETS[name]] + ODD
    page.goto(f"{language}/wording/")
    page.get_by_role("textbox", name="一行一句" if not language else "a line each").fill(
        "\n".join(texts), timeout=120_000
    )
    shown = page.locator("[data-kb-verdicts] > li").evaluate_all(
        "(items) => items.map((item) => [Number(item.dataset.line), item.dataset.rule])"
    )
    expected = [[line, rule] for line, text in enumerate(texts, start=1) for rule in crossed(text)]
    assert shown == expected


def test_page_at_work(page: Page) -> None:
    """Check that the page says at once what crosses a line, why with its provision, and what to say instead."""
    page.goto("/wording/")
    box = page.get_by_role("textbox", name="一行一句")
    box.press_sequentially("再不还钱就让你坐牢")
    item = page.locator("[data-kb-verdicts] > li").first
    expect(item).to_contain_text("改说：")
    expect(page.locator("[data-kb-verdict]")).to_contain_text("踩线 1 处")
    item.locator("a").first.click()
    expect(page.locator(".kb-provision:target")).to_be_visible()
    page.goto("/wording/")
    box.fill("我们不会联系您的家人。")
    expect(page.locator("[data-kb-verdict]")).to_have_text("没有踩到红线。")


def test_page_shows_no_markup(page: Page) -> None:
    """Check that what is typed is text, never markup."""
    page.goto("/wording/")
    page.get_by_role("textbox", name="一行一句").fill("<img src=x onerror=alert(1)>不还就坐牢")
    expect(page.locator("[data-kb-verdicts] img")).to_have_count(0)
