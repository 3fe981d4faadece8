"""A server that sends the headers of a build, as a static host does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit


def headers_of(rules: str, path: str) -> dict[str, str]:
    """Return the headers of a path by the rules of a `_headers` file: all that match, one after the other."""
    headers: dict[str, str] = {}
    matches = False
    for line in rules.splitlines():
        if not line.startswith(" "):
            matches = bool(re.fullmatch(re.escape(line).replace(r"\*", ".*"), path))
        elif matches and line.strip().startswith("! "):
            del headers[line.strip().removeprefix("! ")]
        elif matches:
            name, value = line.strip().split(": ", 1)
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


class Strict(SimpleHTTPRequestHandler):
    """Serves a folder with the headers of its build."""

    rules: str

    def end_headers(self) -> None:
        for name, value in headers_of(self.rules, urlsplit(self.path).path).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def strict(site: Path) -> Iterator[str]:
    """Serve a built site on loopback and give its address."""
    handler = type("StrictSite", (Strict,), {"rules": (site / "_headers").read_text(encoding="utf-8")})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
