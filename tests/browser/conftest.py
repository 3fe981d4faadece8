"""Every page is watched: no message in the console, no request to another host."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page


@pytest.fixture(autouse=True)
def _watched(page: Page, base_url: str) -> Iterator[None]:
    complaints: list[str] = []
    host = urlsplit(base_url).netloc
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if urlsplit(request.url).netloc != host else None)
    yield
    assert complaints == []
