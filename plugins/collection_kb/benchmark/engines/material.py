"""Material's own search with jieba, in a stock Material site, typed into its own box."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from collection_kb.benchmark.browser import (
    PATIENCE,
    Transfers,
    chromium,
    fresh_page,
    serving,
    type_query,
    wait_for_answer,
)
from collection_kb.benchmark.engines.engine import Answer, Content, Engine, Session
from collection_kb.benchmark.engines.plain_site import build_plain_site, slug_of
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language

BOX = "[data-md-component=search-query]"
KEY_WITHOUT_EFFECT = "Shift"
"""The theme's search listens to keys going up, which text from an input method does not cause by itself here."""

# The theme does not say to which query its results belong: its messages to and from its worker do (1 ready, 2 query,
# 3 result), and it draws the first ten articles as soon as a result comes in.
_WATCH = """
(() => {
  const state = { ready: false, asked: 0, answered: 0, typedAt: 0, drawnAt: 0, value: null, posted: null };
  const Native = window.Worker;
  window.Worker = class extends Native {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        if (data.type === 1) state.ready = true;
        if (data.type === 3) { state.answered += 1; state.drawnAt = performance.now(); }
      });
    }
    postMessage(message, ...rest) {
      if (message.type === 2) { state.asked += 1; state.posted = message.data; }
      super.postMessage(message, ...rest);
    }
  };
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.closest?.(".md-search-result"))) state.drawnAt = performance.now();
  }).observe(document, { subtree: true, childList: true });
  document.addEventListener("keyup", (event) => {
    if (!event.target.matches("[data-md-component=search-query]")) return;
    const value = event.target.value;
    if (value !== state.value) Object.assign(state, { typedAt: performance.now(), value });
  }, true);
  window.kbBench = {
    state,
    answer: () => {
      const now = performance.now();
      const settled = state.ready && state.asked > 0 && state.asked === state.answered && now - state.drawnAt > 40;
      if (!settled || !state.typedAt || now - state.typedAt < 40) return null;
      const links = [...document.querySelectorAll(".md-search-result__item > a.md-search-result__link")];
      return {
        milliseconds: Math.max(state.drawnAt - state.typedAt, 0),
        addresses: links.map((link) => new URL(link.href).pathname),
        value: state.value,
        posted: state.posted,
      };
    },
  };
})();
"""


@contextmanager
def prepare(content: Content) -> Iterator[Engine]:
    """Give the search of a stock Material site that has the same articles."""
    with serving(build_plain_site(content)) as address, chromium() as browser:
        yield _Material(browser, address)


@dataclass(frozen=True)
class _Material:
    browser: Browser
    address: str

    @contextmanager
    def open(self, language: Language) -> Iterator[Session]:
        """Give a session on the home page of a language."""
        with fresh_page(self.browser, _WATCH) as page:
            transfers = Transfers(page)
            transfers.visit(f"{self.address}/" if language == SOURCE_LANGUAGE else f"{self.address}/{language}/")
            page.locator(BOX).click()
            yield _MaterialBox(page, transfers)


@dataclass(frozen=True)
class _MaterialBox:
    page: Page
    transfers: Transfers

    def ask(self, text: str, *, at_once: bool = False) -> Answer:
        """Return the articles that the theme lists for a query."""
        type_query(self.page, text, at_once=at_once)
        self.page.keyboard.press(KEY_WITHOUT_EFFECT)
        found = wait_for_answer(self.page)
        bytes_ = self.transfers.take()
        if not found:
            return Answer((), PATIENCE * 1000, bytes_)
        slugs = dict.fromkeys(slug_of(address) for address in found["addresses"])
        slugs.pop("", None)
        return Answer(tuple(slugs), found["milliseconds"], bytes_)
