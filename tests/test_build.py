"""The whole build: every page is there, twice the same, and sound with a plugin switched off."""

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import Library, load_library
from tests.conftest import PROJECT, build_site

LIBRARY: Library = load_library(PROJECT / "docs")
SHINGLE = 10


def page_of(site: Path, language: Language, *parts: str) -> str:
    prefix = "" if language == "zh" else language
    return site.joinpath(prefix, *parts, "index.html").read_text(encoding="utf-8")


class Page(HTMLParser):
    """What a reader sees of an article."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.topics: list[str] = []
        self.spoken = 0
        self.text: list[str] = []
        self._tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in {"meta", "link", "input", "br", "path", "circle"}:
            self._tags.append(tag)
        if tag == "h2" and values.get("id"):
            self.headings.append(values["id"] or "")
        if values.get("data-topic"):
            self.topics.append(values["data-topic"] or "")
        self.spoken += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        if tag in self._tags:
            while self._tags.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._tags):
            self.text.append(data)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", LIBRARY.articles)
def test_article_page(site: Path, slug: str, language: Language) -> None:
    """Check that an article opens with its topics, its headings in order and, where its type speaks, spoken lines."""
    article = LIBRARY.articles[slug]
    page = Page(page_of(site, language, *article.type.path(slug).removesuffix(".md").split("/")))
    order = [section.id for section in article.type.sections]
    fixed = {section.id for one in LIBRARY.types.values() for section in one.sections}
    headings = [id_ for id_ in page.headings if id_ in fixed]
    required = [section.id for section in article.type.sections if section.required]
    assert headings == [id_ for id_ in order if id_ in headings]
    assert set(required) <= set(headings)
    assert page.topics == list(article.facts.topics or ())
    if any(section.spoken for section in article.type.sections) or article.facts.risk != "normal":
        assert page.spoken


@pytest.mark.parametrize("slug", LIBRARY.articles)
def test_nothing_copied(slug: str) -> None:
    """Check that no run of ten characters of the source article stands in an article."""
    source = set((PROJECT / "tests" / "data" / "source-article-shingles.txt").read_text(encoding="utf-8").split("\n"))
    article = LIBRARY.articles[slug]
    text = article.texts["zh"]
    letters = "".join(re.findall(r"[\u4e00-\u9fffA-Za-z0-9]", text.title + text.summary + text.body))
    runs = (letters[start : start + SHINGLE] for start in range(len(letters) - SHINGLE + 1))
    assert [run for run in runs if hashlib.sha256(run.encode()).hexdigest()[:12] in source] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_topic_pages(site: Path, language: Language) -> None:
    """Check that each topic has a page with its articles and summaries; an absent plugin has none."""
    for topic in LIBRARY.topics.values():
        html = page_of(site, language, "topics", topic.id)
        members = {slug for slug, article in LIBRARY.articles.items() if topic.id in (article.facts.topics or ())}
        urgent = {article.slug for article in LIBRARY.selection("urgent")}
        assert set(re.findall(r'data-slug="([^"]+)"', html)) | urgent == members | urgent
        assert topic.introduction[language].partition("“")[0][:20] in html
        for slug in members:
            assert LIBRARY.articles[slug].texts[language].summary in html.replace("&#39;", "'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_provisions_page(site: Path, language: Language) -> None:
    """Check that every provision is on the page of its area, and that articles lead to it and list it at the end."""
    anchors = {
        (area, id_)
        for area in LIBRARY.areas
        for id_ in re.findall(
            r'<section class="kb-provision" id="([^"]+)"', page_of(site, language, "provisions", area)
        )
    }
    assert anchors == {(provision.area, provision.id) for provision in LIBRARY.provisions.values()}
    for article in LIBRARY.articles.values():
        page = page_of(site, language, *article.type.path(article.slug).removesuffix(".md").split("/"))
        cited = set(re.findall(r'href="[./]*provisions/([a-z-]+)/#([^"]+)"', page))
        assert cited == {(LIBRARY.provisions[id_].area, id_) for id_ in article.facts.provisions}
        assert re.findall(r'<li id="ref-([^"]+)"', page) == list(article.facts.provisions)
        assert 'href="law:' not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_instrument_pages(site: Path, language: Language) -> None:
    """Check that every instrument has a page with its status, its provisions, and what replaced it."""
    for instrument in LIBRARY.instruments.values():
        html = page_of(site, language, "instruments", instrument.id)
        provisions = [one.id for one in LIBRARY.provisions.values() if one.instrument == instrument]
        assert re.findall(r'<section class="kb-provision" id="([^"]+)"', html) == provisions
        assert f"kb-status--{instrument.status}" in html
        assert not instrument.replaced_by or f"/{instrument.replaced_by}/" in html


@pytest.mark.parametrize(
    ("language", "secondary", "foreign"),
    [
        ("zh", "据报道整理，以原文为准", "在中国不适用"),
        ("en", "compiled from reports, check the original", "not applicable in China"),
    ],
)
def test_marks_of_provisions(site: Path, language: Language, secondary: str, foreign: str) -> None:
    """Check that what rests on reports alone, and what is foreign, says so on its page."""
    for area in LIBRARY.areas:
        for section in page_of(site, language, "provisions", area).split('<section class="kb-provision" id="')[1:]:
            provision = LIBRARY.provisions[section.partition('"')[0]]
            assert (secondary in section) == (provision.confidence == "secondary")
            assert (foreign in section) == provision.instrument.is_foreign


def digest(site: Path) -> dict[str, str]:
    files = (file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_same_bytes_twice(project: Path, tmp_path: Path) -> None:
    """Check that building twice gives the same files."""
    first, second = tmp_path / "first", tmp_path / "second"
    for target in (first, second):
        result = build_site(project / "mkdocs.yml", target, "--strict")
        assert result.returncode == 0, result.stderr
    assert digest(first) == digest(second)


@pytest.mark.parametrize(
    "plugin",
    [
        "topics",
        "citations",
        "redlines",
        "review",
        "glossary",
        "learning",
        "origins",
        "handbook",
        "history",
        "redirects",
        "lint",
        "machine",
        "safety",
        "admin",
        "parallel",
        "reader",
        "finder",
        "i18n",
    ],
)
def test_plugin_switched_off(project: Path, tmp_path: Path, plugin: str) -> None:
    """Check that the site builds without any one of the plugins, and that its part is then not there."""
    config = project / "mkdocs.yml"
    lines = config.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if re.fullmatch(rf"  - {plugin}:?", line))
    end = next(number for number, line in enumerate([*lines, "end"]) if number > start and not line.startswith("   "))
    config.write_text("\n".join(lines[:start] + lines[end:]) + "\n", encoding="utf-8")
    result = build_site(config, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    card = next(tmp_path.glob("site/**/obj-no-money/index.html")).read_text(encoding="utf-8")
    parts = {
        "topics": 'data-topic="objections"',
        "citations": 'data-provision="pipl-5-6"',
        "reader": "kb-section--say",
        "finder": "data-kb-search",
        "i18n": "data-kb-language",
        "redlines": "/wording/",
        "review": "/review/",
        "learning": "/paths/",
        "origins": "/origins/",
        "handbook": "/handbook/",
        "history": "/what-changed/",
        "machine": 'type="text/markdown"',
        "lint": "/lint/",
    }
    present = {name for name, mark in parts.items() if mark in card}
    present |= {"redirects" for _ in tmp_path.glob("site/**/obj-hard-times/index.html")}
    assert present == {*parts, "redirects"} - {plugin} - ({"topics"} if plugin == "reader" else set())
    assert (tmp_path / "site" / "admin").exists() == (plugin != "admin")


def test_topics_inferred(project: Path, tmp_path: Path) -> None:
    """Check that an article without topics gets inferred ones, and that the log says so."""
    result = build_site(project / "mkdocs.yml", tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    assert re.search(r"obj-lost-job.md:1: KB027 .*objections", result.stderr)
    assert 'data-topic="objections"' in page_of(tmp_path / "site", "zh", "objections", "obj-lost-job")


def test_wrong_topic_fails_the_strict_build(project: Path, tmp_path: Path) -> None:
    """Check that the build names the mistake once, without a traceback."""
    article = project / "docs" / "zh" / "guides" / "listen-and-ask.md"
    article.write_text(
        article.read_text(encoding="utf-8").replace("[communication]", "[comunication]"), encoding="utf-8"
    )
    result = build_site(project / "mkdocs.yml", tmp_path / "site", "--strict")
    assert result.returncode == 1
    assert result.stderr.count("docs/zh/guides/listen-and-ask.md:5: KB020") == 1
    assert "Traceback" not in result.stderr


def test_tags_of_the_theme(project: Path, tmp_path: Path) -> None:
    """Check that the theme's own tags show the labels, on the plain theme without our look."""
    config = project / "mkdocs.yml"
    text = re.sub(r"  custom_dir: .*\n", "  custom_dir: plain\n", config.read_text(encoding="utf-8"))
    (project / "plain").mkdir()
    for name in ("topic.html", "topics.html", "topics-matrix.html"):
        (project / "plain" / name).write_text('{% extends "main.html" %}', encoding="utf-8")
    start, end = text.index("  - citations\n"), text.index("  - i18n:")
    text = text[:start] + "  - tags\n" + text[end:]
    config.write_text(text, encoding="utf-8")
    for page in project.glob("docs/*/index.md"):
        page.write_text("---\ntitle: Home\n---\n", encoding="utf-8")
    result = build_site(config, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    for language, label in (("zh", "债务人心理与分类"), ("en", "Debtor psychology and segmentation")):
        html = page_of(tmp_path / "site", language, "objections", "obj-no-money")  # type: ignore[arg-type]
        assert re.search(rf'class="md-tag"[^>]*>\s*{label}\s*<', html)
