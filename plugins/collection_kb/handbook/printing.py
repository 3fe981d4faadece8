"""The handbook as PDF, printed by Chromium: with an outline, and with page numbers in the table of contents."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from collection_kb.handbook.text_layer import with_characters
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language

PASSES = 4
"""Page numbers change nothing once they are there; a contents list that runs over its page needs one pass more."""

_FILL = """(pages) => {
  const places = document.querySelectorAll("[data-kb-page]");
  for (const place of places) place.textContent = pages[place.dataset.kbPage] ?? "";
}"""


class UnstableError(Exception):
    """Printing moved places to other pages, every time."""


def handbook_page(site: Path, language: Language) -> Path | None:
    """Return the file of the handbook in a built site; None when the site has none in this language."""
    folders = (site / language, *((site,) if language == SOURCE_LANGUAGE else ()))
    files = (folder / name for folder in folders for name in ("handbook/index.html", "handbook.html"))
    return next((file for file in files if file.is_file()), None)


def print_handbook(browser: Browser, file: Path) -> bytes:
    """Return the PDF of a handbook's page; raises UnstableError when its page numbers do not come to rest."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(file.resolve().as_uri())
        pages: Mapping[str, int] = {}
        for _ in range(PASSES):
            page.evaluate(_FILL, pages)
            pdf = _print(page)
            printed = pages_of(pdf)
            if printed == pages:
                return with_characters(pdf)
            pages = printed
    finally:
        context.close()
    raise UnstableError(file.name)


def page_count(pdf: bytes) -> int:
    """Return the number of pages."""
    return len(PdfReader(BytesIO(pdf)).pages)


def pages_of(pdf: bytes) -> dict[str, int]:
    """Return the page, counted from 1, of every place that a link of the PDF leads to."""
    reader = PdfReader(BytesIO(pdf))
    found = {}
    for name, destination in reader.named_destinations.items():
        number = reader.get_destination_page_number(destination)
        if number is not None:
            found[name.removeprefix("/")] = number + 1
    return found


def _print(page: Page) -> bytes:
    return page.pdf(format="A4", prefer_css_page_size=True, outline=True, tagged=True)
