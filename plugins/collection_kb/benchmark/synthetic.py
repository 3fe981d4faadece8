"""Made-up articles in any number, to measure what size costs: sentences of the real ones, put together anew.

An article takes its shape from one real article, and its sentences from that one and a few others of the same type,
each from the section where it stood: so vocabulary, lengths and the rules of `kb lint` stay those of the real ones.
"""

import logging
import random
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jieba
import yaml

from collection_kb.knowledge.article import SUMMARY_LIMIT, Article, Text
from collection_kb.knowledge.body import Section
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.knowledge.library import Library, load_library
from collection_kb.lint.translation import digest

SEED = 20261124
DONORS = 3
_THEME = Path(__file__).parent.parent / "theme" / "templates"
_PREFIX = re.compile(r"\s*(?:[-*+] (?:\[[ xX]\] )?|\d+\. |> ?)?")
_SENTENCE: Mapping[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[^。！？；]+(?:[。！？；]+[”’）]*|$)"),
    "en": re.compile(r".+?(?:[.!?;]+[”’)]*(?=\s|$)\s*|$)"),
}
_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"), ("（", "）"), ("【", "】"))
_TABLE = "|"

_Place = tuple[str, str, str]
"""A section, its part where the type names one, and what a line begins with."""


@dataclass(frozen=True)
class SyntheticFile:
    """A file to be written: its place below the content's folder, and its text."""

    path: str
    text: str


def enlarged(docs: Path, config: Path, number: int, work: Path) -> tuple[Path, Path]:
    """Return content and configuration of the same site with this number of made-up articles more in every language."""
    target = work / "docs"
    shutil.copytree(docs, target)
    add_synthetic(target, number)
    larger = work / "mkdocs.yml"
    changes = {"INHERIT": str(config.resolve()), "docs_dir": str(target), "theme": {"custom_dir": str(_THEME)}}
    larger.write_text(yaml.safe_dump(changes), encoding="utf-8")
    return target, larger


def add_synthetic(docs: Path, number: int, seed: int = SEED) -> None:
    """Write this number of made-up articles, in every language, beside the real ones in a copy of the content."""
    for file in synthetic_files(load_library(docs.resolve()), number, seed):
        (docs / file.path).write_text(file.text, encoding="utf-8")


def synthetic_files(library: Library, number: int, seed: int = SEED) -> Iterator[SyntheticFile]:
    """Yield the files of this number of articles in every language; the same ones for the same seed and content."""
    jieba.setLogLevel(logging.WARNING)
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    models = [
        article
        for article in library.articles.values()
        if article.type.sections and set(article.texts) == set(LANGUAGES)
    ]
    if not models:
        return
    real = (text for article in library.articles.values() for text in article.texts.values())
    phrases = _Phrases(chance, (name for text in real for name in (text.title, *text.aliases)))
    digits = len(str(number))
    for count in range(1, number + 1):
        model = chance.choice(models)
        kin = [article for article in models if article.type is model.type and article is not model]
        donors = [model, *chance.sample(kin, min(DONORS, len(kin)))]
        slug = f"{model.slug}-{count:0{digits}}"
        made_from = ""
        for language in LANGUAGES:
            writer = _Writer(model, donors, language, phrases, chance)
            front, body = writer.front(), writer.body()
            if language == SOURCE_LANGUAGE:
                made_from = digest(str(front["title"]), str(front["summary"]), front.get("aliases", ()), body)
            else:
                front["translation_of"] = made_from
            header = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
            yield SyntheticFile(f"{language}/{model.type.path(slug)}", f"---\n{header}---\n\n{body}\n")


class _Phrases:
    """Makes titles and aliases: the beginning of one and the end of another, none of them twice or a real one."""

    def __init__(self, chance: random.Random, real: Iterable[str]) -> None:
        self._chance = chance
        self._made = set(map(_letters, real))
        self._words: dict[tuple[Language, str], list[str]] = {}

    def make(self, pool: Sequence[str], language: Language) -> str:
        """Return a phrase that no other article has."""
        parts: list[str] = []
        while True:
            first, second = (
                self._cut(self._chance.choice(pool), language),
                self._cut(self._chance.choice(pool), language),
            )
            parts += [*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]]
            phrase = ("" if language == "zh" else " ").join(parts).strip()
            if _letters(phrase) not in self._made:
                self._made.add(_letters(phrase))
                return phrase

    def _cut(self, phrase: str, language: Language) -> list[str]:
        words = self._words.get((language, phrase))
        if words is None:
            words = list(jieba.cut(phrase)) if language == "zh" else phrase.split()
            self._words[language, phrase] = words
        return words


