"""`kb topics`: what the tagger makes of a text, and why."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from collection_kb.cli.options import cache_of, docs_option, json_option, language_option
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import Library, load_library
from collection_kb.knowledge.source import read_source, split_page
from collection_kb.topics.disagreement import Disagreement, disagreements
from collection_kb.topics.document import Document, article_document, passage
from collection_kb.topics.engine import model_of
from collection_kb.topics.explanation import Explanation, TopicExplanation, explain
from collection_kb.topics.training import training_examples

_WORDS = {
    "zh": {
        "given": "推断的主题",
        "declared": "作者写的主题",
        "none": "无",
        "spare": "高出门槛 {margin:.2f}",
        "missing": "离门槛还差 {margin:.2f}",
        "decisive": "    没有 {terms} 就不会打上",
        "similar": "最像的文本",
        "agree": "没有分歧。",
        "suggest": "写的是 {declared}；推断是 {inferred}（把握 {confidence:.2f}）",
        "none_score": "“都不是”的得分 {score:.2f}",
    },
    "en": {
        "given": "Inferred topics",
        "declared": "Declared topics",
        "none": "none",
        "spare": "{margin:.2f} above the threshold",
        "missing": "{margin:.2f} below the threshold",
        "decisive": "    would not be given without {terms}",
        "similar": "Most similar texts",
        "agree": "No disagreement.",
        "suggest": "declared {declared}; inferred {inferred} (confidence {confidence:.2f})",
        "none_score": "score of “none of them” {score:.2f}",
    },
}
_SHOWN = 5


@click.group()
def topics() -> None:
    """Infer topics, explain them, and find doubtful ones."""


@topics.command("explain")
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True, exists=True, dir_okay=False))
@language_option
@json_option
@docs_option
def explain_command(path: Path, language: Language, *, as_json: bool, docs: Path) -> None:
    """Show what speaks for each topic of PATH (an article, any text, or - for standard input)."""
    library = load_library(docs.resolve())
    article = _article_at(path, library, docs)
    examples = training_examples(library)
    explanation = explain(_documents(path, article), model_of(library, cache_of(docs)), examples)
    declared = library.declared_topics(article) if article else None
    if as_json:
        result = {"declared": declared, **asdict(explanation)}
        sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(explanation, declared, library, language)) + "\n")


@topics.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@language_option
@json_option
@docs_option
def suggest(paths: tuple[Path, ...], language: Language, *, as_json: bool, docs: Path) -> None:
    """List articles (those at PATHS, or all) whose declared topics a model that has not seen them would not choose."""
    library = load_library(docs.resolve())
    wanted = {article.slug for path in paths if (article := _article_at(path, library, docs))}
    found = disagreements(library, training_examples(library))
    found = [one for one in found if not paths or one.slug in wanted]
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2) + "\n")
        return
    lines = [f"{library.articles[one.slug].texts['zh'].path}: {_suggestion(one, language)}" for one in found]
    sys.stdout.write("\n".join(lines or [_WORDS[language]["agree"]]) + "\n")


def _article_at(path: Path, library: Library, docs: Path) -> Article | None:
    place = path.resolve()
    for article in library.articles.values():
        for text in article.texts.values():
            if docs.resolve().parent / text.path == place:
                return article
    return None


def _documents(path: Path, article: Article | None) -> list[Document]:
    if article:
        return [article_document(article.texts[one], article.type) for one in LANGUAGES if one in article.texts]
    if str(path) == "-":
        return [passage(sys.stdin.buffer.read().decode("utf-8", errors="replace"))]
    source = read_source(path, str(path))
    for finding in source.findings:
        click.echo(finding.text("zh"), err=True)
    page = split_page(source.text)
    return [passage(f"{page.front or ''}\n{page.body}")]


def _lines(
    explanation: Explanation, declared: tuple[str, ...] | None, library: Library, language: Language
) -> list[str]:
    words = _WORDS[language]

    def names(ids: tuple[str, ...]) -> str:
        labels = (f"{library.topics[id_].labels[language]} ({id_})" for id_ in ids if id_ in library.topics)
        return ", ".join(labels) or words["none"]

    lines = [f"{words['given']}: {names(explanation.given)}"]
    if declared is not None:
        lines.append(f"{words['declared']}: {names(declared)}")
    lines.append(words["none_score"].format(score=explanation.none_score))
    for one in explanation.topics[:_SHOWN]:
        lines.extend(_topic_lines(one, names((one.topic,)), words))
    lines.append(f"{words['similar']}:")
    lines.extend(f"  {one.similarity:.2f}  {one.name}: {names(one.topics)}" for one in explanation.neighbours)
    return lines


def _topic_lines(one: TopicExplanation, name: str, words: dict[str, str]) -> list[str]:
    margin = words["spare" if one.margin >= 0 else "missing"].format(margin=abs(one.margin))
    lines = [f"{'*' if one.given else ' '} {one.score:5.2f}  {name}: {margin}"]
    lines.extend(f"    {term.weight:+.3f}  {term.term} ({', '.join(term.places)})" for term in one.evidence)
    if one.decisive:
        lines.append(words["decisive"].format(terms=", ".join(one.decisive)))
    return lines


def _suggestion(one: Disagreement, language: Language) -> str:
    words = _WORDS[language]
    return words["suggest"].format(
        declared=", ".join(one.declared) or words["none"],
        inferred=", ".join(one.inferred) or words["none"],
        confidence=one.confidence,
    )
