"""Topic pages, feeds, redirects and the export, as built."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from collection_kb.cli import main
from collection_kb.knowledge.language import LANGUAGES
from collection_kb.knowledge.library import Library, load_library
from tests.conftest import PROJECT, build_site
from tests.test_build import digest, page_of

LIBRARY: Library = load_library(PROJECT / "docs")
SCHEMA = PROJECT / "plugins" / "collection_kb" / "topics" / "topics.schema.json"
ATOM = "{http://www.w3.org/2005/Atom}"


def build(project: Path, name: str) -> Path:
    target = project / name
    result = build_site(project / "mkdocs.yml", target, "--strict")
    assert result.returncode == 0, result.stderr
    return target


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_export(site: Path) -> None:
    """Check that `/topics.json` keeps its contract and tells inferred topics from declared ones."""
    document = json.loads((site / "topics.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [topic["id"] for topic in document["topics"]] == list(LIBRARY.topics)
    assert {article["slug"] for article in document["articles"]} == set(LIBRARY.articles)
    assert not any(article["inferred"] for article in document["articles"])


def test_export_of_inferred(project: Path) -> None:
    """Check that a topic that nobody declared is marked as inferred."""
    document = json.loads((build(project, "site") / "topics.json").read_text(encoding="utf-8"))
    assert {article["slug"]: article["inferred"] for article in document["articles"]} == {
        "obj-lost-job": True,
        "obj-no-money": False,
        "law-limitation-period": False,
        "listen-and-ask": False,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_feeds(site: Path, language: str) -> None:
    """Check that every topic has a feed whose links lead to pages."""
    root = site if language == "zh" else site / language
    for topic in LIBRARY.topics:
        file = root / "topics" / topic / "feed.xml"
        feed = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - our own file
        links = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
        assert links
        assert all((file.parent / link / "index.html").is_file() for link in links)


def test_matrix(site: Path) -> None:
    """Check that the matrix counts every article once for each of its topics."""
    html = page_of(site, "zh", "topics", "matrix")
    numbers = [int(number) for number in re.findall(r"<td><a [^>]*>(\d+)</a></td>", html)]
    assert sum(numbers) == sum(len(article.facts.topics or ()) for article in LIBRARY.articles.values())


def test_related(site: Path) -> None:
    """Check that each article has one to four others to read next, that exist, and never itself."""
    for article in LIBRARY.articles.values():
        html = page_of(site, "zh", *article.type.path(article.slug).removesuffix(".md").split("/"))
        aside = html.partition(" data-kb-next>")[2].partition("</section>")[0]
        links = re.findall(r'<a href="([^"]+)">', aside)
        assert 1 <= len(links) <= 4, article.slug
        folder = site / article.type.path(article.slug).removesuffix(".md")
        targets = [(folder / link).resolve() for link in links]
        assert all((target / "index.html").is_file() for target in targets)
        assert folder.resolve() not in targets


def test_renamed_topic(project: Path) -> None:
    """Check a rename from end to end: the finding, the redirect, the fix, and nothing left to do after it."""
    topics = project / "docs" / "_data" / "topics.yml"
    edit(topics, "- id: psychology\n", "- id: debtor-mind\n  former: [psychology]\n")
    card = project / "docs" / "zh" / "objections" / "obj-no-money.md"
    docs = ["--docs", str(project / "docs")]
    result = CliRunner().invoke(main, ["lint", *docs])
    assert (result.exit_code, result.output.count("KB026")) == (1, 1)
    assert "docs/zh/objections/obj-no-money.md:17: KB026" in result.output

    assert build_site(project / "mkdocs.yml", project / "before").returncode == 0
    for language in LANGUAGES:
        moved = page_of(project / "before", language, "topics", "psychology")
        assert 'content="0; url=../debtor-mind/"' in moved
        assert "debtor-mind" in page_of(project / "before", language, "objections", "obj-no-money")

    before = card.read_text(encoding="utf-8")
    result = CliRunner().invoke(main, ["lint", "--fix", *docs])
    assert (result.exit_code, result.output) == (0, "没有发现问题。\n")
    assert card.read_text(encoding="utf-8") == before.replace("psychology]", "debtor-mind]")
    build(project, "after")


def test_moved_article_changes_its_pages_only(project: Path) -> None:
    """Check that another topic changes the article, the two topics, and what lists or counts them."""
    before = digest(build(project, "before"))
    edit(project / "docs" / "zh" / "guides" / "listen-and-ask.md", "[communication]", "[coaching]")
    after = digest(build(project, "after"))
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    changed = {path for path in changed if not path.startswith("assets/search/")}
    expected = {"topics.json", "articles.json", "sw.js"}
    for prefix in ("", "en/"):
        expected |= {
            f"{prefix}index.html",
            f"{prefix}guides/listen-and-ask/index.html",
            f"{prefix}topics/index.html",
            f"{prefix}topics/matrix/index.html",
        }
        for topic in ("communication", "coaching"):
            expected |= {f"{prefix}topics/{topic}/index.html", f"{prefix}topics/{topic}/feed.xml"}
    assert changed == expected


def test_topic_without_article_and_emoji(project: Path) -> None:
    """Check that an empty topic has its page, and that a label may be an emoji."""
    topics = project / "docs" / "_data" / "topics.yml"
    edit(topics, "labels: {zh: 心态与自律,", 'labels: {zh: "🙂<b>心态",')
    html = page_of(build(project, "site"), "zh", "topics", "mindset")
    assert "<h1>🙂&lt;b&gt;心态</h1>" in html
    assert "kb-card" not in html.partition('<div class="kb-topic">')[2]


def test_article_without_topic(project: Path) -> None:
    """Check that an article about none of the topics has no chip and stands on no topic page."""
    for language, title in (("zh", "食堂"), ("en", "Canteen")):
        text = f"---\ntitle: {title}\nsummary: {title}\n"
        text += "owner: training\ntopics: []\n---\n" if language == "zh" else "---\n"
        guide = (project / "docs" / language / "guides" / "listen-and-ask.md").read_text(encoding="utf-8")
        body = guide.partition("\n---\n")[2]
        (project / "docs" / language / "guides" / "canteen.md").write_text(text + body, encoding="utf-8")
    site = build(project, "site")
    assert "data-topic" not in page_of(site, "zh", "guides", "canteen")
    assert not [file for file in site.glob("topics/*/index.html") if "canteen" in file.read_text(encoding="utf-8")]


def test_five_hundred_topics(project: Path) -> None:
    """Check that many topics, with keywords that contain each other, build and are found."""
    topics = project / "docs" / "_data" / "topics.yml"
    entry = (
        "\n- id: topic-{0}\n  labels: {{zh: 主题{0}, en: Topic {0}}}\n  owner: training\n"
        + "".join(f"  {key}: {{{{zh: 文字{{0}}, en: text {{0}}}}}}\n" for key in ("description", "belongs", "excludes"))
        + "  introduction: {{zh: 文字, en: text}}\n"
        + "  keywords: {{zh: [还款, 还款方案, {{word: 还款方案{0}, weight: 3}}], en: [plan, plan {0}]}}\n"
    )
    with topics.open("a", encoding="utf-8") as file:
        file.writelines(entry.format(number) for number in range(500))
    site = build(project, "site")
    assert len(list(site.glob("topics/*/index.html"))) == 12 + 500 + 1
