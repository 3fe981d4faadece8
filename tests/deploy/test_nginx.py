"""The configuration in deploy/nginx, in a real nginx: what readers get, and what nobody gets."""

import gzip
import http.client
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser, expect

from collection_kb.benchmark.nginx import nginx
from collection_kb.delivery.compression import compress
from collection_kb.delivery.policy import all_headers
from collection_kb.delivery.versions import MANIFEST, publication
from collection_kb.delivery.worker import worker
from tests.browser.pages import PAGES
from tests.conftest import PROJECT

pytestmark = pytest.mark.xdist_group("nginx")  # its sites are built once

Answer = tuple[int, dict[str, str], bytes]


def ask(address: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Return status, headers (names in lower case) and body, exactly as the server sends them."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, body


@pytest.fixture(scope="module")
def built(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site as `kb build --gzip` leaves it, with a list of its files."""
    copy = shutil.copytree(site, tmp_path_factory.mktemp("built") / "site")
    assert compress(copy) > 100
    (copy / MANIFEST).write_text("{}", encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with nginx(PROJECT, built, tmp_path_factory.mktemp("nginx")) as served:
        yield served


def test_security_headers(built: Path, address: str) -> None:
    """Check that every header of the build comes with every type of page and file, with what is missing, once each."""
    wanted = {name.lower(): value for name, value in all_headers(built).items()}
    style = next(built.glob("assets/kb/kb.*.css")).relative_to(built).as_posix()
    paths = [f"{language}{path}" for language in ("", "/en") for path in PAGES.values()]
    for path in (*paths, "/404.html", "/nowhere/", f"/{style}", "/sw.js", "/articles.json", "/changes.xml"):
        _, headers, _ = ask(address, path)
        assert {name: headers.get(name) for name in wanted} == wanted, path
    form = ask(address, "/admin/")[1]
    assert "'unsafe-inline'" in form["content-security-policy"]
    assert form["cross-origin-opener-policy"] == "same-origin-allow-popups"
    assert "nginx/" not in form["server"]


def test_no_violation_in_the_browser(browser: Browser, address: str) -> None:
    """Check in Chromium that no page type is hindered by the headers, that searching works, and the worker installs."""
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in PAGES.values():
        response = page.goto(f"{address}{path}")
        assert response
        assert response.ok
    page.locator("[data-kb-search]").fill("没钱")
    expect(page.locator("[data-kb-results] [data-slug]").first).to_be_visible()
    page.wait_for_function("() => navigator.serviceWorker.controller")  # it has fetched all files of the site
    context.close()
    assert complaints == []


def test_caching(built: Path, address: str) -> None:
    """Check that only what is named by digest is kept for long, errors are not, and a page asked for again is cheap."""
    manifest = {path.relative_to(built).as_posix() for path in built.glob("assets/search/*/manifest.js")}
    parts = [next(built.glob(one)).relative_to(built) for one in ("assets/kb/kb.*.js", "assets/search/zh/*/words.js")]
    for part in parts:
        assert ask(address, f"/{part}")[1]["cache-control"] == "max-age=31536000, immutable"
    for path in ("", "objections/obj-no-money/", "articles.json", "assets/kb/icon.svg", *manifest):
        _, headers, _ = ask(address, f"/{path}")
        assert headers["cache-control"] == "no-cache", path
        code, again, body = ask(address, f"/{path}", if_none_match=headers["etag"])
        assert (code, again["cache-control"], body) == (304, "no-cache", b""), path
    assert ask(address, "/sw.js")[1]["cache-control"] == "no-store"
    code, headers, _ = ask(address, "/assets/kb/kb.0123456789ab.js")
    assert (code, headers["cache-control"]) == (404, "no-cache")


def test_compression(built: Path, address: str) -> None:
    """Check that text comes compressed to who can read that, with the bytes of the build, and caches can tell."""
    script = next(built.glob("assets/kb/kb.*.js"))
    for path, file in (("/", built / "index.html"), (f"/{script.relative_to(built)}", script)):
        _, headers, body = ask(address, path, accept_encoding="gzip")
        assert (headers["content-encoding"], headers["vary"]) == ("gzip", "Accept-Encoding")
        assert body == file.with_name(f"{file.name}.gz").read_bytes()
        assert gzip.decompress(body) == file.read_bytes() == ask(address, path)[2]


def test_compression_without_compressed_files(site: Path, tmp_path: Path) -> None:
    """Check that a site of a plain `kb build` is compressed as well, every kind of text of it."""
    with nginx(PROJECT, site, tmp_path) as served:
        script = next(site.glob("assets/kb/kb.*.js")).relative_to(site).as_posix()
        style = next(site.glob("assets/kb/kb.*.css")).relative_to(site).as_posix()
        for path in ("", script, style, "articles.json", "changes.xml", "llms.txt", "objections/obj-no-money/index.md"):
            code, headers, body = ask(served, f"/{path}", accept_encoding="gzip")
            assert (code, headers["content-encoding"]) == (200, "gzip"), path
            assert len(gzip.decompress(body)) > len(body)


TYPES = {
    "": "text/html; charset=utf-8",
    "sw.js": "text/javascript; charset=utf-8",
    "articles.json": "application/json; charset=utf-8",
    "changes.xml": "application/atom+xml; charset=utf-8",
    "llms.txt": "text/plain; charset=utf-8",
    "objections/obj-no-money/index.md": "text/markdown; charset=utf-8",
    "assets/kb/icon.svg": "image/svg+xml",
    "assets/images/favicon.png": "image/png",
}


def test_types(built: Path, address: str) -> None:
    """Check the type of each kind of file, and that the build holds no kind without one."""
    for path, kind in TYPES.items():
        code, headers, _ = ask(address, f"/{path}")
        assert (code, headers["content-type"]) == (200, kind), path
    kinds = {file.suffix for file in built.rglob("*") if file.is_file() and not file.name.startswith((".", "_"))}
    one_each = {kind: next(file for file in built.rglob(f"*{kind}") if file.is_file()) for kind in kinds - {".gz"}}
    for file in one_each.values():
        code, headers, _ = ask(address, f"/{file.relative_to(built)}")
        assert code == 404 or headers["content-type"] != "application/octet-stream", file


@pytest.mark.parametrize("path", ["/nowhere/", "/en/nowhere/", "/.kb-version.json", "/.git/config", "/_headers"])
def test_what_is_not_there(built: Path, address: str, path: str) -> None:
    """Check that a lost address and a hidden file lead to the page that helps on."""
    code, headers, body = ask(address, path)
    assert (code, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert body == (built / "404.html").read_bytes()


def test_folders(built: Path, address: str) -> None:
    """Check that no folder is listed, and that an address without its slash leads on, whatever the port outside."""
    code, _, body = ask(address, "/assets/")
    assert (code, body) == (403, (built / "404.html").read_bytes())
    code, headers, _ = ask(address, "/objections/obj-no-money")
    assert (code, headers["location"]) == (301, "/objections/obj-no-money/")
    assert ask(address, "/security-headers.conf")[0] == 404
    assert ask(address, "/%2e%2e/%2e%2e/etc/passwd")[0] == 400


def test_head_range_and_other_methods(built: Path, address: str) -> None:
    code, headers, body = ask(address, "/", "HEAD")
    assert (code, body) == (200, b"")
    assert int(headers["content-length"]) == (built / "index.html").stat().st_size
    code, headers, body = ask(address, "/articles.json", range="bytes=10-19")
    assert (code, body) == (206, (built / "articles.json").read_bytes()[10:20])
    assert ask(address, "/", "POST")[0] == 405
    assert ask(address, "/", "DELETE")[0] == 405
    assert ask(address, "/healthz")[::2] == (200, b"ok\n")


def test_log_names_nobody(site: Path, tmp_path: Path) -> None:
    """Check that neither an address nor what was asked is written down."""
    with nginx(PROJECT, site, tmp_path) as served:
        ask(served, "/topics/?q=suicide", cookie="who=anna", user_agent="Anna's", referer="http://x/")
        ask(served, "/healthz")
    lines = (tmp_path / "access.log").read_text(encoding="utf-8").splitlines()
    assert [line.split()[1:4] for line in lines] == [["200", "GET", "/topics/index.html"]]
    assert not any(word in lines[0] for word in ("127.0.0.1", "anna", "Anna", "suicide", "http"))


def test_names_and_passwords(site: Path, tmp_path: Path) -> None:
    """Check that with sign-in nothing comes without a password, and all comes with one, made as the file says."""
    sign_in(tmp_path, "sign-in-basic.conf")
    secret = subprocess.run(["openssl", "passwd", "-6", "right"], capture_output=True, text=True, check=True).stdout
    (tmp_path / "kb" / "users").write_text(f"anna:{secret}", encoding="utf-8")
    style = next(site.glob("assets/kb/kb.*.css")).relative_to(site).as_posix()
    with nginx(PROJECT, site, tmp_path) as served:
        for path in ("/", "/nowhere/", "/sw.js", f"/{style}", "/articles.json"):
            code, headers, body = ask(served, path)
            assert (code, headers["cache-control"]) == (401, "no-cache"), path
            assert "www-authenticate" in headers
            assert b"kb" not in body
            assert ask(served, path, authorization="Basic YW5uYTp3cm9uZw==")[0] == 401
            assert ask(served, path, authorization="Basic YW5uYTpyaWdodA==")[0] == (404 if "no" in path else 200)
        assert ask(served, "/.kb/users")[0] == 401
        assert ask(served, "/healthz")[0] == 200


def give_date(folder: Path) -> None:
    (folder / "sw.js").write_text(worker(folder), encoding="utf-8")
    for file in folder.rglob("*"):
        os.utime(file, (0, 0))


def test_new_version_of_the_same_size_and_date(browser: Browser, site: Path, tmp_path: Path) -> None:
    """Check that readers get a new version whose files nginx cannot tell from the old ones, as copies may be."""
    served = tmp_path / "served"
    shutil.copytree(site, served, ignore=shutil.ignore_patterns("search", "instruments", "handbook", "en"))
    give_date(served)
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    with nginx(PROJECT, served, tmp_path) as address:
        page.goto(address)
        page.wait_for_function("() => navigator.serviceWorker.controller")
        home = served / "index.html"
        text = home.read_text(encoding="utf-8")
        home.write_text(text.replace("<h1>", "<H1>", 1), encoding="utf-8")
        assert home.read_text(encoding="utf-8") != text
        give_date(served)
        page.goto(f"{address}/objections/obj-no-money/")
        expect(page.locator("[data-kb-new-version]")).to_be_visible()
        context.close()


class Provider(BaseHTTPRequestHandler):
    """Stands where oauth2-proxy does: a cookie lets in."""

    def do_GET(self) -> None:
        inside = "who=anna" in self.headers.get("Cookie", "")
        self.send_response((202 if inside else 401) if self.path == "/oauth2/auth" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_sign_in_at_a_provider(site: Path, tmp_path: Path) -> None:
    """Check that strangers are led to the provider and back, and people who are signed in get the page."""
    provider = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=provider.serve_forever, daemon=True).start()
    sign_in(tmp_path, "sign-in-proxy.conf", **{"127.0.0.1:4180": f"127.0.0.1:{provider.server_port}"})
    with nginx(PROJECT, site, tmp_path) as served:
        code, headers, _ = ask(served, "/objections/obj-no-money/")
        assert (code, headers["location"]) == (302, "/oauth2/start?rd=/objections/obj-no-money/")
        code, headers, body = ask(served, "/objections/obj-no-money/", cookie="who=anna")
        assert (code, headers["cache-control"]) == (200, "no-cache")
        assert body == (site / "objections/obj-no-money/index.html").read_bytes()
        assert ask(served, "/oauth2/start")[0] == 200
        assert ask(served, "/oauth2/auth", cookie="who=anna")[0] == 404
    provider.shutdown()
    provider.server_close()


def sign_in(work: Path, name: str, **places: str) -> None:
    (work / "kb").mkdir()
    text = (PROJECT / "deploy" / "nginx" / name).read_text(encoding="utf-8")
    for place, here in places.items():
        assert place in text
        text = text.replace(place, here)
    (work / "kb" / name).write_text(text, encoding="utf-8")


def write_version(folder: Path, number: int) -> None:
    name = f"assets/kb.{number:012x}.css"
    (folder / "assets").mkdir()
    (folder / name).write_text(str(number), encoding="utf-8")
    (folder / "large.txt").write_text(f"{number:07}\n" * 2_000_000, encoding="utf-8")
    (folder / "index.html").write_text(json.dumps([number, name]) + " " * 100_000, encoding="utf-8")
    for known in ("404.html", "sw.js", "security-headers.conf"):
        (folder / known).write_text("", encoding="utf-8")


def read_over_and_over(served: str, done: Event, seen: list[bool]) -> None:
    while not done.is_set():
        code, _, body = ask(served, "/")
        number, style = json.loads(body)
        seen.append(code == 200 and ask(served, f"/{style}")[2] == str(number).encode())


@contextmanager
def reading(served: str) -> Iterator[list[bool]]:
    seen: list[bool] = []
    done = Event()
    readers = [Thread(target=read_over_and_over, args=(served, done, seen), daemon=True) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        yield seen
    finally:
        done.set()
        for reader in readers:
            reader.join()


def test_exchange_under_readers(tmp_path: Path) -> None:
    """Check that each of many exchanges gives readers whole versions at once, also to who is just loading a file."""
    site = tmp_path / "site"
    with publication(site) as one:
        write_version(one.next, 0)
        one.publish()
    with nginx(PROJECT, site, tmp_path) as served, reading(served) as seen:
        slow = http.client.HTTPConnection(served.removeprefix("http://"), timeout=20)
        slow.request("GET", "/large.txt")
        response = slow.getresponse()
        begun = response.read(8)
        for number in range(1, 13):
            with publication(site) as one:
                write_version(one.next, number)
                assert one.publish()
            assert json.loads(ask(served, "/")[2])[0] == number
        rest = response.read()
        slow.close()
    assert begun + rest == b"0000000\n" * 2_000_000
    assert len(seen) > 12
    assert all(seen)
