"""Makes pictures of every page type, in both languages, light and dark, laptop and phone: `make screenshots`."""

import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright

from tests.admin.editor import Editor
from tests.browser.pages import LAPTOP, PAGES, PHONE
from tests.conftest import CHROMIUM_ARGUMENTS, PROJECT, serving

TARGET = PROJECT / "site-screenshots"
SMALL: ViewportSize = {"width": 1100, "height": 720}
SIZES: dict[str, ViewportSize] = {"laptop": LAPTOP, "phone": PHONE}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def take(browser: Browser, address: str) -> int:
    """Write the pictures and return their number."""
    number = 0
    for (size, viewport), scheme in product(SIZES.items(), SCHEMES):
        context = browser.new_context(viewport=viewport, color_scheme=scheme, base_url=address)
        page = context.new_page()
        for (name, path), language in product(PAGES.items(), ("zh", "en")):
            page.goto(path if language == "zh" else f"/en{path}")
            page.screenshot(path=TARGET / f"{name.replace(' ', '-')}-{language}-{size}-{scheme}.png")
            number += 1
        context.close()
    return number


def take_form(browser: Browser, address: str, target: Path) -> None:
    """Write a picture of the form with a published card in it, as trainers see it."""
    page = browser.new_context(color_scheme="light", locale="zh-CN").new_page()
    files = {
        file.relative_to(PROJECT).as_posix(): file.read_text(encoding="utf-8")
        for file in (PROJECT / "docs").glob("*/objections/obj-no-money.md")
    }
    editor = Editor(page, address, files)
    editor.edit("objection", "objections/obj-no-money")
    page.set_viewport_size(SMALL)
    expect(editor.text("summary", "en")).to_be_visible()
    page.screenshot(path=target)
    page.context.close()


def main() -> None:
    """Build the site, serve it on loopback, and take the pictures."""
    site = PROJECT / "site"
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], check=True, cwd=PROJECT)
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir()
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS)
        number = take(browser, address) + 1
        take_form(browser, address, TARGET / "form-zh.png")
        browser.close()
    sys.stdout.write(f"OK: {number} pictures are in {TARGET.relative_to(Path.cwd())}/\n")


if __name__ == "__main__":
    main()
