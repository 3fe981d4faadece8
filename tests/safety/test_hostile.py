"""Whatever an author writes, nothing of it runs in a reader's browser; and `kb lint` says what was left out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.conftest import PROJECT, build_site, serving
from tests.lint.test_mistakes import lint

HOSTILE: list[dict[str, Any]] = yaml.safe_load((PROJECT / "tests/data/hostile.yml").read_text(encoding="utf-8"))
FRONT = "---\ntitle: Words\n---\n"
IN_A_VALUE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "</script></title></textarea><img src=x onerror=alert(1)>",
)
WHOLE_PAGE = """() => {
    const names = ["click", "mouseover", "mouseenter", "focus", "load", "error", "toggle", "animationstart", "submit"];
    for (const element of document.querySelectorAll("*")) {
        for (const name of names) if (element.getAttribute("on" + name)) element.dispatchEvent(new Event(name));
        if (element.href?.toString().match(/^(java|vb)script:|^data:/i)) element.click();
    }
}"""
AGAIN = """() => {
    const again = document.createElement("div");
    again.innerHTML = document.querySelector(".kb-page, article").innerHTML;
    document.body.append(again);
}"""
"""HTML that is read, written and read again: what changes on the way has hurt many a sanitiser."""


SHOWN_DATA = ("lexicon.yml", "roles.yml", "stages.yml", "risks.yml", "topics.yml", "law/*.yml", "law/provisions/*.yml")
SHOWN_KEYS = {"zh", "en", "why", "note", "source", "number", "issuer", "status_note"}


def spoil(value: Any, key: str) -> Any:  # noqa: ANN401 - YAML
    """Return data with something hostile behind every text that a page shows."""
    if isinstance(value, dict):
        return {name: spoil(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [spoil(one, "") for one in value]
    return value + IN_A_VALUE[len(value) % 3] if key in SHOWN_KEYS and isinstance(value, str) else value


def write_pages(project: Path) -> None:
    for number, case in enumerate(HOSTILE):
        (project / f"docs/zh/hostile-{number}.md").write_text(FRONT + case["text"] + "\n", encoding="utf-8")


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """Give a page that counts what ran."""
    context = browser.new_context(service_workers="block")
    context.add_init_script("window.ran = 0; window.alert = () => { window.ran++ }")
    yield context.new_page()
    context.close()


def ran(reader: Page, address: str) -> bool:
    reader.goto(address, wait_until="load")
    reader.evaluate(WHOLE_PAGE)
    reader.evaluate(AGAIN)
    reader.evaluate(WHOLE_PAGE)
    reader.wait_for_timeout(20)
    return bool(reader.evaluate("() => window.ran"))


def test_markdown(project: Path, tmp_path: Path, reader: Page) -> None:
    """Check each hostile text in a page of its own, without a Content-Security-Policy to help."""
    write_pages(project)
    assert build_site(project / "mkdocs.yml", tmp_path / "site").returncode == 0
    with serving(tmp_path / "site") as address:
        for number, case in enumerate(HOSTILE):
            assert not ran(reader, f"{address}/hostile-{number}/"), case["text"]
            foreign = reader.evaluate(
                """() => [...document.querySelectorAll(".kb-prose *")]
                    .flatMap(element => [...element.attributes]).map(one => one.name)
                    .filter(name => /^on|^style$|^data-(?!blank|empty)|^src(doc|set)$|action/.test(name))"""
            )
            assert foreign == [], case["text"]


def test_corpus_bites(project: Path, tmp_path: Path, reader: Page) -> None:
    """Check that the texts do run where nobody cleans them: else the other tests prove nothing."""
    write_pages(project)
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("  - safety\n", ""), encoding="utf-8")
    assert build_site(config, tmp_path / "site").returncode == 0
    with serving(tmp_path / "site") as address:
        bites = [number for number in range(len(HOSTILE)) if ran(reader, f"{address}/hostile-{number}/")]
    assert len(bites) > len(HOSTILE) / 3


def test_told(project: Path) -> None:
    """Check that the trainer learns of each text that is left out, with its line, and of no other."""
    write_pages(project)
    _, lines = lint(project)
    told: dict[int, set[int]] = {}  # by what an address or a picture is refused depends on how it is written
    for line in lines:
        match = re.match(r"docs/zh/hostile-(\d+)\.md:(\d+): (?:KB090|KB054|KB055) ", line)
        if match:
            told.setdefault(int(match[1]), set()).add(int(match[2]) - FRONT.count("\n"))
    wrong = []
    for number, case in enumerate(HOSTILE):
        lines_told = told.get(number, {0})
        if lines_told != set(case.get("lines", [case.get("line", 1)])):
            wrong.append((case["text"], lines_told))
    assert wrong == [], wrong


def test_values(project: Path, tmp_path: Path, reader: Page) -> None:
    """Check titles, summaries, aliases and data, on pages, in lists, in results of the search, in feeds and JSON."""
    card = project / "docs" / "zh" / "objections" / "obj-no-money.md"
    text = card.read_text(encoding="utf-8")
    title = f"没钱{IN_A_VALUE[0]}"
    text = re.sub(r"^title:.*$", lambda _: f"title: {json.dumps(title)}", text, flags=re.MULTILINE)
    text = re.sub(r"^summary:.*$", lambda _: f"summary: {json.dumps(IN_A_VALUE[1])}", text, flags=re.MULTILINE)
    text = re.sub(r"^aliases:", lambda _: f"aliases:\n  - {json.dumps(IN_A_VALUE[2])}", text, flags=re.MULTILINE)
    card.write_text(text, encoding="utf-8")
    home = project / "docs" / "zh" / "index.md"
    meta = "description: '\"><script>alert(1)</script>'\nauthor: '\"><script>alert(1)</script>'\ntitle:"
    home.write_text(home.read_text(encoding="utf-8").replace("title:", meta, 1), encoding="utf-8")
    for name in SHOWN_DATA:
        for file in (project / "docs" / "_data").glob(name):
            data = spoil(yaml.safe_load(file.read_text(encoding="utf-8")), "")
            file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    result = build_site(project / "mkdocs.yml", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    places = ["", "objections/obj-no-money/", "articles/", "topics/", "topics/objections/", "provisions/", "handbook/"]
    places += ["instruments/pipl/", "provisions/conduct/", "what-changed/", "review/", "wording/", "paths/", "origins/"]
    with serving(tmp_path / "site") as address:
        for place in places:
            assert (tmp_path / "site" / place / "index.html").is_file(), place
            assert not ran(reader, f"{address}/{place}"), place
        reader.goto(f"{address}/")
        reader.fill("[data-kb-search]", "没钱")
        reader.wait_for_selector("[data-kb-results] [data-slug]")
        reader.wait_for_timeout(100)
        assert "<script>" in (reader.text_content("[data-kb-results]") or "")
        assert not reader.evaluate("() => window.ran")
    for file in (tmp_path / "site").rglob("*"):
        if file.suffix in {".xml", ".html"}:
            assert "<script>alert" not in file.read_text(encoding="utf-8"), file
