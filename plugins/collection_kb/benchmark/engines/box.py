"""Drives a search box that keeps our contract: `data-kb-search`, `data-kb-results`, `data-kb-query`, `data-slug`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from collection_kb.benchmark.browser import (
    PATIENCE,
    Transfers,
    chromium,
    fresh_page,
    serving,
    type_query,
    wait_for_answer,
)
from collection_kb.benchmark.engines.engine import Answer, BenchError, Engine, Session
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language

BOX = "input[data-kb-search]"

_WATCH = """
(() => {
  const state = { typedAt: 0, value: null, found: null };
  const check = () => {
    if (state.found || state.value === null) return;
    for (const shown of document.querySelectorAll("[data-kb-results]")) {
      if (shown.dataset.kbQuery !== state.value || shown.getAttribute("aria-busy") === "true") continue;
      const slugs = [...shown.querySelectorAll("[data-slug]")].map((result) => result.dataset.slug);
      state.found = { milliseconds: performance.now() - state.typedAt, slugs: [...new Set(slugs)], value: state.value };
      return;
    }
  };
  new MutationObserver(check).observe(document, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-kb-query", "aria-busy"],
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-kb-search]")) return;
    Object.assign(state, { typedAt: performance.now(), value: event.target.value, found: null });
    requestAnimationFrame(check);
  }, true);
  window.kbBench = { answer: () => state.found };
})();
"""


@contextmanager
def boxes(site: Path) -> Iterator[Engine]:
    """Give the search of a built site: Chinese pages at `/`, English ones at `/en/`."""
    with serving(site) as address, chromium() as browser:
        yield _Boxes(browser, address)


@dataclass(frozen=True)
class _Boxes:
    browser: Browser
    address: str

    @contextmanager
    def open(self, language: Language) -> Iterator[Session]:
        """Give a session on the home page of a language."""
        with fresh_page(self.browser, _WATCH) as page:
            transfers = Transfers(page)
            transfers.visit(f"{self.address}/" if language == SOURCE_LANGUAGE else f"{self.address}/{language}/")
            _focus(page)
            yield _Box(page, transfers)


def _focus(page: Page) -> None:
    try:
        if page.locator(f"{BOX}:visible").count() == 0:
            page.keyboard.press("/")
        page.locator(f"{BOX}:visible").first.click(timeout=3000)
    except BrowserError:
        raise BenchError(f"{page.url} has no search box ({BOX}) that a reader could type into.") from None


@dataclass(frozen=True)
class _Box:
    page: Page
    transfers: Transfers

    def ask(self, text: str, *, at_once: bool = False) -> Answer:
        """Return what the page shows for a query; nothing when it does not say in time that it is done."""
        type_query(self.page, text, at_once=at_once)
        while True:
            found = wait_for_answer(self.page)
            if not found or found["value"] == self.page.locator(f"{BOX}:focus").input_value():
                break
        bytes_ = self.transfers.take()
        if not found:
            return Answer((), PATIENCE * 1000, bytes_)
        return Answer(tuple(found["slugs"]), found["milliseconds"], bytes_)
