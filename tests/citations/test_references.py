"""Legal references as a reader meets them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import PHONE
from tests.conftest import build_site

CARD = "#kb-law-card"


@pytest.mark.parametrize(("language", "mark"), [("", "据报道整理，以原文为准"), ("/en", "compiled from reports")])
def test_card_on_hover(page: Page, language: str, mark: str) -> None:
    """Check that hovering shows instrument, rule, confidence and date, and that leaving or Escape hides it."""
    page.goto(f"{language}/objections/obj-no-money/")
    link = page.locator('a[data-provision="cba-2026-prohibited"]').first
    link.hover()
    expect(page.locator(CARD)).to_contain_text(mark)
    expect(page.locator(CARD)).to_contain_text("2026-11-24")
    page.get_by_role("heading", level=1).hover()
    expect(page.locator(CARD)).to_have_count(0)
    link.hover()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)


def test_card_on_focus(page: Page) -> None:
    """Check that the keyboard shows the card, tied to the link, and that Enter follows it to the provision."""
    page.goto("/law/law-limitation-period/")
    link = page.locator("a[data-provision]").first
    link.focus()
    expect(page.locator(CARD)).to_be_visible()
    expect(link).to_have_attribute("aria-describedby", "kb-law-card")
    id_ = link.get_attribute("data-provision")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{id_}:target")).to_be_visible()


def test_card_on_tap(browser: Browser, base_url: str) -> None:
    """Check that the first tap shows the card inside the screen and the second one follows the link."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, base_url=base_url)
    page = context.new_page()
    page.goto("/law/law-limitation-period/")
    link = page.locator("a[data-provision]").first
    link.tap()
    box = page.locator(CARD).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert page.url.endswith("/law-limitation-period/")
    link.tap()
    expect(page.locator(".kb-provision:target")).to_be_visible()
    context.close()


def test_foreign_rule_is_marked(project: Path) -> None:
    """Check that a foreign rule says in the text that it does not hold in China, in both languages."""
    for language, heading in (("zh", "依据"), ("en", "Rule")):
        file = project / "docs" / language / "objections" / "obj-no-money.md"
        text = file.read_text(encoding="utf-8").replace(
            f"## {heading}\n\n", f"## {heading}\n\n- [7-in-7](law:us-regf-1006-14-b2-7in7)\n"
        )
        file.write_text(text.replace("provisions: [", "provisions: [us-regf-1006-14-b2-7in7, "), encoding="utf-8")
    result = build_site(project / "mkdocs.yml", project / "site", "--strict")
    assert result.returncode == 0, result.stderr
    for folder, mark in (("", "在中国不适用"), ("en/", "not applicable in China")):
        html = (project / "site" / f"{folder}objections" / "obj-no-money" / "index.html").read_text(encoding="utf-8")
        assert f'7-in-7</a><small class="kb-law__foreign"> ({mark})</small>' in html
