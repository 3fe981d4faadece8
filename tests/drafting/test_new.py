"""A trainer starts an article: both files stand there, and lint names nothing but what only the author can know."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection_kb.cli import main
from collection_kb.knowledge.language import LANGUAGES
from collection_kb.knowledge.library import load_library
from tests.conftest import PROJECT

MARK = {"zh": re.compile("【待填：[^】]+】"), "en": re.compile(r"\[to fill: [^\]]+\]")}
TYPES = load_library(PROJECT / "docs").types


def run(project: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments, "--docs", str(project / "docs"), "--on", "2026-11-24"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def files(project: Path) -> set[Path]:
    return set((project / "docs").rglob("*"))


def unavoidable(type_id: str) -> Iterator[str]:
    """Yield what a blank cannot avoid: an owner that nobody knows, a provision that only the author can name."""
    if not TYPES[type_id].owner:
        yield "KB022"
    if TYPES[type_id].rests_on_law:
        yield "KB025"


@pytest.mark.parametrize("type_id", [one for one in TYPES if TYPES[one].folder != "."])
def test_every_type(project: Path, type_id: str) -> None:
    """Check that two drafts of a type have its headings, its marks, and no avoidable finding."""
    for slug in ("first-draft", "second-draft"):
        result = run(project, "new", type_id, slug)
        assert result.exit_code == 0, result.output
        for language in LANGUAGES:
            path = f"docs/{language}/{TYPES[type_id].folder}/{slug}.md"
            assert path in result.output
            text = (project / path).read_text(encoding="utf-8")
            for section in TYPES[type_id].sections:
                assert (f"## {section.labels[language]}\n" in text) == section.required
                for part in section.parts:
                    assert f"### {part.labels[language]}\n" in text
            leaves = [leaf for one in TYPES[type_id].sections if one.required for leaf in one.parts or (one,)]
            assert len(MARK[language].findall(text)) >= 3 + len(leaves)  # title, summary and aliases as well
            assert not MARK["en" if language == "zh" else "zh"].search(text)
    found = re.findall(r"^(\S+):\d+: (KB\d+)", run(project, "lint").output, re.MULTILINE)
    drafts = [f"docs/zh/{TYPES[type_id].folder}/{slug}.md" for slug in ("first-draft", "second-draft")]
    others = [(path, rule) for path, rule in found if rule != "KB095"]
    assert others == [(path, rule) for path in drafts for rule in unavoidable(type_id)]
    for path in drafts:
        marks = MARK["zh"].findall((project / path).read_text(encoding="utf-8"))
        assert found.count((path, "KB095")) == len(marks)


def test_filled_draft(project: Path) -> None:
    """Check that an author who puts words in place of every mark, and lets lint mend the rest, has an article."""
    run(project, "new", "objection", "obj-later")
    for language in LANGUAGES:
        file = project / "docs" / language / "objections" / "obj-later.md"
        text = MARK[language].sub(lambda match: f"{len(match[0])}x{match.start()}", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
    assert "KB035" in run(project, "lint").output  # the translation must follow the Chinese text
    digest = re.search(r'translation_of 写成 "(\w+)"', run(project, "lint").output)
    assert digest
    text = re.sub("translation_of: .*", f'translation_of: "{digest[1]}"', text)
    file.write_text(text, encoding="utf-8")
    assert run(project, "lint").output == "没有发现问题。\n"


def test_what_is_known_is_written(project: Path) -> None:
    """Check titles, topics and the owner of the main topic."""
    options = (
        "--title-zh",
        "“我要: 注销”",
        "--title-en",
        "“Close it” # now",
        "--topic",
        "vulnerability",
        "--topic",
        "law",
    )
    assert run(project, "new", "objection", "obj-close", *options).exit_code == 0
    article = load_library((project / "docs").resolve()).articles["obj-close"]
    assert {language: text.title for language, text in article.texts.items()} == {
        "zh": "“我要: 注销”",
        "en": "“Close it” # now",
    }
    assert article.facts.topics == ("vulnerability", "law")
    assert article.facts.owner == "customer-care"
    assert str(article.facts.reviewed) == "2026-11-24"


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("objektion", "obj-new"), "是不是想写“objection”？", "Did you mean “objection”?"),
        (("guides", "new"), "是不是想写“guide”？", "Did you mean “guide”?"),
        (("异议卡", "new"), "是不是想写“objection”？", "Did you mean “objection”?"),
        (("guide", "New_Guide"), "只能有小写字母、数字和连字符", "lower-case letters, digits and hyphens only"),
        (("guide", "../out"), "只能有小写字母、数字和连字符", "lower-case letters, digits and hyphens only"),
        (("guide", "new.md"), "不写 .md", "no .md"),
        (("guide", "index"), "文件夹首页", "a folder's own page"),
        (("guide", "obj-no-money"), "docs/zh/objections/obj-no-money.md", "docs/zh/objections/obj-no-money.md"),
        (("glossary", "words"), "文件名是 glossary", "called glossary"),
        (("guide", "new", "--topic", "lwa"), "是不是想写“law”？", "Did you mean “law”?"),
        (
            ("guide", "new", *(f"--topic={topic}" for topic in ("law", "compliance", "mindset", "contacts"))),
            "最多写 3 个",
            "at most 3 topics",
        ),
    ],
)
def test_refused(project: Path, arguments: tuple[str, ...], zh: str, en: str) -> None:
    """Check that a refusal says why, in both languages, and writes nothing."""
    before = files(project)
    for language, words in (("zh", zh), ("en", en)):
        result = run(project, "new", *arguments, "--lang", language)
        assert result.exit_code == 2
        assert words in result.output
        assert "Traceback" not in result.output
    assert files(project) == before


def test_name_of_a_broken_article_is_taken(project: Path) -> None:
    """Check that a file that cannot be read, in one language only, keeps its name."""
    (project / "docs" / "en" / "law" / "half.md").write_text("broken", encoding="utf-8")
    assert "docs/en/law/half.md" in run(project, "new", "guide", "half").output


def test_all_or_nothing(project: Path) -> None:
    """Check that the Chinese file goes again when the English one cannot be written."""
    folder = project / "docs" / "en" / "scripts"
    folder.write_text("a file where a folder belongs", encoding="utf-8")
    result = run(project, "new", "script", "new-script")
    assert result.exit_code == 2
    assert "什么也没有写下" in result.output
    assert not list((project / "docs").rglob("new-script.md"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=30))
def test_any_title(project: Path, title: str) -> None:
    """Check that whatever is given as a title comes back when the file is read, spaces aside."""
    for file in (project / "docs").rglob("any-title.md"):
        file.unlink()
    assert run(project, "new", "guide", "any-title", f"--title-zh={title}").exit_code == 0
    text = (project / "docs" / "zh" / "guides" / "any-title.md").read_text(encoding="utf-8")
    article = load_library((project / "docs").resolve()).articles.get("any-title")
    assert article is None or article.texts["zh"].title == (" ".join(title.split()) or "【待填：标题】")
    assert article is not None or not title.isprintable(), text
