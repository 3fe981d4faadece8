"""`llms.txt` and the Markdown of articles, and what pages and `robots.txt` tell crawlers."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from collection_kb.delivery.policy import FORM
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import Library, load_library
from collection_kb.machine.markdown import Writer, references
from collection_kb.machine.words import word
from tests.conftest import PROJECT, build_site

LIBRARY: Library = load_library(PROJECT / "docs")
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LINK = re.compile(r"\]\(([^()\s]+)\)")


def folder_of(language: Language) -> str:
    return "" if language == "zh" else f"{language}/"


def linked(site: Path, here: str, link: str) -> Path:
    """Return the file to which a link in the file at `here` leads."""
    target = site / normpath(join(dirname(here), link.partition("#")[0]))
    return target / "index.html" if target.is_dir() else target


@pytest.mark.parametrize("language", LANGUAGES)
def test_llms_txt(site: Path, language: Language) -> None:
    """Check the form of llmstxt.org: title, quoted summary, sections of links; every article once, no link dead."""
    here = f"{folder_of(language)}llms.txt"
    lines = (site / here).read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    assert word("not_advice", language) in lines[4]
    assert sum(line.startswith("# ") for line in lines) == 1
    used = {article.type.id for article in LIBRARY.articles.values()}
    plurals = [one.plural[language] for one in LIBRARY.types.values() if one.id in used]
    assert [line[3:] for line in lines if line.startswith("## ")] == [*plurals, "Optional"]
    first = next(number for number, line in enumerate(lines) if line.startswith("## "))
    items = [line for line in lines[first:] if line and not line.startswith("## ")]
    matches = [re.fullmatch(r"- \[(.+)\]\(([^()\s]+)\): (\S.*)", item) for item in items]
    entries = [match.groups() for match in matches if match]
    assert len(entries) == len(items)
    articles = LIBRARY.articles.values()
    assert [(title, summary) for title, _, summary in entries[: len(articles)]] == [
        (one.texts[language].title, one.texts[language].summary) for one in articles
    ]
    for title, link, _ in entries:
        target = linked(site, here, link)
        assert target.is_file(), link
        if link.endswith("/index.md"):
            assert target.read_text(encoding="utf-8").startswith(f"# {title}\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_article_markdown(site: Path, language: Language) -> None:
    """Check that an article's Markdown has all its words, its provisions with our confidence, and sound links."""
    for article in LIBRARY.articles.values():
        text = article.texts[language]
        here = f"{folder_of(language)}{article.type.path(article.slug).removesuffix('.md')}/index.md"
        markdown = (site / here).read_text(encoding="utf-8")
        assert markdown.startswith(f"# {text.title}\n\n{text.summary}\n")
        assert markdown.endswith(f"\n---\n\n{word('not_advice', language)}\n")
        assert "(law:" not in markdown
        headings = [section.heading.text for section in text.sections if section.heading.level]
        assert re.findall(r"^#{2,} (.*)$", markdown, re.MULTILINE)[: len(headings)] == headings
        assert re.findall(r"^> ", markdown, re.MULTILINE) == re.findall(r"^> ", text.body, re.MULTILINE)
        for id_ in article.facts.provisions:
            provision = LIBRARY.provisions[id_]
            (line,) = [line for line in markdown.split("\n") if re.search(rf"· {id_}[)）]$", line)]
            assert provision.rule[language] in line
            assert word(provision.confidence, language) in line
            assert (word("foreign", language) in line) == provision.instrument.is_foreign
        for link in LINK.findall(markdown):
            assert linked(site, here, link).is_file(), (here, link)


@pytest.mark.parametrize("language", LANGUAGES)
def test_glossary_markdown(site: Path, language: Language) -> None:
    """Check that the glossary lists its terms with their definitions, though no author writes them into its article."""
    markdown = (site / folder_of(language) / "glossary" / "index.md").read_text(encoding="utf-8")
    for term in LIBRARY.lexicon.values():
        assert f"- **{term.labels[language]}**" in markdown
        assert term.definition[language] in markdown


@pytest.mark.parametrize("language", LANGUAGES)
def test_llms_full_txt(site: Path, language: Language) -> None:
    """Check that one file holds all articles in order, after the word on legal advice, with links seen from itself."""
    here = f"{folder_of(language)}llms-full.txt"
    text = (site / here).read_text(encoding="utf-8")
    titles = re.findall(r"^# (.*)$", text, re.MULTILINE)
    assert titles[1:] == [article.texts[language].title for article in LIBRARY.articles.values()]
    assert word("not_advice", language) in text.partition("\n# ")[0]
    links = LINK.findall(text)
    assert len(links) > 100
    assert [link for link in links if not linked(site, here, link).is_file()] == []


