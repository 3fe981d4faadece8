"""Changes as a reader sees them: the page, the feed, the last change of an article, and where to report."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import build_site, serving
from tests.history.conftest import AUTHOR, EMAIL, Repository
from tests.test_build import digest

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
WHY = 'Say it <b onclick="alert(1)">shorter</b> & better'
OURS = ("kb-feedback", "kb-organisation", "/issues/new", "mailto:")


def build(config: Path, site: Path) -> str:
    result = build_site(config, site, "--strict")
    assert result.returncode == 0, result.stderr
    return result.stderr


def configure(project: Path, **values: str) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for key, value in values.items():
        empty = re.compile(rf"(?m)^ *{key}:$")
        assert len(empty.findall(text)) == 1, key
        text = empty.sub(rf"\g<0> {value}", text)
    config.write_text(text, encoding="utf-8")


def three_commits(repository: Repository) -> list[str]:
    """Begin, remove a card that others lead to, and change another; return the commits' ids, the newest first."""
    begin = repository.commit("Begin", "2026-11-19T23:30:00-05:00")
    for language in ("zh", "en"):
        (repository.root / "docs" / language / "objections" / "obj-lost-job.md").unlink()
    for file in (repository.root / "docs").rglob("*.*"):
        text = file.read_text(encoding="utf-8")
        if "obj-lost-job" in text:
            file.write_text(text.replace("obj-lost-job", "obj-no-money"), encoding="utf-8")
    removal = repository.commit("Two cards said the same", "2026-11-20T08:00:00+08:00")
    card = repository.root / "docs" / "zh" / "objections" / "obj-no-money.md"
    card.write_text(card.read_text(encoding="utf-8").replace("手头紧，", "现在手头紧，"), encoding="utf-8")
    message = f"{WHY}\n\nNobody read it.\n\nReviewed-by: {AUTHOR} <{EMAIL}>"
    change = repository.commit(message, "2026-11-21T08:00:00+08:00")
    return [change, removal, begin]


def check_feed(site: Path, language: str, commits: Iterable[str]) -> ET.Element:
    """Check that a feed is valid, has these commits in order, and that its links lead to them; return it."""
    file = site / ("" if language == "zh" else language) / "changes.xml"
    feed = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert [bool(child.text) for child in element.findall(f"{ATOM}{name}")] == [True], name
        assert re.fullmatch(MOMENT, element.findtext(f"{ATOM}updated", ""))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert ids == [f"urn:collection-kb:change:{commit}:{language}" for commit in commits]
    for link in feed.iter(f"{ATOM}link"):
        address = urlsplit(link.attrib["href"])
        if link.get("rel") == "self":
            continue
        page = file.parent / address.path.strip("/").removeprefix("en/") / "index.html"
        anchors = re.findall(r'class="kb-change" id="([^"]+)"', page.read_text(encoding="utf-8"))
        assert address.fragment in (anchors if link.get("rel") is None else [""])
    return feed


