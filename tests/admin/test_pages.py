"""The page of the form and the ways to it, with and without a repository and the editor's package."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.conftest import PROJECT, build_site, small_project
from tests.delivery.strict import headers_of, strict

pytestmark = pytest.mark.xdist_group("admin pages")  # its sites are built once

REPOSITORY = "repo_url: https://github.com/you/kb\nedit_uri: edit/main/docs/\n"


def build(project: Path) -> Path:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("repo_url:\n", REPOSITORY), encoding="utf-8")
    result = build_site(config, project / "site", "--strict")
    assert result.returncode == 0, result.stderr
    return project / "site"


@pytest.fixture(scope="module")
def connected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose repository is named and whose editor is installed."""
    project = small_project(tmp_path_factory.mktemp("connected"), tmp_path_factory)
    (project / "node_modules").symlink_to(PROJECT / "node_modules")
    return build(project)


@pytest.fixture(scope="module")
def address(connected: Path) -> Iterator[str]:
    with strict(connected) as served:
        yield served


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "zh-CN"}


@pytest.mark.parametrize(
    ("folder", "form", "source"), [("", "改这一页", "改源文件"), ("en/", "Edit this page", "Edit the source")]
)
def test_ways_to_edit(page: Page, address: str, folder: str, form: str, source: str) -> None:
    """Check that an article leads to itself in the form, and to its file on the code host."""
    page.goto(f"{address}/{folder}objections/obj-no-money/")
    expect(page.get_by_role("link", name=source)).to_have_attribute(
        "href", f"https://github.com/you/kb/edit/main/docs/{folder or 'zh/'}objections/obj-no-money.md"
    )
    with page.expect_popup() as opened:
        page.get_by_role("link", name=form).click()
    assert opened.value.url == f"{address}/admin/#/collections/objection/entries/objections/obj-no-money"


def test_sign_in(page: Page, address: str) -> None:
    """Check that the form starts by itself and asks who one is, in the browser's language, without asking elsewhere."""
    others: list[str] = []
    page.on(
        "request", lambda one: others.append(one.url) if not one.url.startswith((address, "data:", "blob:")) else None
    )
    page.goto(f"{address}/admin/")
    expect(page.get_by_role("button", name=re.compile("访问令牌"))).to_be_visible()
    assert others == []


def test_policy_of_the_form(connected: Path) -> None:
    """Check that the form may talk to the code host and to nobody else, and runs no script but the site's."""
    rules = (connected / "_headers").read_text(encoding="utf-8")
    form, others = headers_of(rules, "/admin/"), headers_of(rules, "/")
    policy = dict(part.split(" ", 1) for part in form["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["connect-src"] == "'self' data: https://api.github.com"
    assert policy["img-src"] == "'self' data: blob: https://avatars.githubusercontent.com"
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert form["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    assert set(form) == set(others)
    assert "unsafe" not in others["Content-Security-Policy"]
    assert "github" not in others["Content-Security-Policy"]
    nginx = (connected / "security-headers.conf").read_text(encoding="utf-8")
    assert nginx.count(form["Content-Security-Policy"]) == nginx.count(others["Content-Security-Policy"]) == 1


def test_settings(connected: Path) -> None:
    """Check that the form is told where the articles are kept."""
    config = yaml.safe_load((connected / "admin" / "config.yml").read_text(encoding="utf-8"))
    assert config["backend"]["repo"] == "you/kb"
    assert {collection["folder"] for collection in config["collections"]} == {"docs"}


def test_without_the_package(page: Page, project: Path) -> None:
    """Check that all else works when the editor is not installed, and that the page says how to install it."""
    site = build(project)
    assert sorted(file.name for file in (site / "admin").iterdir()) == ["form.js", "index.html"]
    assert (site / "_headers").read_text(encoding="utf-8").count("Content-Security-Policy") == 1
    with strict(site) as address:
        page.goto(f"{address}/objections/obj-no-money/")
        expect(page.locator(".kb-section--say")).to_be_visible()
        expect(page.get_by_role("link", name="改这一页")).to_have_count(0)
        page.goto(f"{address}/admin/")
        expect(page.locator("[lang=zh] h1")).to_have_text("改文章、写文章")
        expect(page.locator("[lang=en] h2")).to_have_text("Edit and write articles")
        expect(page.get_by_text("make setup-dev build")).to_have_count(2)
        expect(page.get_by_role("button")).to_have_count(0)
