"""What `kb export` writes becomes a site with Zensical: pages, tags, topics, links and law, in both languages."""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import Library, load_library
from collection_kb.machine.words import word
from tests.portable.conftest import build_with_zensical, export

pytestmark = pytest.mark.xdist_group("portable")  # its sites are built once

ROOT: dict[Language, str] = {"zh": "/", "en": "/en/"}
CARD = "objections/obj-no-money/"


@pytest.fixture
def library(moved: Path) -> Library:
    """Return what was exported."""
    return load_library(moved.parent.parent / "docs")


@pytest.fixture
def page(page: Page, address: str) -> Iterator[Page]:
    """Return a page that is watched: no message of an error, no request to another host."""
    complaints: list[str] = []
    page.on("console", lambda one: complaints.append(one.text) if one.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda one: None if one.url.startswith(address) else complaints.append(one.url))
    yield page
    assert complaints == []


class Html(HTMLParser):
    """The links of a page, and the places to which one can lead."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids = {"", "__skip"}
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.add(values.get("id") or "")
        link = values.get("src") or (values.get("href") if tag in {"a", "link"} else None)
        if link:
            self.links.append(link)


def dead_links(site: Path) -> list[tuple[str, str]]:
    """Return the pages with links that lead nowhere on the site, and those links."""
    files = sorted(file for file in site.rglob("*.html") if file.name != "404.html")
    pages = {file.relative_to(site).as_posix(): Html(file) for file in files}
    dead = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(urljoin(f"/{path}", link))
            target = unquote(parts.path).lstrip("/") + ("index.html" if parts.path.endswith("/") else "")
            if parts.scheme or parts.netloc:
                continue
            ids = pages[target].ids if target in pages else {""}
            if not (site / target).is_file() or unquote(parts.fragment) not in ids:
                dead.append((path, link))
    return dead


def test_no_dead_link(moved: Path, tmp_path: Path) -> None:
    """Check all links of all pages, anchors included; and that this check finds one that is dead."""
    assert dead_links(moved) == []
    for name, link in (("index.html", "a/"), ("b.html", "index.html#c"), ("d.html", "index.html")):
        (tmp_path / name).write_text(f'<a href="{link}">x</a>', encoding="utf-8")
    assert dead_links(tmp_path) == [("b.html", "index.html#c"), ("index.html", "a/")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_to_the_law(page: Page, address: str, library: Library, language: Language) -> None:
    """Check a reader's way: home, a card, another card, back, what the law says."""
    cards = {slug: library.articles[slug].texts[language] for slug in ("obj-no-money", "obj-lost-job")}
    page.goto(address + ROOT[language])
    expect(page.locator("html")).to_have_attribute("lang", language)
    content = page.locator("article")
    content.get_by_role("link", name=cards["obj-no-money"].title).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(cards["obj-no-money"].title)
    expect(content).to_contain_text(cards["obj-no-money"].summary)
    assert content.locator("blockquote").count() > 0
    content.get_by_role("link", name=cards["obj-lost-job"].title).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(cards["obj-lost-job"].title)
    page.go_back()
    provision = library.provisions["pipl-5-6"]
    link = content.locator(f'a[href$="#{provision.id}"]').first
    link.click()
    heading = page.locator(f"#{provision.id}")
    expect(heading).to_contain_text(provision.subject[language])
    expect(heading).to_be_in_viewport()
    expect(content).to_contain_text(provision.rule[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags_and_topics(page: Page, address: str, library: Library, language: Language) -> None:
    """Check that a card has the topics' labels as tags, that a tag leads to its articles, and a topic's page too."""
    labels = [library.topics[id_].labels[language] for id_ in ("objections", "psychology")]
    title = library.articles["obj-no-money"].texts[language].title
    page.goto(address + ROOT[language] + CARD)
    tags = page.locator(".md-tags a")
    expect(tags).to_have_text(sorted(labels))
    tags.get_by_text(labels[0]).click()
    listing = page.locator("article h2", has_text=labels[0]).locator("xpath=following-sibling::ul[1]")
    expect(listing.get_by_role("link", name=title)).to_be_visible()
    page.goto(address + ROOT[language] + CARD)
    page.locator("article p").get_by_role("link", name=labels[1], exact=True).click()
    expect(page).to_have_url(re.compile("/topics/psychology/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(labels[1])
    expect(page.locator("article")).to_contain_text(library.topics["psychology"].introduction[language])
    page.locator("article").get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


@pytest.mark.parametrize("language", LANGUAGES)
def test_navigation(page: Page, address: str, library: Library, language: Language) -> None:
    """Check that the navigation goes by type, then topics and law, in the page's language, and to the other one."""
    page.goto(address + ROOT[language] + CARD)
    used = [one for one in library.articles.values() if language in one.texts]
    types = [one.plural[language] for one in library.types.values() if one.id in {article.type.id for article in used}]
    entries = page.locator(".md-nav--primary > .md-nav__list > .md-nav__item > :is(a, label, div)")
    shown = [text.strip() for text in entries.all_inner_texts()]
    assert shown == [word("home", language), *types, word("topics", language), word("law", language)]
    other: Language = "en" if language == "zh" else "zh"
    page.goto(page.locator('link[rel="alternate"]').evaluate("link => link.href"))
    expect(page.locator("html")).to_have_attribute("lang", other)
    assert urlsplit(page.url).path == ROOT[other]


def test_sources_are_links(moved: Path, library: Library) -> None:
    """Check that a source with an address can be opened from its provision."""
    addressed = [one for one in library.provisions.values() if one.source.startswith("http")]
    assert len(addressed) > 10
    for provision in addressed:
        html = (moved / "provisions" / provision.area / "index.html").read_text(encoding="utf-8")
        assert f'<a href="{escape(provision.source.split()[0])}"' in html, provision.id


def test_not_translated(project: Path, library: Library) -> None:
    """Check that a link to an article that is missing in a language becomes text, and the rest still builds."""
    (project / "docs" / "en" / "objections" / "obj-lost-job.md").unlink()
    export(project, project / "out")
    build_with_zensical(project / "out")
    assert dead_links(project / "out" / "site") == []
    card = (project / "out" / "en" / "objections" / "obj-no-money.md").read_text(encoding="utf-8")
    assert "obj-lost-job" not in card
    assert library.articles["obj-lost-job"].texts["en"].title in card
