"""A browser as a reader has it, and a server as the reader's would be: with compression, on loopback."""

import gzip
import mimetypes
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any, cast

from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, sync_playwright

from collection_kb.benchmark.engines.engine import BenchError

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
PATIENCE = 20.0
"""Seconds; a search that takes longer has not answered."""

BETWEEN_KEYS = 60
"""Milliseconds between the last key stroke and what was typed before it."""

_COMPRESSED = (
    "text/",
    "application/json",
    "application/javascript",
    "application/xml",
    "application/wasm",
    "image/svg",
)
_ASKED = frozenset(("fetch", "xhr", "other"))
_KEYS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a folder on loopback, compressed where that helps, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        try:
            modified = path.stat().st_mtime_ns
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        compressed = kind.startswith(_COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _content(path, modified, compressed=compressed)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(modified // 1_000_000_000))
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@lru_cache(maxsize=512)
def _content(path: Path, _modified: int, *, compressed: bool) -> bytes:
    data = path.read_bytes()
    return gzip.compress(data, mtime=0) if compressed else data


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium; raises BenchError when it is missing."""
    executable = shutil.which("chromium")
    if not executable:
        raise BenchError("Chromium is missing; `make setup-dev` installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def fresh_page(browser: Browser, script: str) -> Iterator[Page]:
    """Give a page of a browser that has never been here; `script` runs in it before its own."""
    context: BrowserContext = browser.new_context(viewport=LAPTOP, service_workers="block")
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(script)
    try:
        yield context.new_page()
    finally:
        context.close()


@dataclass
class Transfers:
    """Counts what a page fetches for its search, its workers included.

    Before the page is ready what scripts ask for counts (a prefetched index, say), afterwards everything but its icon.
    """

    page: Page
    _icons: frozenset[str] = frozenset()
    _started: list[Request] = field(default_factory=list)
    _pending: set[Request] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("request", self._start)
        self.page.on("requestfinished", self._end)
        self.page.on("requestfailed", self._end)

    def visit(self, address: str) -> None:
        """Open a page and wait until it is ready."""
        response = self.page.goto(address)
        html = response.text() if response else ""
        icons = self.page.locator("link[rel~=icon]").evaluate_all("links => links.map((link) => link.href)")
        self._icons = frozenset(cast("list[str]", icons))
        self._started = [one for one in self._started if one.resource_type in _ASKED or _is_added(one, html)]

    def _start(self, request: Request) -> None:
        self._pending.add(request)
        self._started.append(request)

    def _end(self, request: Request) -> None:
        self._pending.discard(request)

    def take(self) -> int:
        """Return the bytes, heads included, of what was fetched since the last time, once nothing is on its way."""
        until = monotonic() + PATIENCE
        while self._pending and monotonic() < until:
            self.page.wait_for_timeout(20)
        taken, self._started = self._started, []
        return sum(_size(request) for request in taken if request.url not in self._icons)


def _is_added(request: Request, html: str) -> bool:
    """Return whether a script asked for a script that the page itself does not name."""
    return request.resource_type == "script" and request.url.rpartition("/")[2] not in html


def _size(request: Request) -> int:
    response = request.response()
    if response is None or request.failure:
        return 0
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def type_query(page: Page, text: str, *, at_once: bool = False) -> None:
    """Type over what stands in the focused box: the bulk at once, as an input method does, then the last key.

    All of it `at_once` leaves a search no time to fetch its index before the last key.
    """
    page.keyboard.press("Control+A")
    if at_once:
        page.keyboard.insert_text(text)
        return
    if text[:-1]:
        page.keyboard.insert_text(text[:-1])
        page.wait_for_timeout(BETWEEN_KEYS)
    if text[-1:] in _KEYS:
        page.keyboard.press(text[-1:])
    else:
        page.keyboard.insert_text(text[-1:])


def wait_for_answer(page: Page) -> Mapping[str, Any]:
    """Return what the script of an engine found on the page once the search has answered; empty if it never does."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        answer = page.evaluate("() => window.kbBench.answer()")
        if answer:
            return cast("Mapping[str, Any]", answer)
        page.wait_for_timeout(10)
    return {}