def test_changes(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: Page) -> None:
    """Check everything that three commits make, and that a clone elsewhere, at another time, makes the same bytes."""
    commits = three_commits(repository)
    site = tmp_path / "site"
    configure(
        repository.root,
        repo_url="https://git.example.com/you/kb/",
        organisation="甲<乙>公司",
        contact="kb@example.org",
    )
    repository.commit("Say who we are", "2026-11-22T08:00:00+08:00")
    build(repository.root / "mkdocs.yml", site)

    assert check_feed(site, "en", commits[1:]).findtext(f"{ATOM}title") == "Collection knowledge base"
    feed = check_feed(site, "zh", commits)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "甲<乙>公司"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-21T00:00:00Z"
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == WHY
    for file in site.rglob("*"):
        if file.suffix in {".html", ".xml", ".json", ".txt"}:
            text = file.read_text(encoding="utf-8")
            assert not any(word in text for word in (AUTHOR, EMAIL, "Reviewed-by", "Nobody read it", "<b onclick")), (
                file
            )

    with serving(site) as address:
        page.goto(f"{address}/what-changed/")
        expect(page.locator(".kb-topic h2")).to_have_text(["2026-11-21", "2026-11-20", "2026-11-19"])
        expect(page.locator(".kb-change h3")).to_have_text([WHY, "Two cards said the same", "Begin"])
        expect(page.locator(".kb-change").nth(1)).to_contain_text("删除 obj-lost-job")
        expect(page.locator(".kb-change").nth(0).locator("p")).to_have_text("修改 “我没钱”")
        expect(page.locator(".kb-change").nth(2)).to_contain_text("新增")
        page.get_by_role("link", name="“我没钱”").nth(0).click()
        expect(page).to_have_url(f"{address}/objections/obj-no-money/")
        expect(page.locator("[data-kb-last-changed]")).to_have_text("最后修改于 2026-11-21")
        expect(page.locator(".kb-organisation")).to_contain_text("甲<乙>公司")
        expect(page.locator(".kb-organisation a")).to_have_attribute("href", "mailto:kb@example.org")
        assert {label: fields["title"] for label, fields in reports(page).items()} == {
            "useful": "有用：“我没钱”（obj-no-money）",
            "wrong": "有错：“我没钱”（obj-no-money）",
            "out-of-date": "过时了：“我没钱”（obj-no-money）",
        }
        page.goto(f"{address}/en/objections/obj-no-money/")
        expect(page.locator("[data-kb-last-changed]")).to_have_text("last changed on 2026-11-20")
        expect(page.locator(".kb-feedback a")).to_have_text(["Useful", "Wrong", "Out of date"])
        wrong = reports(page)["wrong"]
        assert (wrong["file"], wrong["date"]) == ("en/objections/obj-no-money.md", "2026-11-20")
        page.goto(f"{address}/")
        expect(page.get_by_role("heading", name="最近修改")).to_be_visible()
        expect(page.locator(".kb-recent time").first).to_have_text("2026-11-21")
        expect(page.locator(".kb-recent a").first).to_have_text("“我没钱”")

    repository.git("clone", "--quiet", f"file://{repository.root}", str(tmp_path / "clone"))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    build(tmp_path / "clone" / "mkdocs.yml", tmp_path / "again")
    assert digest(tmp_path / "again") == digest(site)


def reports(page: Page) -> dict[str, dict[str, str]]:
    """Return the fields of the issues that the page offers, by form."""
    found = {}
    for link in page.locator(".kb-feedback a").all():
        address = urlsplit(link.get_attribute("href") or "")
        assert address._replace(query="").geturl() == "https://git.example.com/you/kb/issues/new"
        fields = {
            name: values[0]
            for name, values in parse_qs(address.query, keep_blank_values=True, strict_parsing=True).items()
        }
        found[fields["template"].removesuffix(".yml")] = fields
    return found


def test_neither_history_nor_organisation(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check that without git, repository and organisation the site builds, has its days, and no dead link."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("site_dir: site\n", "site_dir: site\nsite_url: https://kb.example/\n"), encoding="utf-8"
    )
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    log = build(config, tmp_path / "site")
    assert log.count("not of their last change: git is not installed.") == 1
    for language, known, none, checked in (
        ("", "内容截至 2026-11-24", "没有带上修改记录", "最近核对"),
        ("en", "content as of 2026-11-24", "without its history", "Recently checked"),
    ):
        root = tmp_path / "site" / language
        card = (root / "objections" / "obj-no-money" / "index.html").read_text(encoding="utf-8")
        assert known in card
        assert not [mark for mark in OURS if mark in card]
        assert "data-kb-last-changed" not in (root / "guides/listen-and-ask/index.html").read_text(encoding="utf-8")
        assert none in (root / "what-changed" / "index.html").read_text(encoding="utf-8")
        assert checked in (root / "index.html").read_text(encoding="utf-8")
        feed = check_feed(tmp_path / "site", language or "zh", [])
        (own,) = [link.get("href") for link in feed.iter(f"{ATOM}link") if link.get("rel") == "self"]
        assert own == f"https://kb.example/{language and 'en/'}changes.xml"


def test_home(page: Page) -> None:
    """Check that the published home page lists eight articles below what customers say, and each opens."""
    page.goto("/")
    titles = page.locator(".kb-recent a").all_inner_texts()
    assert len(titles) == 8
    grid, recent = page.locator(".kb-cards--objections").bounding_box(), page.locator(".kb-recent").bounding_box()
    assert grid
    assert recent
    assert grid["y"] + grid["height"] < recent["y"]
    page.locator(".kb-recent a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[0])
