"""Every page is watched: no message in the console, no request to another host."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page


@pytest.fixture(autouse=True)
def _watched(page: Page, base_url: str) -> Iterator[None]:
    complaints: list[str] = []
    host = urlsplit(base_url).netloc

    def listen(message: ConsoleMessage) -> None:
        kept_out = "Service Worker registration blocked" in message.text  # by our own fixture
        if message.type in {"error", "warning"} and not kept_out:
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if urlsplit(request.url).netloc != host else None)
    yield
    assert complaints == []
