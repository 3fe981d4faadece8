"""The preview's web server: pages of the desk with their banner, all else as it stands in the site."""

import mimetypes
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

from collection_kb.preview.banner import FOLDER
from collection_kb.preview.session import Session

PULSE = 15.0
"""Seconds after which a page that listens gets a sign of life; one that is gone is noticed then."""

_OWN = ("preview.js", "preview.css")


class Server(ThreadingHTTPServer):
    """Serves a session on an address."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(address, BaseHTTPRequestHandler)

    def start(self, session: Session) -> None:
        """Serve a session from now on; the address is taken before, for the site knows it."""
        self.RequestHandlerClass = partial(_Handler, session)
        Thread(target=self.serve_forever, name="server", daemon=True).start()

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that reloads breaks off what it was loading."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together

    def __init__(self, session: Session, *arguments: object) -> None:
        self._session = session
        super().__init__(*arguments)  # type: ignore[arg-type] # what the server hands over

    def do_GET(self) -> None:
        """Answer with a page, a file, or what a page listens to."""
        parts = urlsplit(self.path)
        path = unquote(parts.path).lstrip("/")
        name = path.removeprefix(FOLDER.lstrip("/"))
        if path == name:
            self._site(path)
        elif name in _OWN:
            content = files(__package__).joinpath(name).read_bytes()
            self._send(HTTPStatus.OK, mimetypes.guess_type(name)[0] or "", content)
        elif name == "events":
            self._events(parse_qs(parts.query))
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _site(self, path: str) -> None:
        desk = self._session.desk
        kind = mimetypes.guess_type(path)[0] or ("text/html" if path.endswith("/") or not path else "")
        file = desk.file(path)
        if file and kind != "text/html":
            self._send(HTTPStatus.OK, kind or "application/octet-stream", file.read_bytes())
        elif not desk.has(path) and desk.has(f"{path}/"):
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"/{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif kind == "text/html" or not kind:
            missing = HTTPStatus.NOT_FOUND if desk.built else HTTPStatus.SERVICE_UNAVAILABLE
            self._send(HTTPStatus.OK if desk.has(path) else missing, "text/html", desk.page(path).html)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _events(self, query: dict[str, list[str]]) -> None:
        """Tell the page once that it is another one now (server-sent events, HTML standard)."""
        page = "".join(query.get("page", ())).lstrip("/")
        shown = "".join(query.get("shown", ()))
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")
        self.wfile.flush()
        while not self._session.wait(unquote(page), shown, PULSE):
            self.wfile.write(b": listening\n\n")
            self.wfile.flush()
        self.wfile.write(b"data: changed\n\n")

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        is_text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
