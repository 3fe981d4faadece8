"""A card in the call: every action by keyboard, and nothing that was filled in outlives the tab."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

CARD = "/objections/obj-no-money/"


@pytest.fixture
def _clipboard(page: Page, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def spoken(page: Page, number: int) -> str:
    """Return the words of a line as they stand on the page, without its button."""
    text: str = (
        page.locator(".kb-section--say blockquote p")
        .nth(number)
        .evaluate(
            """(line) => [...line.childNodes].filter((part) => part.nodeName !== "BUTTON")
             .map((part) => part.textContent).join("")"""
        )
    )
    return " ".join(text.split())


@pytest.mark.usefixtures("_clipboard")
def test_copy_by_key(page: Page) -> None:
    """Check that `c` copies the first line and a digit the line of that number, without the button's words."""
    page.goto(CARD)
    page.keyboard.press("c")
    expect(page.locator(".kb-copy").first).to_have_text("已复制")
    assert clipboard(page) == spoken(page, 0)
    page.keyboard.press("2")
    expect(page.locator(".kb-copy").nth(1)).to_have_text("已复制")
    assert clipboard(page) == spoken(page, 1)


def test_copy_without_a_secure_address(
    playwright: Playwright, browser_type_launch_args: dict[str, Any], base_url: str
) -> None:
    """Check that a plain http address of an intranet, where browsers have no clipboard object, copies as well."""
    arguments = [*browser_type_launch_args["args"], "--host-resolver-rules=MAP intranet.test 127.0.0.1"]
    with playwright.chromium.launch(**{**browser_type_launch_args, "args": arguments}) as browser:
        page = browser.new_page(service_workers="block")
        page.goto(base_url.replace("127.0.0.1", "intranet.test") + CARD)
        assert page.evaluate("navigator.clipboard === undefined")
        page.keyboard.press("c")
        expect(page.locator(".kb-copy").first).to_have_text("已复制")
        page.keyboard.press("/")
        page.keyboard.press("Control+V")
        expect(page.locator("[data-kb-search]")).to_have_value(spoken(page, 0))


@pytest.mark.usefixtures("_clipboard")
def test_from_anywhere_to_the_copied_line(page: Page) -> None:
    """Check that from any page three keys beyond the query copy the first line of the right card."""
    page.goto("/provisions/")
    page.keyboard.press("/")
    page.keyboard.type("失业了")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/obj-lost-job/$"))
    expect(page.locator(".kb-copy").first).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator(".kb-copy").first).to_have_text("已复制")
    assert clipboard(page) == spoken(page, 0)


@pytest.mark.usefixtures("_clipboard")
def test_blanks_are_filled_for_the_sitting(page: Page) -> None:
    """Check that what is filled in stands on every card, is copied, is stored nowhere, and one key clears it."""
    page.goto(CARD)
    page.keyboard.press("p")
    expect(page.locator("[data-kb-fill]").first).to_be_focused()
    page.keyboard.type("x张三c")
    blank = page.locator('.kb-section--say .kb-blank[data-blank="name"]').first
    expect(blank).to_have_text("x张三c")
    page.locator("h1").click()
    page.keyboard.press("2")
    expect(page.locator(".kb-copy").nth(1)).to_have_text("已复制")
    assert "x张三c" in clipboard(page)
    page.locator("[data-kb-next] a").first.click()
    expect(page).not_to_have_url(re.compile(CARD))
    expect(page.locator('.kb-blank[data-blank="name"]').first).to_have_text("x张三c")
    stored = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, name, history.state])"
    )
    assert "张三" not in stored
    page.keyboard.press("x")
    expect(page.locator('.kb-blank[data-blank="name"]').first).to_have_text("【姓名】")
    page.goto(CARD)
    expect(blank).to_have_text("【姓名】")


def test_branch_opens_in_place(page: Page) -> None:
    """Check that a branch shows the other card's words below it, and that Escape closes it at the same place."""
    page.goto(CARD)
    link = page.locator(".kb-section--branches li a").first
    link.click()
    preview = page.locator(".kb-preview")
    expect(preview.locator("blockquote").first).to_be_visible()
    expect(page).to_have_url(re.compile(f"{CARD}$"))
    page.keyboard.press("Escape")
    expect(preview).to_have_count(0)
    link.click()
    preview.locator("a").first.click()
    expect(page).to_have_url(re.compile("/obj-lost-job/$"))


def test_next_steps(page: Page) -> None:
    """Check that one key leads to what comes next."""
    page.goto(CARD)
    page.keyboard.press("n")
    expect(page.locator("[data-kb-next] a").first).to_be_focused()


def test_keys_dialog(page: Page) -> None:
    """Check that `?` shows all keys and Escape puts them away."""
    page.goto(CARD)
    page.keyboard.press("?")
    dialog = page.locator("[data-kb-keys]")
    expect(dialog).to_be_visible()
    assert dialog.locator("dt").count() >= 10
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_favourites_and_recent(page: Page) -> None:
    """Check that a favourite and what was seen stand on the home page of this browser, and that both can go."""
    page.goto(CARD)
    page.keyboard.press("f")
    expect(page.locator("[data-kb-favourite]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("h")
    expect(page.locator('[data-kb-list="favourites"] a')).to_have_text("“我没钱”")
    expect(page.locator('[data-kb-list="visited"] a')).to_have_text("“我没钱”")
    page.locator('[data-kb-list="favourites"] a').click()
    expect(page).to_have_url(re.compile(f"{CARD}$"))
    page.locator("[data-kb-favourite]").click()
    page.keyboard.press("h")
    expect(page.locator('[data-kb-list="favourites"]')).to_be_hidden()


def test_back_and_forward(page: Page) -> None:
    """Check that going on without loading keeps the browser's own ways: address, title, back, forward, focus."""
    page.goto(CARD)
    page.locator(".kb-chip").first.click()
    expect(page).to_have_url(re.compile("/topics/objections/$"))
    expect(page.locator("h1")).to_be_focused()
    title = page.title()
    page.go_back()
    expect(page.locator("h1")).to_have_text("“我没钱”")
    expect(page).to_have_title(re.compile("我没钱"))
    page.go_forward()
    expect(page).to_have_title(title)


def test_ticks(page: Page) -> None:
    """Check that boxes of a checklist can be ticked by keyboard."""
    page.goto("/checklists/precall-checklist/")
    box = page.locator(".kb-tick input").first
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
