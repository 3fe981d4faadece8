"""What tests share: the project's content in a scratch folder, the built site, a server and a browser for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import expect

expect.set_options(timeout=30_000)  # ms; a busy machine is slow, and only a failing test waits that long

PROJECT = Path(__file__).parent.parent
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def build_site(config: Path, site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build with MkDocs as an author does; the log is in `stderr`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(config), "--site-dir", str(site), *options]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=config.parent)


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of a test run share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def small_project(folder: Path, factory: pytest.TempPathFactory) -> Path:
    """Fill `folder` with a small knowledge base that has the project's data and configuration, and return it.

    It has its own articles, so that an edit of a published article breaks no test, and neither labelled passages nor
    phrases: it learns topics from its articles and the taxonomy alone, quickly.
    """
    shutil.copytree(PROJECT / "tests" / "data" / "docs", folder / "docs")
    examples = shutil.ignore_patterns("topic-examples", "phrases")
    shutil.copytree(PROJECT / "docs" / "_data", folder / "docs" / "_data", ignore=examples)
    for file in (PROJECT / "tests" / "data" / "docs-data").iterdir():
        shutil.copy(file, folder / "docs" / "_data")  # data that point to articles, for these articles
    theme = PROJECT / "plugins" / "collection_kb" / "theme" / "templates"
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    relative = theme.relative_to(PROJECT).as_posix()
    assert relative in config
    cache = f"  - topics:\n      cache: {shared_folder(factory) / 'cache'}\n"
    config = config.replace(relative, theme.as_posix()).replace("  - topics\n", cache)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small knowledge base to try things on."""
    return small_project(tmp_path, tmp_path_factory)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site, built once for all tests and workers."""
    shared = shared_folder(tmp_path_factory)
    target = shared / "site"
    with FileLock(shared / "site.lock"):
        if not target.exists():
            result = build_site(PROJECT / "mkdocs.yml", target, "--strict")
            assert result.returncode == 0, result.stderr
    return target


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Keep the service worker out: it would fetch the whole site in every test. Those of delivery bring it in."""
    return {**browser_context_args, "service_workers": "block"}


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that closes a page breaks off what it was loading."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(site: Path, handler: type[SimpleHTTPRequestHandler] = _Quiet) -> Iterator[str]:
    """Serve a folder on loopback and give its address."""
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """Serve the built site on loopback and give its address."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Use Debian's Chromium, without its calls home."""
    executable = shutil.which("chromium")
    assert executable, "Chromium is missing; `make setup-dev` installs it."
    return {"executable_path": executable, "args": CHROMIUM_ARGUMENTS}
