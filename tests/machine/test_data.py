"""`/articles.json` and `/law.json`: they keep their contract, agree with each other and lead to pages."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from collection_kb.cli import main
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import Library, load_library
from tests.conftest import PROJECT, build_site
from tests.test_build import page_of

LIBRARY: Library = load_library(PROJECT / "docs")


def read(folder: Path, name: str) -> Any:  # noqa: ANN401 - JSON
    """Return a document, checked against its schema."""
    document = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    schema = PROJECT / "plugins" / "collection_kb" / "machine" / f"{name}.schema.json"
    validator = jsonschema.Draft202012Validator(
        json.loads(schema.read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker()
    )
    assert [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(document)] == []
    return document


@pytest.mark.parametrize("name", ["articles", "law"])
def test_schema_is_strict(site: Path, name: str) -> None:
    """Check that the schema itself is valid, and refuses an unknown key, a missing one and a broken date."""
    schema = json.loads(
        (PROJECT / "plugins" / "collection_kb" / "machine" / f"{name}.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    document = read(site, name)
    entry = document["articles" if name == "articles" else "provisions"][0]
    dated = "reviewed" if name == "articles" else "checked"
    for change in ({"titel": "x"}, {dated: "2026-13-45"}, {"provisions" if name == "articles" else "rule": None}):
        before = dict(entry)
        entry.update(change)
        assert not validator.is_valid(document), change
        entry.clear()
        entry.update(before)
    entry.pop("urls" if name == "law" else "slug")
    assert not validator.is_valid(document)


def test_articles(site: Path) -> None:
    """Check that all articles are there in order, with their facts, and that their addresses lead to pages."""
    document = read(site, "articles")
    assert document["languages"] == list(LANGUAGES)
    assert [one["slug"] for one in document["articles"]] == list(LIBRARY.articles)
    for one in document["articles"]:
        article = LIBRARY.articles[one["slug"]]
        assert one["topics"] == list(article.facts.topics or ())
        assert one["provisions"] == list(article.facts.provisions)
        assert one["review_every"] == article.review_every
        assert one["related"]
        assert set(one["related"]) <= set(LIBRARY.articles) - {one["slug"]}
        assert list(one["texts"]) == list(LANGUAGES)
        for language, text in one["texts"].items():
            assert text["title"] == article.texts[language].title
            html = (site / text["url"] / "index.html").read_text(encoding="utf-8")
            assert f'data-slug="{one["slug"]}"' in html
            ids = [section["id"] for section in text["sections"] if section["id"] != "lead"]
            assert [id_ for id_ in re.findall(r'<h[23] id="([^"]+)"', html) if id_ in ids] == ids


def test_sections_hold_the_whole_text(site: Path) -> None:
    """Check that sections put together are the body, and what is wrong is not among the lines to be spoken."""
    for one in read(site, "articles")["articles"]:
        for language, text in one["texts"].items():
            whole = "".join(
                ("#" * section["level"] + section["heading"] if section["level"] else "") + section["text"]
                for section in text["sections"]
            )
            assert re.sub(r"\s", "", whole) == re.sub(r"\s", "", LIBRARY.articles[one["slug"]].texts[language].body)
            wrong = "".join(section["text"] for section in text["sections"] if section["bad_example"])
            assert [line for line in text["spoken"] if f"> {line}" in wrong] == []
            assert bool(text["spoken"]) == any(
                re.search(r"^> ", section["text"], re.MULTILINE)
                for section in text["sections"]
                if not section["bad_example"]
            )


def test_law(site: Path) -> None:
    """Check that the registry is there, that citing agrees with the articles, and that addresses lead to the place."""
    law, articles = read(site, "law"), read(site, "articles")["articles"]
    assert [one["id"] for one in law["provisions"]] == list(LIBRARY.provisions)
    assert [one["id"] for one in law["instruments"]] == list(LIBRARY.instruments)
    instruments = {one["id"]: one for one in law["instruments"]}
    pages: dict[str, str] = {}
    for one in law["provisions"]:
        assert one["cited_by"] == [article["slug"] for article in articles if one["id"] in article["provisions"]]
        assert one["area"] in {area["id"] for area in law["areas"]}
        assert one["instrument"] in instruments
        assert list(one["urls"]) == list(LANGUAGES)
        for url in one["urls"].values():
            page, _, anchor = url.partition("#")
            if page not in pages:
                pages[page] = (site / page / "index.html").read_text(encoding="utf-8")
            assert f'id="{anchor}"' in pages[page]
    for one in instruments.values():
        assert one["in_force"] == (one["status"] not in {"replaced", "closed"})
        assert one["replaced_by"] is None or one["replaced_by"] in instruments
        for language, url in one["urls"].items():
            assert one["title"][language] in unescape((site / url / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_examples_are_marked(site: Path, language: Language) -> None:
    """Check that sections that forbid are marked as such, and those that teach are not."""
    marked = {
        section["id"]: section["bad_example"]
        for one in read(site, "articles")["articles"]
        for section in one["texts"][language]["sections"]
    }
    assert {id_ for id_, bad in marked.items() if bad} == {"never", "may-not-say", "bad"}
    assert {"say", "may-say", "good", "steps"} <= set(marked)
    assert "lead" in marked


def test_without_topics_and_law(project: Path) -> None:
    """Check that the data stand without the plugins of topics and law: nothing inferred, no addresses of law."""
    config = project / "mkdocs.yml"
    text = re.sub(r"  - topics:\n.*\n", "", config.read_text(encoding="utf-8")).replace("  - citations\n", "")
    config.write_text(text, encoding="utf-8")
    result = build_site(config, project / "site")
    assert result.returncode == 0, result.stderr
    articles = {one["slug"]: one for one in read(project / "site", "articles")["articles"]}
    assert articles["obj-no-money"]["topics"] == ["objections", "psychology"]
    assert articles["obj-lost-job"]["topics"] == []
    law = read(project / "site", "law")
    assert law["provisions"]
    assert not any(one["urls"] for one in (*law["provisions"], *law["instruments"]))
    assert "topics.json" not in (project / "site" / "llms.txt").read_text(encoding="utf-8")


def test_inferred_topics_and_missing_translation(project: Path) -> None:
    """Check that inferred topics are marked, and that an article without a translation has one text."""
    (project / "docs" / "en" / "objections" / "obj-lost-job.md").unlink()
    result = build_site(project / "mkdocs.yml", project / "site")
    assert result.returncode == 0, result.stderr
    articles = {one["slug"]: one for one in read(project / "site", "articles")["articles"]}
    assert {slug: one["topics_inferred"] for slug, one in articles.items()} == {
        slug: slug == "obj-lost-job" for slug in articles
    }
    assert articles["obj-lost-job"]["topics"]
    assert list(articles["obj-lost-job"]["texts"]) == ["zh"]
    assert "obj-lost-job/index.md" not in (project / "site" / "en" / "llms.txt").read_text(encoding="utf-8")
    assert not (project / "site" / "en" / "objections" / "obj-lost-job" / "index.md").exists()
    fallback = page_of(project / "site", "en", "objections", "obj-lost-job")
    assert 'type="text/markdown" href="../../../objections/obj-lost-job/index.md"' in fallback


def test_export(site: Path, tmp_path: Path) -> None:
    """Check that the export holds the same data as the site, byte for byte, and Markdown whose links all lead on."""
    result = CliRunner().invoke(main, ["export", str(tmp_path / "out"), "--docs", str(PROJECT / "docs")])
    assert result.exit_code == 0, result.output
    assert f"{len(LIBRARY.articles)} 篇文章" in result.output
    for name in ("articles.json", "law.json", "topics.json", "review.json"):
        assert (tmp_path / "out" / name).read_bytes() == (site / name).read_bytes(), name
    files = {file.relative_to(tmp_path / "out").as_posix() for file in (tmp_path / "out").rglob("*") if file.is_file()}
    leading = {"index.md", "topics/index.md", "provisions/index.md"}
    leading |= {f"topics/{topic}.md" for topic in LIBRARY.topics} | {f"provisions/{area}.md" for area in LIBRARY.areas}
    assert {path for path in files if path.endswith(".md")} == {
        f"{language}/{article.type.path(slug)}"
        for slug, article in LIBRARY.articles.items()
        for language in article.texts
    } | {f"{page.language}/{page.name}" for page in LIBRARY.pages} | {
        f"{language}/{name}" for name in leading for language in LANGUAGES
    }
    links = 0
    for path in files:
        if path.endswith(".md"):
            text = (tmp_path / "out" / path).read_text(encoding="utf-8")
            assert "](law:" not in text
            for link in re.findall(r"\]\(([^)]+)\)", text):
                links += 1
                file, _, anchor = link.partition("#")
                target = (tmp_path / "out" / path).parent / file
                assert target.is_file(), (path, link)
                assert not anchor or f"{{#{anchor}}}" in target.read_text(encoding="utf-8"), (path, link)
    assert links > 100


def test_export_into_a_folder_with_something(project: Path) -> None:
    """Check that nothing is overwritten unasked, nothing is ever removed, and the content is never overwritten."""
    out = project / "out"
    out.mkdir()
    (out / "note.txt").write_text("mine", encoding="utf-8")
    arguments = ["export", str(out), "--docs", str(project / "docs"), "--lang", "en"]
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, [file.name for file in out.iterdir()]) == (1, ["note.txt"])
    assert "is not empty" in result.output
    assert "--force" in result.output
    result = CliRunner().invoke(main, [*arguments, "--force"])
    assert (result.exit_code, result.output) == (0, f"4 articles exported to {out}, 68 files.\n")
    assert (out / "note.txt").read_text(encoding="utf-8") == "mine"
    before = (project / "docs" / "zh" / "objections" / "obj-no-money.md").read_bytes()
    for inside in ("docs", "docs/zh", "out/../docs"):
        result = CliRunner().invoke(main, ["export", str(project / inside), "--force", *arguments[2:]])
        assert result.exit_code == 1
        assert "would overwrite them" in result.output
    assert (project / "docs" / "zh" / "objections" / "obj-no-money.md").read_bytes() == before
    result = CliRunner().invoke(main, ["export", str(out / "note.txt" / "below"), *arguments[2:]])
    assert (result.exit_code, "cannot be written" in result.output) == (1, True)
    assert isinstance(result.exception, SystemExit)


def test_export_of_what_cannot_be_read(project: Path) -> None:
    """Check that a broken article is left out and told, while the others are exported."""
    (project / "docs" / "zh" / "objections" / "obj-no-money.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["export", str(project / "out"), "--docs", str(project / "docs")])
    assert result.exit_code == 0
    assert re.search(r"内容里有 \d+ 处错误", result.output)
    slugs = [one["slug"] for one in read(project / "out", "articles")["articles"]]
    assert slugs == ["obj-lost-job", "law-limitation-period", "listen-and-ask"]
