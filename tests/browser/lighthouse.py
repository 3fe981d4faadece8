"""Scores of Lighthouse (mobile settings) for the main kinds of pages, on the built site: `make lighthouse`."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from http.server import SimpleHTTPRequestHandler
from itertools import product
from pathlib import Path
from statistics import median_low

from collection_kb.benchmark.building import build_site
from collection_kb.delivery.policy import all_headers
from tests.browser.pages import PAGES
from tests.conftest import CHROMIUM_ARGUMENTS, PROJECT, serving

KINDS = ("home", "card", "topic", "law card", "law")
GOAL = 98
RUNS = 3
_TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


class Compressing(SimpleHTTPRequestHandler):
    """Serves a folder compressed, with the headers of its build, as any web server is set up to."""

    protocol_version = "HTTP/1.1"
    headers_of_build: dict[str, str]

    def do_GET(self) -> None:
        """Answer with a file."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        if file.suffix in _TEXT:
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        for name, value in self.headers_of_build.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def scores(address: str) -> dict[str, int]:
    """Return the scores of a page by category, 0 to 100: the median of some runs, as a busy machine is slow."""
    found = [_scores(address) for _ in range(RUNS)]
    return {category: median_low(run[category] for run in found) for category in found[0]}


def _scores(address: str) -> dict[str, int]:
    command = [
        str(PROJECT / ".venv" / "bin" / "node"),
        str(PROJECT / "node_modules" / "lighthouse" / "cli" / "index.js"),
        address,
        "--quiet",
        "--output=json",
        "--no-enable-error-reporting",
        f"--chrome-flags=--headless=new {' '.join(CHROMIUM_ARGUMENTS)}",
    ]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return {name: round(100 * one["score"]) for name, one in json.loads(done.stdout)["categories"].items()}


def main() -> None:
    """Build the site, serve it on loopback, print a line a page; exit with 1 when a score is below the goal."""
    lowest = 100
    with tempfile.TemporaryDirectory(prefix="kb-lighthouse-") as scratch:
        site = Path(scratch)
        build_site(PROJECT / "mkdocs.yml", site)
        handler = type("Site", (Compressing,), {"headers_of_build": all_headers(site)})
        with serving(site, handler) as address:
            for kind, language in product(KINDS, ("", "/en")):
                path = language + PAGES[kind]
                found = scores(address + path)
                lowest = min(lowest, *found.values())
                sys.stdout.write(f"{path:40} {'  '.join(f'{name} {score}' for name, score in found.items())}\n")
                sys.stdout.flush()
    sys.exit(lowest < GOAL)


if __name__ == "__main__":
    main()