@dataclass(frozen=True)
class _Writer:
    model: Article
    donors: Sequence[Article]
    language: Language
    phrases: _Phrases
    chance: random.Random

    def front(self) -> dict[str, Any]:
        """Return the front matter."""
        own = self.model.texts[self.language]
        texts = [donor.texts[self.language] for donor in self.donors]
        aliases = [alias for text in texts for alias in text.aliases] or [own.title]
        titles = [*(text.title.strip("“”") for text in texts), *aliases]
        title = self.phrases.make(titles, self.language)
        front: dict[str, Any] = {
            "title": f"“{title.replace('“', '').replace('”', '')}”" if own.title.startswith("“") else title,
            "summary": self._summary([text.summary for text in texts]),
            "aliases": [self.phrases.make(aliases, self.language) for _ in own.aliases],
        }
        if self.language == SOURCE_LANGUAGE:
            facts = self.model.facts
            provisions = dict.fromkeys(id_ for donor in self.donors for id_ in donor.facts.provisions)
            front |= {
                "topics": list(facts.topics) if facts.topics else None,
                "stage": facts.stage,
                "risk": self.model.facts.risk,
                "provisions": list(provisions),
                "owner": facts.owner,
                "reviewed": facts.reviewed,
            }
        return {key: value for key, value in front.items() if value}

    def _summary(self, summaries: Sequence[str]) -> str:
        first, second = self.chance.choice(summaries), self.chance.choice(summaries)
        comma = "，" if self.language == "zh" else ", "
        summary = comma.join([*first.split(comma)[:1], *second.split(comma)[-1:]])
        return summary if len(summary) <= SUMMARY_LIMIT[self.language] else first

    def body(self) -> str:
        """Return the text below the front matter."""
        pool: dict[_Place, list[str]] = {}
        for donor in self.donors:
            for place, sentences in _lines(donor, donor.texts[self.language]):
                pool.setdefault(place, []).extend(sentences)
        lines: list[str] = []
        for part, section in _places(self.model, self.model.texts[self.language]):
            if section.heading.level:
                lines += [f"{'#' * section.heading.level} {section.heading.text}", ""]
            lines += [self._line(line, part, pool) for _, line in section.lines]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def _line(self, line: str, place: tuple[str, str], pool: Mapping[_Place, Sequence[str]]) -> str:
        prefix, sentences = _taken_apart(line, self.language)
        if not sentences:
            return line
        known = pool[*place, prefix.strip()[:1]]
        chosen = [self.chance.choice(known) for _ in sentences]
        return prefix + ("" if self.language == "zh" else " ").join(chosen)


def _letters(phrase: str) -> str:
    return re.sub(r"\W+", "", phrase).casefold()


def _places(article: Article, text: Text) -> Iterator[tuple[tuple[str, str], Section]]:
    """Yield the sections of a text with their places: the heading of the type, and the part that the type names."""
    labels = {section.labels[text.language] for section in article.type.walk()}
    top = part = ""
    for section in text.sections:
        heading = section.heading
        if heading.level <= 2:
            top, part = heading.text, ""
        else:
            part = heading.text if heading.text in labels else ""
        yield (top, part), section


def _lines(article: Article, text: Text) -> Iterator[tuple[_Place, list[str]]]:
    for (top, part), section in _places(article, text):
        for _, line in section.lines:
            prefix, sentences = _taken_apart(line, text.language)
            yield (top, part, prefix.strip()[:1]), sentences


def _taken_apart(line: str, language: Language) -> tuple[str, list[str]]:
    """Return what a line begins with and its sentences; none of a table or of an empty line."""
    if line.startswith(_TABLE):
        return line, []
    match = _PREFIX.match(line)
    prefix = match.group() if match else ""
    sentences: list[str] = []
    open_ = ""
    for piece in _SENTENCE[language].findall(line[len(prefix) :]):
        open_ += piece
        if _is_whole(open_):
            sentences.append(open_.strip())
            open_ = ""
    if open_.strip():
        sentences.append(open_.strip())
    return prefix, [sentence for sentence in sentences if sentence]


def _is_whole(piece: str) -> bool:
    """Return whether no emphasis, link, quotation or bracket is cut through."""
    return piece.count("**") % 2 == 0 and all(piece.count(one) == piece.count(other) for one, other in _BRACKETS)
