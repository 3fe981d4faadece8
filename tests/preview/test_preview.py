"""A trainer edits while `kb serve` runs: the page in the browser follows, with what is wrong, and never dies."""

import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import small_project

pytestmark = pytest.mark.xdist_group("preview")  # its sites are built once

SOON = 5_000
"""Milliseconds for an edited page; the figure itself is measured by `kb bench preview`, not on a busy machine."""

AFTER_A_BUILD = 180_000
BANNER = "[data-kb-preview]"
CARD = "objections/obj-no-money"


class Preview:
    """The running command."""

    def __init__(self, project: Path) -> None:
        command = [sys.executable, "-c", "from collection_kb.cli import main; main()", "serve", "--address"]
        self.project = project
        self.process = subprocess.Popen(
            [*command, "127.0.0.1:0"],
            cwd=project,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.said: list[str] = []
        self.base = ""

    def _read(self) -> None:
        with suppress(ValueError):  # closed at the end
            for line in self.process.stdout or ():
                self._lines.put(line)

    def built(self) -> str:
        """Wait for the next word on a build, good or bad, and return the address in it."""
        while True:
            line = self._lines.get(timeout=AFTER_A_BUILD / 1000)
            self.said.append(line)
            match = re.search(r"(?:^OK: )?(http://\S+/)(?:$|:)", line.strip())
            if match:
                return match[1]

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        """Save a file as an editor does."""
        file = self.project / "docs" / path
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")

    def end(self) -> None:
        """End the command as Ctrl+C does."""
        self.process.terminate()
        self.process.wait(timeout=20)
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Run the command once for the tests that leave all as they found it."""
    running = Preview(small_project(tmp_path_factory.mktemp("preview"), tmp_path_factory))
    running.base = running.built()
    yield running
    running.end()
    assert "Traceback" not in "".join(running.said)


def listening(page: Page, address: str) -> None:
    """Open a page and wait until it hears of changes."""
    page.goto(address)
    page.wait_for_selector("[data-kb-preview-listens]", state="attached")


def test_edit_with_a_mistake_and_mend_it(preview: Preview, page: Page) -> None:
    """Check that a saved line shows at once, that a mistake shows its file and line, and that mending ends it."""
    base = preview.base
    listening(page, f"{base}{CARD}/")
    expect(page.locator(BANNER)).to_have_count(0)
    preview.edit(f"zh/{CARD}.md", lambda text: text.replace("## 这样说", "## 这样讲"))
    expect(page.locator(".kb-article__body")).to_contain_text("这样讲", timeout=SOON)
    expect(page.locator(BANNER)).to_contain_text(f"docs/zh/{CARD}.md:")
    expect(page.locator(BANNER)).to_contain_text("KB040")
    page.locator("[data-kb-preview-close]").click()
    expect(page.locator(BANNER)).to_be_hidden()
    preview.built()
    preview.edit(f"zh/{CARD}.md", lambda text: text.replace("## 这样讲", "## 这样说"))
    expect(page.locator(BANNER)).to_have_count(0, timeout=SOON)
    preview.built()


def test_broken_files_leave_the_last_good_pages(preview: Preview, page: Page) -> None:
    """Check that a file that cannot be read, and broken data, show what is wrong over what was there, until mended."""
    base = preview.base
    listening(page, f"{base}en/{CARD}/")
    words = page.locator(".kb-article__body").inner_text()
    file = preview.project / "docs" / "en" / f"{CARD}.md"
    good = file.read_bytes()
    file.write_bytes(good[:200] + b"\xff" + good[200:])
    expect(page.locator(BANNER)).to_contain_text(f"docs/en/{CARD}.md:", timeout=SOON)
    expect(page.locator(BANNER)).to_contain_text("KB001")
    preview.built()
    page.goto(f"{base}en/{CARD}/")
    assert page.locator(".kb-article__body").inner_text() == words
    expect(page.locator(BANNER)).to_contain_text("KB001")
    file.write_bytes(good)
    expect(page.locator(BANNER)).to_have_count(0, timeout=AFTER_A_BUILD)
    preview.built()

    topics = preview.project / "docs" / "_data" / "topics.yml"
    text = topics.read_text(encoding="utf-8")
    topics.write_text(f"{text}- [\n", encoding="utf-8")
    preview.built()
    for address in (f"{base}en/{CARD}/", base):
        page.goto(address)
        expect(page.locator(BANNER)).to_contain_text("docs/_data/topics.yml:")
    assert status(f"{base}{CARD}/") == 200
    preview.edit(f"zh/{CARD}.md", lambda text: text.replace("借新还旧", "拆东墙补西墙"))
    listening(page, f"{base}{CARD}/")
    expect(page.locator(".kb-article__body")).to_contain_text("拆东墙补西墙", timeout=SOON)
    topics.write_text(text, encoding="utf-8")
    expect(page.locator(BANNER)).to_have_count(0, timeout=AFTER_A_BUILD)


def test_other_changes(project: Path, page: Page) -> None:
    """Check that the server starts on broken data and recovers, and that new and deleted articles are right."""
    labels = project / "docs" / "_data" / "stages.yml"
    text = labels.read_text(encoding="utf-8")
    labels.write_text(f"{text}- [\n", encoding="utf-8")
    running = Preview(project)
    try:
        base = running.built()
        page.goto(base)
        expect(page.locator(BANNER)).to_contain_text("docs/_data/stages.yml:")
        labels.write_text(text, encoding="utf-8")
        expect(page.locator("h1").first).to_be_visible(timeout=AFTER_A_BUILD)
        expect(page.locator(BANNER)).to_have_count(0)
        running.built()
        for language in ("zh", "en"):
            folder = project / "docs" / language / "objections"
            (folder / "obj-lost-job.md").rename(folder / "obj-no-job.md")
        until(lambda: status(f"{base}objections/obj-no-job/") == 200 == status(f"{base}en/objections/obj-no-job/"))
        assert status(f"{base}objections/obj-lost-job/") == 404
        running.edit("_data/stages.yml", lambda text: text.replace("zh: 通话中", "zh: 新阶段", 1))
        until(lambda: "新阶段" in content(base))
        built = project / "site"
        assert not built.exists()
    finally:
        running.end()
    assert "Traceback" not in "".join(running.said)


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = monotonic() + AFTER_A_BUILD / 1000
    while not is_so():
        assert monotonic() < end
        sleep(0.1)


def content(address: str) -> str:
    """Return what the server answers."""
    with urlopen(address) as answer:  # noqa: S310 - loopback
        return str(answer.read().decode())


def status(address: str) -> int:
    """Return the status of the server's answer."""
    try:
        with urlopen(address) as answer:  # noqa: S310 - loopback
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code
