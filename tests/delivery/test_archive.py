"""The site as one zip file, unpacked and opened without a server."""

import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from collection_kb.delivery.archive import write_archive


class Links(HTMLParser):
    """Collects what the links and resources of a page point to."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.targets |= {value for name, value in attrs if name in ("href", "src") and value}


@pytest.fixture
def folder(project: Path, tmp_path: Path) -> Path:
    """Return the folder that a reader unpacked."""
    kb = Path(sys.executable).with_name("kb")
    command = [str(kb), "zip", str(tmp_path / "site.zip"), "--docs", str(project / "docs")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked"


def test_opens_without_a_server(page: Page, folder: Path) -> None:
    """Check that links lead to files, and that search, cards and the check of wording work from a folder."""
    for file in folder.rglob("*.html"):
        if file.name == "404.html":
            continue
        links = Links()
        links.feed(file.read_text(encoding="utf-8"))
        paths = {urlsplit(target).path for target in links.targets if not urlsplit(target).scheme}
        assert not any(path.startswith("/") for path in paths), file
        missing = {path for path in paths if path and not (file.parent / unquote(path)).is_file()}
        assert not missing, file
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("没钱")
    expect(page.locator("[data-kb-results] [data-slug]").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".kb-section--say blockquote").first).to_be_visible()
    assert page.url.startswith("file:")
    page.goto((folder / "en" / "wording.html").as_uri())
    page.locator("textarea").fill("We will tell your boss about this debt.")
    expect(page.locator("[data-kb-verdicts] > li").first).to_contain_text("your boss")
    assert problems == []
    assert "README.txt" in {file.name for file in folder.iterdir()}


def test_dates(tmp_path: Path) -> None:
    """Check that files have the date of the content, which servers tell versions by, and none a date before 1980."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("a", encoding="utf-8")
    for moment, date in ((1_700_000_000, (2023, 11, 14, 22, 13, 20)), (0, (1980, 1, 1, 0, 0, 0))):
        assert write_archive(tmp_path / "site", tmp_path / "site.zip", moment) == 2
        with zipfile.ZipFile(tmp_path / "site.zip") as archive:
            assert {one.date_time for one in archive.infolist()} == {date}
