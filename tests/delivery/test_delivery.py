"""Offline, updates, and the strict policy, in a real browser."""

import gzip
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from collection_kb.delivery.policy import all_headers, inline_hashes, policy
from collection_kb.delivery.worker import worker
from tests.browser.pages import PAGES
from tests.delivery.strict import headers_of, strict

pytestmark = pytest.mark.xdist_group("delivery")  # its sites are built once


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with strict(site) as served:
        yield served


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


def ready(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller")


def test_everything_offline_after_one_visit(context: BrowserContext, address: str) -> None:
    """Check that after one visit every page type opens without the network in both languages, search included."""
    page = context.new_page()
    ready(page, address)
    context.set_offline(offline=True)
    kept = [path for path in PAGES.values() if not path.startswith("/lint/")]  # for trainers, at their desk
    for path in kept:
        for language in ("", "/en"):
            response = page.goto(f"{address}{language}{path}")
            assert response
            assert response.ok
            assert response.from_service_worker
    page.locator("[data-kb-search]").fill("suicide")
    expect(page.locator('[data-kb-results] [data-slug="suicide-threat"]')).to_be_visible()
    response = page.goto(f"{address}/en/nowhere/else/")
    assert response
    assert response.status == 404
    expect(page.locator("h1")).to_have_text("这一页不在了")
    page.locator("[data-kb-search]").fill("没钱")
    expect(page.locator('[data-kb-results] [data-slug="obj-no-money"]')).to_be_visible()


def test_strict_policy(context: BrowserContext, address: str) -> None:
    """Check that no page type violates the policy, while searching, hovering and going on."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in PAGES.values():
        page.goto(f"{address}{path}")
        page.locator("[data-kb-search]").fill("没钱")
        expect(page.locator("[data-kb-results] [data-slug]").first).to_be_visible()
    page.goto(f"{address}/law/law-limitation-period/")
    page.locator("a[data-provision]").first.hover()
    expect(page.locator("#kb-law-card")).to_be_visible()
    assert complaints == []


def test_policy_allows_no_inline_script(site: Path) -> None:
    """Check that no page of the build needs a script of its own, and that styles and scripts are the site's alone."""
    assert inline_hashes(site) == ()
    assert "unsafe" not in policy(inline_hashes(site))
    rules = (site / "_headers").read_text(encoding="utf-8")
    for path in ("/", "/objections/obj-no-money/", "/en/admin/", "/administration/"):
        assert headers_of(rules, path) == all_headers(site)
    assert (site / "security-headers.conf").read_text(encoding="utf-8").count("add_header") == len(all_headers(site))


def test_policy_names_an_inline_script(tmp_path: Path) -> None:
    """Check that a script in a page is allowed by its hash, and a data block needs none."""
    (tmp_path / "page.html").write_text(
        '<script>alert(1)</script><script type="application/json">{}</script><script src="x.js"></script>',
        encoding="utf-8",
    )
    assert inline_hashes(tmp_path) == ("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",)


def test_update(context: BrowserContext, site: Path, tmp_path: Path) -> None:
    """Check that a reader stays on version A as a whole until taking B, and then sees B as a whole."""
    served = tmp_path / "served"
    shutil.copytree(site, served, ignore=shutil.ignore_patterns("search", "instruments", "handbook", "en"))
    (served / "sw.js").write_text(worker(served), encoding="utf-8")
    with strict(served) as address:
        page = context.new_page()
        ready(page, address)
        for name in ("index.html", "objections/obj-no-money/index.html"):
            file = served / name
            file.write_text(file.read_text(encoding="utf-8").replace("<h1>", "<h1>B ", 1), encoding="utf-8")
        (served / "sw.js").write_text(worker(served), encoding="utf-8")
        page.goto(f"{address}/")
        note = page.locator("[data-kb-new-version]")
        expect(note).to_be_visible(timeout=20_000)
        page.goto(f"{address}/objections/obj-no-money/")
        expect(page.locator("h1")).to_have_text("“我没钱”")
        expect(note).to_be_visible()
        note.get_by_role("button").click()
        expect(page.locator("h1")).to_have_text("B “我没钱”")
        page.goto(f"{address}/")
        expect(page.locator("h1")).to_contain_text("B ")


def test_half_deployed_version_is_not_taken(context: BrowserContext, site: Path, tmp_path: Path) -> None:
    """Check that a version whose files have not all arrived is not offered."""
    served = tmp_path / "served"
    shutil.copytree(site, served, ignore=shutil.ignore_patterns("search", "instruments", "handbook", "en"))
    (served / "sw.js").write_text(worker(served), encoding="utf-8")
    with strict(served) as address:
        page = context.new_page()
        ready(page, address)
        home = served / "index.html"
        home.write_text(home.read_text(encoding="utf-8").replace("<h1>", "<h1>B ", 1), encoding="utf-8")
        (served / "sw.js").write_text(worker(served), encoding="utf-8")
        home.write_text(home.read_text(encoding="utf-8").replace("<h1>", "<h1>C ", 1), encoding="utf-8")
        page.goto(f"{address}/objections/obj-no-money/")
        state = page.evaluate(
            """async () => { const registration = await navigator.serviceWorker.getRegistration();
                 await registration.update().catch(() => {});
                 await new Promise((done) => setTimeout(done, 2000));
                 return Boolean(registration.waiting); }"""
        )
        assert state is False
        expect(page.locator("[data-kb-new-version]")).to_be_hidden()


class Resources(HTMLParser):
    """Collects what a page makes the browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") not in ("canonical", "alternate", "prev", "next"):
            self.addresses.append(given.get("href") or "")
        if tag != "a":
            self.addresses += [value for name, value in attrs if name in ("src", "srcset", "data", "poster") and value]


def test_nothing_comes_from_another_host(site: Path) -> None:
    """Check over the whole site that no page and no style names a resource of another host."""
    pages = list(site.rglob("*.html"))
    assert pages
    for file in pages:
        resources = Resources()
        resources.feed(file.read_text(encoding="utf-8"))
        assert resources.addresses
        assert [one for one in resources.addresses if urlsplit(one).netloc or urlsplit(one).scheme] == [], file
    for file in site.rglob("*.css"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", text), file


def test_weight_of_a_card(context: BrowserContext, address: str) -> None:
    """Check that a card with its search box ready takes at most 12 requests and 85 kB, compressed as servers do."""
    page = context.new_page()
    fetched: dict[str, int] = {}
    page.on("response", lambda response: fetched.update({response.url: len(gzip.compress(response.body()))}))
    page.goto(f"{address}/objections/obj-no-money/")
    page.keyboard.press("/")
    page.keyboard.type("没钱")
    page.locator("[data-kb-results] [data-slug]").first.wait_for()
    ready = {url: size for url, size in fetched.items() if "/search/zh/" not in url or "manifest" in url}
    assert len(ready) <= 12
    assert sum(ready.values()) <= 85_000
