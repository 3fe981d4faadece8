"""On paper: the handbook's page, its PDF, and what a printed page shows."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from collection_kb.cli import main
from collection_kb.handbook.chapter import Surroundings, rewrite
from collection_kb.handbook.printing import handbook_page, pages_of, print_handbook
from collection_kb.handbook.text_layer import mend
from collection_kb.knowledge.language import LANGUAGES
from collection_kb.knowledge.library import load_library
from tests.browser.pages import PAGES, PHONE
from tests.conftest import PROJECT, build_site

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
STYLES = PROJECT / "plugins" / "collection_kb" / "theme" / "styles"


def test_chapter() -> None:
    """Check that ids are the article's own, headings two levels deeper, links in the book, citations numbered."""
    html = (
        '<div class="kb-section kb-section--say"><h2 id="say">S &amp; T</h2><p><a href="../b/#ask">b</a> '
        '<a href="../gone/">gone</a> <a href="https://example.org/?a=1&amp;b=2">out</a><br />'
        '<a class="kb-law" data-provision="p-1" href="../law/#p-1">L</a> <a data-provision="p-1" href="x">L</a></p>'
        '<input type="checkbox" aria-labelledby="tick-1" /></div>'
    )
    result = rewrite(
        html,
        Surroundings("a", lambda target: "b--ask" if target == "../b/#ask" else "", lambda _: 7),
    )
    assert result.cited == ("p-1",)
    assert result.html == (
        '<div class="kb-passage kb-passage--say"><h4 id="a--say">S &amp; T</h4><p><a href="#b--ask">b</a> '
        'gone <a href="https://example.org/?a=1&amp;b=2">out</a><br />'
        '<a id="a--law-p-1" class="kb-law" href="#note--p-1">L<sup class="kb-note-number">7</sup></a> '
        '<a class="" href="#note--p-1">L<sup class="kb-note-number">7</sup></a></p>'
        '<input type="checkbox" aria-labelledby="a--tick-1" /></div>'
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_page(page: Page, language: str) -> None:
    """Check that the handbook has every article, term and cited provision once, and no link that leads nowhere."""
    library = load_library(PROJECT / "docs")
    page.goto("/handbook/" if language == "zh" else "/en/handbook/")
    slugs = page.locator(".kb-chapter").evaluate_all("(all) => all.map((one) => one.dataset.chapter)")
    assert slugs == list(library.articles)
    reviews = [one.facts.reviewed for one in library.articles.values() if one.facts.reviewed]
    assert max(reviews).isoformat() in page.locator(".kb-handbook__cover").inner_text()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []
    assert {f"glossary--{term}" for term in library.lexicon} <= set(ids)
    notes = [id_.removeprefix("note--") for id_ in ids if id_.startswith("note--")]
    assert set(notes) == {id_ for article in library.articles.values() for id_ in article.facts.provisions}
    hrefs = page.locator(".kb-handbook a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    assert [href for href in hrefs if not href.startswith(("#", "https://"))] == []
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(ids)
    assert {f"note--{id_}" for id_ in notes} <= {href[1:] for href in hrefs}
    back = page.locator(f"#note--{notes[0]} a").first.get_attribute("href") or ""
    assert page.locator(f"[id='{back[1:]}'] sup").inner_text() == "1"
    levels = page.evaluate(
        "[...document.querySelectorAll('.kb-handbook :is(h1,h2,h3,h4,h5,h6)')].map((h) => +h.tagName[1])"
    )
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize(("language", "scheme"), [("", "light"), ("/en", "dark")])
def test_page_is_accessible(page: Page, language: str, scheme: Literal["light", "dark"]) -> None:
    """Check that axe finds no violation: on all kinds of parts, as the whole page takes it more than a minute."""
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{language}/handbook/")
    page.evaluate(
        """() => document.querySelectorAll(`.kb-chapter + .kb-chapter, .kb-notes li:nth-child(n+9),
        .kb-terms > div:nth-child(n+4), .kb-contents ol ol li:nth-child(n+4)`).forEach((one) => one.remove())"""
    )
    page.add_script_tag(path=str(AXE))
    violations = page.evaluate("axe.run({ resultTypes: ['violations'] }).then((result) => result.violations)")
    assert [f"{found['id']}: {node['html'][:200]}" for found in violations for node in found["nodes"]] == []


def test_page_on_a_phone(page: Page) -> None:
    """Check that nothing sticks out of a phone's screen, and that the other language is one click away."""
    page.set_viewport_size(PHONE)
    page.goto("/handbook/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("[data-kb-language]").click()
    expect(page).to_have_url(re.compile("/en/handbook/$"))


@pytest.fixture
def printed(project: Path) -> Path:
    """Return the folder with the handbooks of the small knowledge base, and its site in `site`."""
    result = build_site(project / "mkdocs.yml", project / "site")
    assert result.returncode == 0, result.stderr
    command: list[str | Path] = [
        Path(sys.executable).with_name("kb"),
        "handbook",
        project / "paper",
        "--site",
        project / "site",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"\S+zh\.pdf: \d+ pages\n\S+en\.pdf: \d+ pages\n", done.stdout)
    return project / "paper"


def run(*arguments: Path | str) -> Result:
    result = CliRunner().invoke(main, ["handbook", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def objects(reader: PdfReader, kind: str) -> list[DictionaryObject]:
    found = {}
    for page in reader.pages:
        for one in (page["/Resources"].get(kind) or {}).values():  # type: ignore[attr-defined]
            found[one.get_object().hash_bin()] = one.get_object()
    return list(found.values())


def is_embedded(font: DictionaryObject) -> bool:
    if str(font["/Subtype"]) == "/Type3":  # drawn by the file itself
        return True
    own: Any = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font  # type: ignore[index]
    return any(key.startswith("/FontFile") for key in own["/FontDescriptor"])


def links(reader: PdfReader) -> tuple[int, list[str]]:
    """Return the number of links within the file, and the addresses of the others."""
    inside, outside = 0, []
    names = reader.named_destinations
    for page in reader.pages:
        for one in page.annotations or []:
            link = one.get_object()
            if link["/Subtype"] == "/Link" and "/Dest" in link:
                assert link["/Dest"] in names
                inside += 1
            elif link["/Subtype"] == "/Link":
                outside.append(link["/A"]["/URI"])
    return inside, outside


def test_text_of_glyphs() -> None:
    """Check that a range of glyphs with radicals in it is taken apart, and that all else stays as it was."""
    table = "2 beginbfchar\n<01> <2EA0>\n<02> <D840DC0B>\nendbfchar\n1 beginbfrange\n<0A> <0B> <2F00>\nendbfrange\nend"
    assert mend(table) == "4 beginbfchar\n<01> <6C11>\n<02> <D840DC0B>\n<0A> <4E00>\n<0B> <4E28>\nendbfchar\nend"
    assert mend(table.replace("2EA0", "6C11").replace("2F00", "0041")).count("bfrange") == 2


def letters(text: str) -> set[str]:
    return set(re.sub(r"\s", "", text))


def test_pdf(printed: Path, page: Page) -> None:
    """Check that the PDF has every link, all characters, embedded fonts, an outline, tags, and right page numbers."""
    for language in LANGUAGES:
        file = handbook_page(printed.parent / "site", language)
        assert file
        page.goto(file.as_uri())
        page.emulate_media(media="print")
        data = (printed / f"{language}.pdf").read_bytes()
        reader = PdfReader(BytesIO(data))
        text = "\n".join(one.extract_text() for one in reader.pages)
        assert letters(page.locator(".kb-handbook").inner_text()) - letters(text) == set()
        assert "file:" not in data.decode("latin-1")
        inside, outside = links(reader)
        assert inside >= page.locator(".kb-handbook a[href^='#']").count() > 10  # a link over two lines is two
        assert outside == []
        fonts = objects(reader, "/Font")
        assert fonts
        assert all(is_embedded(font) and "/ToUnicode" in font for font in fonts)
        root: Any = reader.trailer["/Root"]
        assert root["/Lang"] == language
        assert root["/MarkInfo"]["/Marked"]
        assert len(reader.outline) > 0
        places = pages_of(data)
        assert max(places.values()) <= len(reader.pages)
        for slug in ("obj-no-money", "obj-lost-job", "listen-and-ask", "law-limitation-period"):
            title = page.locator(f"[id='{slug}']").inner_text()
            (line,) = re.findall(rf"{re.escape(title)}\s*(\d+)$", reader.pages[1].extract_text(), re.MULTILINE)
            assert title in reader.pages[int(line) - 1].extract_text()


def test_missing_glyph_is_seen(browser: Browser, tmp_path: Path) -> None:
    """Check that a character which no font has does not come out as text: the test above would fail."""
    file = tmp_path / "handbook.html"
    file.write_text('<html lang="zh"><title>t</title><p>汉\U000e1234</p></html>', encoding="utf-8")
    text = PdfReader(BytesIO(print_handbook(browser, file))).pages[0].extract_text()
    assert "汉" in text
    assert "\U000e1234" not in text


def test_no_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check that a site without a handbook, and a machine without Chromium, are told; nothing is written."""
    target = tmp_path / "paper"
    result = run(target, "--site", tmp_path)
    assert result.exit_code == 1
    assert "Is the plugin `handbook` in mkdocs.yml?" in result.output
    (tmp_path / "handbook.html").write_text("<p>.</p>", encoding="utf-8")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    result = run(target, "--site", tmp_path)
    assert result.exit_code == 1
    assert "Chromium is missing" in result.output
    assert not target.exists()


@pytest.mark.parametrize("path", [*PAGES.values(), "/handbook/"])
def test_paper_is_black_on_white(page: Page, path: str) -> None:
    """Check that a page printed from the dark scheme has no header and no button, and all its text is black."""
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(path)
    assert page.locator(".kb-header").is_hidden()
    for control in page.locator(".kb-page :is(button, select, input:not([type=checkbox], [type=radio]))").all():
        assert control.is_hidden()
    colours = page.evaluate(
        """() => [...new Set([...document.querySelectorAll("body, .kb-page *")]
        .filter((one) => one.checkVisibility() && one.textContent.trim())
        .flatMap((one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]))]"""
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


def test_card_on_paper(page: Page) -> None:
    """Check that a card fits one sheet, with its words to be spoken standing out and its provisions at the end."""
    page.goto("/objections/obj-no-money/")
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert "【姓名】" in text
    assert len(re.findall("核对于", text)) == 2  # its two provisions
    assert "催收知识库" not in text
    page.emulate_media(media="print")
    style = page.locator(".kb-section--say blockquote").evaluate(
        "(one) => [getComputedStyle(one).borderLeftWidth, getComputedStyle(one.querySelector('p')).fontWeight]"
    )
    assert float(style[0][:-2]) > 2
    assert style[1] == "700"


def test_every_colour_has_its_ink() -> None:
    """Check that each token that the dark scheme sets is set on paper as well."""
    tokens = (STYLES / "00-tokens.css").read_text(encoding="utf-8")
    dark = set(re.findall(r"(--kb-[a-z-]+):", tokens.split('[data-scheme="dark"]')[1]))
    paper = set(re.findall(r"(--kb-[a-z-]+):", (STYLES / "90-print.css").read_text(encoding="utf-8")))
    assert dark
    assert dark <= paper
