"""A reader with a browser."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.pages import LAPTOP, PAGES, PHONE
from tests.conftest import PROJECT

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"


def test_home(page: Page) -> None:
    """Check that the home page asks first, and shows what customers say, stages and topics."""
    page.goto("/")
    expect(page).to_have_title("催收知识库")
    expect(page.get_by_role("heading", level=1)).to_have_text("他刚说了什么？")
    first = page.locator(".kb-cards--objections a").first
    expect(first).to_contain_text("“我没钱”")
    assert page.locator(".kb-cards--objections li").count() == len(list((PROJECT / "docs/zh/objections").glob("*.md")))
    assert page.locator(".kb-topics li").count() == 12
    first.click()
    expect(page).to_have_url(re.compile("/objections/obj-no-money/$"))


def test_card_fits_a_laptop(page: Page) -> None:
    """Check that all that is needed in the call is on the screen without scrolling, and what to say is largest."""
    page.set_viewport_size(LAPTOP)
    page.goto("/objections/obj-no-money/")
    for section in ("say", "ask", "never", "branches"):
        box = page.locator(f".kb-section--{section}").bounding_box()
        assert box
        assert box["y"] + box["height"] <= LAPTOP["height"], section
    sizes = page.evaluate(
        """() => Object.fromEntries(["say blockquote p", "ask li", "never li"].map((part) => [part,
        parseFloat(getComputedStyle(document.querySelector(`.kb-section--${part}`)).fontSize)]))"""
    )
    assert sizes["say blockquote p"] > max(sizes["ask li"], sizes["never li"])
    expect(page.locator(".kb-section--say .kb-blank").first).to_have_text("【姓名】")


@pytest.mark.parametrize("path", [*PAGES.values(), "/404.html"])
def test_urgent_bar(page: Page, path: str) -> None:
    """Check that the four urgent articles are one click away on every page."""
    page.goto(path)
    links = page.locator(".kb-urgent a")
    assert links.count() == 4
    links.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("客户说要轻生")


def test_topic_chip(page: Page) -> None:
    """Check that a chip leads to the topic's page, and that the page lists the article."""
    page.goto("/objections/obj-no-money/")
    page.locator(".kb-chip", has_text="债务人心理与分类").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("债务人心理与分类")
    expect(page.locator('[data-slug="obj-no-money"]').first).to_be_visible()


@pytest.mark.parametrize("path", PAGES.values())
def test_language_switch(page: Page, path: str) -> None:
    """Check that switching the language keeps the page, there and back."""
    page.goto(path)
    page.locator("[data-kb-language]").click()
    expect(page).to_have_url(re.compile(f"/en{path}$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("[data-kb-language]").click()
    expect(page).to_have_url(re.compile(f"(?<!/en){path}$"))


def test_dark_mode(page: Page) -> None:
    """Check that the button turns the page dark, and that the next page remembers."""
    page.emulate_media(color_scheme="light")
    page.goto("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-kb-scheme]").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    page.goto("/objections/obj-no-money/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_system_scheme(page: Page) -> None:
    """Check that without a choice the system decides."""
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")


@pytest.mark.parametrize("path", PAGES.values())
@pytest.mark.parametrize("language", ["", "/en"])
def test_accessible(page: Page, path: str, language: str) -> None:
    """Check that axe finds no violation; in the dark nothing but colours is different."""
    page.goto(language + path)
    assert violations(page) == []


@pytest.mark.parametrize("path", ["/404.html", "/admin/"])
def test_accessible_in_both_languages_at_once(page: Page, path: str) -> None:
    """Check the same of pages that speak both languages."""
    page.goto(path)
    assert violations(page) == []


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE])
def test_open_box_is_accessible(page: Page, viewport: ViewportSize) -> None:
    """Check the same while results are shown."""
    page.set_viewport_size(viewport)
    page.goto("/")
    page.locator("[data-kb-search]").fill("没钱")
    expect(page.locator("[data-kb-results] [data-slug]").first).to_be_visible()
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page, in both schemes."""
    page.emulate_media(color_scheme="light")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run().then((result) => result.violations)")
    page.emulate_media(color_scheme="dark")
    found += page.evaluate("axe.run({ runOnly: ['color-contrast'] }).then((result) => result.violations)")
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("path", PAGES.values())
@pytest.mark.parametrize("language", ["", "/en"])
def test_phone(page: Page, path: str, language: str) -> None:
    """Check that nothing sticks out of a phone's screen."""
    page.set_viewport_size(PHONE)
    page.goto(language + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_not_found(page: Page) -> None:
    """Check that a lost reader is told where to go, in both languages."""
    page.goto("/404.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("这一页不在了")
    page.get_by_role("link", name="Home").click()
    expect(page).to_have_url(re.compile("/en/$"))