def test_links_in_markdown(project: Path) -> None:
    """Check what becomes of each kind of link: to law, an article, a page, elsewhere, an image, a place of the page."""
    file = project / "docs" / "zh" / "objections" / "obj-lost-job.md"
    added = (
        "[第8条](law:limitation-8)、[诉讼时效规定第8条](law:limitation-8)、[没有的](law:nothing)、"
        "[卡](obj-no-money.md#say)、[指南](../guides/listen-and-ask.md)、[首页](../index.md#top)、"
        "[网站](https://example.org/a)、![图](../../assets/a.png)、[附件](../a.pdf)、[上面](#say)\n\n"
        "### 小标题 {#own}\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + added, encoding="utf-8")
    library = load_library(project / "docs")
    known = {"objections/obj-no-money.md": "../obj-no-money/index.md", "index.md": "../../"}
    writer = Writer(library, "zh", references(library, "zh"), lambda path: known.get(path, ""))
    markdown = writer.article(library.articles["obj-lost-job"])
    place = library.provisions["limitation-8"]
    assert (
        f"第8条（{place.instrument.short['zh']}{place.article['zh']}）、诉讼时效规定第8条、没有的、"
        "[卡](../obj-no-money/index.md)、指南、[首页](../../#top)、"
        "[网站](https://example.org/a)、图、附件、上面\n\n### 小标题\n"
    ) in markdown


def test_served_as_text(page: Page) -> None:
    """Check that a reader's page leads to its Markdown, in both languages."""
    for language in LANGUAGES:
        page.goto(f"/{folder_of(language)}objections/obj-no-money/")
        address = page.locator('link[type="text/markdown"]').evaluate("link => link.href")
        response = page.request.get(address)
        assert response.ok
        assert response.text().startswith(f"# {LIBRARY.articles['obj-no-money'].texts[language].title}\n")


def test_alternates_on_every_page(site: Path) -> None:
    """Check that every page names itself in both languages, each way, and that all feeds named are feeds."""
    pairs, feeds = 0, 0
    for file in site.rglob("index.html"):
        here = file.relative_to(site).as_posix()
        if here.startswith(FORM):  # one for both languages
            continue
        html = file.read_text(encoding="utf-8").partition("</head>")[0]
        found = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]*)">', html))
        assert set(found) == {"zh", "en", "x-default"}, here
        targets = {name: linked(site, here, link) for name, link in found.items()}
        own: Language = "en" if here.startswith("en/") else "zh"
        assert targets[own] == file
        assert targets["x-default"] == targets["zh"]
        other = targets["zh" if own == "en" else "en"]
        assert other.is_file(), here
        assert other != file
        pairs += 1
        for link in re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]+)">', html):
            feed = linked(site, here, link)
            assert ET.fromstring(feed.read_text(encoding="utf-8")).tag == f"{ATOM}feed"  # noqa: S314 - our own file
            assert feed.is_relative_to(site / "en") == (own == "en")
            feeds += 1
    assert pairs > 2 * len(LIBRARY.articles)
    assert feeds >= 2 * len(LIBRARY.topics)
    for topic in LIBRARY.topics:
        for folder in (site, site / "en"):
            assert (
                'href="feed.xml"'
                in (folder / "topics" / topic / "index.html").read_text(encoding="utf-8").partition("</head>")[0]
            )


def test_without_an_address(site: Path) -> None:
    """Check that a site that does not know its address has no sitemap, and lets crawlers in."""
    assert not list(site.rglob("sitemap*"))
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\nDisallow: /admin/\n"


def test_with_an_address(project: Path) -> None:
    """Check that the sitemap then has every page in both languages and nothing else, and no day of the build."""
    config = project / "mkdocs.yml"
    root = "https://kb.example/help/"
    config.write_text(f"site_url: {root}\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
    topics = project / "docs" / "_data" / "topics.yml"
    topics.write_text(
        topics.read_text(encoding="utf-8").replace("- id: psychology\n", "- id: psychology\n  former: [mind]\n"),
        encoding="utf-8",
    )
    result = build_site(config, project / "site", "--strict")
    assert result.returncode == 0, result.stderr
    site = project / "site"
    urls = list(ET.fromstring((site / "sitemap.xml").read_text(encoding="utf-8")))  # noqa: S314 - our own file
    alternates: dict[str, dict[str, str]] = {}
    for url in urls:
        assert {child.tag for child in url} == {f"{SITEMAP}loc", f"{XHTML}link"}
        found = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(f"{XHTML}link")}
        alternates[url.findtext(f"{SITEMAP}loc", "")] = found
    pages = {
        urljoin(root, file.relative_to(site).as_posix().removesuffix("index.html"))
        for file in site.rglob("index.html")
        if 'name="robots" content="noindex"' not in file.read_text(encoding="utf-8")
    } - {urljoin(root, "missing/"), urljoin(root, "en/missing/")}
    assert len(urls) == len(alternates)
    assert set(alternates) == pages
    assert any("/topics/" in page for page in pages)
    for loc, found in alternates.items():
        assert found["en"] == urljoin(root, "en/") + found["zh"].removeprefix(root)
        assert loc in {found["zh"], found["en"]}
        assert found["x-default"] == found["zh"]
        assert alternates[found["zh"]] == alternates[found["en"]] == found
    assert not (site / "sitemap.xml.gz").exists()
    assert f"\nSitemap: {root}sitemap.xml\n" in (site / "robots.txt").read_text(encoding="utf-8")
    links = LINK.findall((site / "en" / "llms.txt").read_text(encoding="utf-8"))
    assert f"{root}en/objections/obj-no-money/index.md" in links
    assert f"{root}articles.json" in links
    assert all((site / link.removeprefix(root)).is_file() for link in links)
