"""The guides for those who contribute: links lead somewhere, pictures are there, and what they say holds."""

import re
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from collection_kb.benchmark.queries import read_queries
from collection_kb.cli import main
from collection_kb.knowledge.article import SUMMARY_LIMIT, TICK_LIMIT, TOPIC_LIMIT
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import load_library
from collection_kb.lint.rules.long_sentences import LIMIT as SENTENCE_LIMIT
from tests.browser.pictures import PICTURES, TARGET
from tests.conftest import PROJECT

GUIDES: dict[Language, Path] = {"zh": PROJECT / "CONTRIBUTING.zh.md", "en": PROJECT / "CONTRIBUTING.md"}
DOCUMENTS = [*GUIDES.values(), PROJECT / "README.md", PROJECT / "README.zh.md", PROJECT / "plugins" / "README.md"]
LIBRARY = load_library(PROJECT / "docs")


def prose(file: Path) -> str:
    """Return a document without its comments, and without code, whose links are examples."""
    text = re.sub(r"<!--.*?-->|^( *)```.*?^\1```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]+`", "", text)


def anchors(file: Path) -> set[str]:
    """Return the addresses of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.relative_to(PROJECT).as_posix())
def test_links(file: Path) -> None:
    """Check that every link and picture of a document leads to a file, and to a heading that it has."""
    for target in re.findall(r"\]\(([^)]+)\)", prose(file)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        place = (file.parent / path) if path else file
        assert place.exists(), target
        assert not anchor or anchor in anchors(place), target


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures(language: Language) -> None:
    """Check that a guide uses the pictures of its language, all of them and no other, each with words."""
    text = prose(GUIDES[language])
    pictures = re.findall(r"!\[([^]]*)\]\(([^)]+)\)", text)
    made = {file.relative_to(PROJECT).as_posix() for file in TARGET.glob(f"*-{language}.png")}
    assert {target for _, target in pictures} == made
    assert {Path(target).stem.removesuffix(f"-{language}") for target in made} >= set(PICTURES) - {"form"}
    assert [target for words, target in pictures if not words.strip()] == []
    assert max((PROJECT / target).stat().st_size for target in made) < 150_000


def test_same_in_both_languages() -> None:
    """Check that both guides have the same parts in the same order, each leading to the other."""
    outlines = []
    for language, file in GUIDES.items():
        text = file.read_text(encoding="utf-8")
        outlines.append(re.findall(r"^(#+ |```\w*$|!\[|<!--|\d+\. |- \*\*)", text, re.MULTILINE))
        other = GUIDES["en" if language == "zh" else "zh"]
        assert f"]({other.name})" in text
    assert outlines[0] == outlines[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_limits(language: Language) -> None:
    """Check that the limits of the style guide are those that the rules have."""
    text = GUIDES[language].read_text(encoding="utf-8")
    words = {"zh": {10: "十", 3: "三"}, "en": {10: "ten", 3: "three"}}[language]
    said = {
        "zh": r"最多 (?P<summary>\d+) 个字。\n.*\n?.*一句最多 (?P<sentence>\d+) 个字",
        "en": r"at most (?P<summary>\d+) characters\.\n.*\n?.*A sentence has at most (?P<sentence>\d+) words",
    }[language]
    match = re.search(said, text)
    assert match
    assert int(match["summary"]) == SUMMARY_LIMIT[language]
    assert int(match["sentence"]) == SENTENCE_LIMIT[language]
    assert words[TICK_LIMIT] in text
    assert words[TOPIC_LIMIT] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands(language: Language) -> None:
    """Check that the commands that a guide names exist."""
    text = GUIDES[language].read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)$", text, re.MULTILINE)) <= targets
    commands = re.findall(r"\.venv/bin/kb ([a-z]+)(?: ([a-z]+))?((?: --[a-z]+)*)", text)
    assert commands
    for name, second, options in commands:
        command = main.get_command(click.Context(main), name)
        assert command, name
        if isinstance(command, click.Group):
            command = command.commands[second]
        assert set(options.split()) <= {option for one in command.params for option in one.opts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples(language: Language, tmp_path: Path) -> None:
    """Check that the query and the redirect of a guide are ones that would be taken."""
    query, redirect = re.findall(r"```yaml\n(.*?)```", GUIDES[language].read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "queries.yml"
    published = (PROJECT / "tests" / "data" / "queries.yml").read_text(encoding="utf-8")
    file.write_text(published + query, encoding="utf-8")
    read = read_queries(file, tuple(LIBRARY.articles))
    assert (read.mistakes, read.doubts) == ((), ())
    kinds = {one["kind"] for one in yaml.safe_load(published)["queries"]}
    assert read.queries[-1].kind in kinds
    (entry,) = yaml.safe_load(redirect)
    assert entry["to"] in LIBRARY.articles
    assert f"{entry['from']}.md" not in {one.type.path(slug) for slug, one in LIBRARY.articles.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_message(project: Path, language: Language) -> None:
    """Check that the message that a guide explains is what a trainer sees."""
    article = project / "docs" / "zh" / "objections" / "obj-no-money.md"
    spoilt = article.read_text(encoding="utf-8").replace("summary:", "sumary:")
    article.write_text(spoilt, encoding="utf-8")
    result = CliRunner().invoke(main, ["lint", "--docs", str(project / "docs"), "--lang", language])
    assert f"```\n{result.output.splitlines()[0]}\n```" in GUIDES[language].read_text(encoding="utf-8")
