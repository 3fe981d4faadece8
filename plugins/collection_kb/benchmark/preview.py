"""How long a saved article takes to show: `kb serve`, an editor that writes, and Chromium that looks on."""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLate

from collection_kb.benchmark.browser import PATIENCE, chromium, fresh_page
from collection_kb.benchmark.engines.engine import BenchError
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE
from collection_kb.knowledge.library import load_library

PAUSE = 1.0
"""Seconds between two edits: less than the whole site takes, so that nearly all happen while it is being built anew."""

LONGEST = 3600.0
"""Seconds for the whole site."""

_TITLE = "newtitle"
_LISTENS = "[data-kb-preview-listens]"
_COMMAND = (sys.executable, "-c", "from collection_kb.cli import main; main()", "serve", "--address", "127.0.0.1:0")
_ADDRESS = re.compile(r"OK: (http://\S+/)")


def measure_preview(docs: Path, edits: int) -> dict[str, object]:
    """Return seconds from writing a file to its new words on the page, and from the last edit to a whole new site."""
    articles = list(load_library(docs.resolve()).articles.values())
    step = max(1, len(articles) // edits)
    chosen = articles[::step][:edits]
    start = time.perf_counter()
    with _serving(docs) as said, chromium() as browser, fresh_page(browser, "") as page:
        address = next(said)
        first = time.perf_counter() - start
        seconds = []
        for number, article in enumerate(chosen):
            language = LANGUAGES[number % len(LANGUAGES)]
            place = article.type.path(article.slug)
            folder = "" if language == SOURCE_LANGUAGE else f"{language}/"
            url = f"{address}{folder}{place.removesuffix('.md')}/"
            seconds.append(_seconds(page, url, docs / language / place, f"new{number}words"))
            time.sleep(PAUSE)
        rest = _rest(address, docs, chosen[-1])
    return {
        "articles": len(articles),
        "pages": sum(len(article.texts) for article in articles),
        "edits": len(seconds),
        "median_seconds": round(statistics.median(seconds), 3),
        "slowest_seconds": round(max(seconds), 3),
        "first_build_seconds": round(first, 1),
        "rest_follows_after_seconds": round(rest, 1),
    }


def _seconds(page: Page, address: str, file: Path, words: str) -> float:
    page.goto(address)
    page.wait_for_selector(_LISTENS, state="attached")
    text = file.read_text(encoding="utf-8")
    start = time.perf_counter()
    file.write_text(f"{text.rstrip()}\n\n{words}\n", encoding="utf-8")
    try:
        page.get_by_text(words).first.wait_for()
    except TooLate:
        raise BenchError(f"An edit of {file} did not show within {PATIENCE:.0f} seconds.") from None
    return time.perf_counter() - start


def _rest(address: str, docs: Path, article: Article) -> float:
    """Return the seconds until a new title stands in the list of all articles, which only a whole build writes."""
    file = docs / SOURCE_LANGUAGE / article.type.path(article.slug)
    text = file.read_text(encoding="utf-8")
    start = time.perf_counter()
    file.write_text(text.replace("title: ", f"title: {_TITLE} ", 1), encoding="utf-8")
    while time.perf_counter() - start < LONGEST:
        with urlopen(f"{address}articles/") as answer:  # noqa: S310 - loopback
            if _TITLE.encode() in answer.read():
                return time.perf_counter() - start
        time.sleep(0.1)
    raise BenchError("The list of all articles does not show a new title.")


@contextmanager
def _serving(docs: Path) -> Iterator[Iterator[str]]:
    """Give the addresses that the command says, one after each build."""
    command = [*_COMMAND, "--docs", str(docs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=docs.parent) as process:  # noqa: S603 - our own command
        try:
            yield (match[1] for line in process.stdout or () if (match := _ADDRESS.match(line)))
        finally:
            process.terminate()
