"""An article as Markdown that needs nothing of this site to be understood."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from collection_kb.citations.pages import area_path
from collection_kb.glossary.pages import GLOSSARY, TermView, term_groups
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.body import LAW_SCHEME, map_links
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.law import Provision
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.page import Page
from collection_kb.machine.words import word

Target = Callable[[str], str]
"""Gives the address for a link to the file at `folder/slug.md`; empty where a link would lead nowhere."""

_BRACKETS = {"zh": "（{}）", "en": " ({})"}
COLON = {"zh": "：", "en": ": "}
SPACE = {"zh": "", "en": " "}
_HEADING_IDS = re.compile(r"^(#+ .*?)[ \t]*\{[:#.][^{}\n]*\}[ \t]*$", re.MULTILINE)


def references(library: Library, language: Language) -> dict[str, str]:
    """Return for every provision, below its place in the law, what it says and how sure we are of it."""
    return {id_: _reference(provision, language) for id_, provision in library.provisions.items()}


def _reference(provision: Provision, language: Language) -> str:
    marks = [word(provision.confidence, language)]
    if provision.instrument.is_foreign:
        marks.append(word("foreign", language))
    if not provision.instrument.is_in_force:
        marks.append(word(f"status_{provision.instrument.status}", language))
    state = _BRACKETS[language].format(" · ".join((*marks, provision.id)))
    return f"{COLON[language]}{provision.rule[language]}{state}"


def _place(provision: Provision, language: Language) -> str:
    return SPACE[language].join((provision.instrument.short[language], provision.article[language]))


@dataclass(frozen=True)
class Writer:
    """Writes articles in one language; `references` say what its provisions are, `target` gives its links."""

    library: Library
    language: Language
    references: Mapping[str, str]
    target: Target

    def page(self, article: Article, more: str = "") -> str:
        """Return an article as a file of its own, with `more` after it, which says that it is no legal advice."""
        return self._closed(self.article(article) + (more and f"\n{more}\n"))

    def written(self, page: Page) -> str:
        """Return a page that is no article in the same way, with the provisions that its text cites."""
        cited = dict.fromkeys(link.target for link in page.citations())
        parts = [f"# {page.title}", page.summary, self._body(page.body, ""), *self._provisions(cited)]
        return self._closed("\n\n".join(part for part in parts if part) + "\n")

    def article(self, article: Article) -> str:
        """Return title, summary, facts, body and provisions. Legal references give the place, and lead to its page.

        The summary is no blockquote: those are words to be spoken.
        """
        text = article.texts[self.language]
        parts = [
            f"# {text.title}",
            text.summary,
            f"*{' · '.join(self._facts(article))}*",
            self._body(text.body, dirname(article.type.path(article.slug))),
        ]
        if article.type.id == GLOSSARY:
            parts += self._terms()
        parts += self._provisions(article.facts.provisions)
        return "\n\n".join(part for part in parts if part) + "\n"

    def _facts(self, article: Article) -> Iterator[str]:
        facts = article.facts
        yield article.type.labels[self.language]
        yield self.library.stages[article.stage].labels[self.language]
        if facts.risk != "normal":
            yield self.library.risks[facts.risk].labels[self.language]
        if facts.reviewed and facts.owner in self.library.roles:
            owner = self.library.roles[facts.owner].labels[self.language]
            yield word("checked", self.language) % (facts.reviewed.isoformat(), owner)

    def _closed(self, text: str) -> str:
        return f"{text}\n---\n\n{word('not_advice', self.language)}\n"

    def _body(self, text: str, folder: str) -> str:
        body = map_links(text.strip(), lambda words, target: self._link(words, target, folder))
        return _HEADING_IDS.sub(r"\1", body)

    def _provisions(self, ids: Iterable[str]) -> Iterator[str]:
        provisions = [self.library.provisions[id_] for id_ in ids if id_ in self.library.provisions]
        if provisions:
            yield f"## {word('provisions', self.language)}"
            yield "\n".join(
                f"- {self._cited(_place(one, self.language), one)}{self.references[one.id]}" for one in provisions
            )

    def _cited(self, words: str, provision: Provision) -> str:
        page = self.target(area_path(provision.area))
        return f"[{words}]({page}#{provision.id})" if page else words

    def _link(self, words: str, target: str, folder: str) -> str:
        if target.startswith(LAW_SCHEME):
            provision = self.library.provisions.get(target.removeprefix(LAW_SCHEME))
            if not provision:
                return words
            known = provision.instrument.short[self.language] in words
            place = "" if known else _BRACKETS[self.language].format(_place(provision, self.language))
            return self._cited(words, provision) + place
        file, mark, anchor = target.partition("#")
        if ":" in target:
            return f"[{words}]({target})"
        if not file.endswith(".md"):
            return words
        address = self.target(normpath(join(folder, file)))
        if not address:
            return words
        return f"[{words}]({address if address.endswith('.md') else address + mark + anchor})"

    def _terms(self) -> Iterator[str]:
        for group in term_groups(self.library, self.language, self.target):
            yield f"## {group.label}"
            yield "\n".join(map(self._term, group.terms))

    def _term(self, term: TermView) -> str:
        comma, space = word("list_comma", self.language), SPACE[self.language]
        also = (("also", term.synonyms), ("slang", term.slang), ("avoid", term.avoid))
        others = [f"{word(key, self.language)} {comma.join(words)}" for key, words in also if words]
        more = _BRACKETS[self.language].format(" · ".join(others)) if others else ""
        entry = f"{space}[{term.entry.title}]({term.entry.url})" if term.entry and term.entry.url else ""
        name = f"**{term.label}**{_BRACKETS[self.language].format(comma.join(term.others))}"
        return f"- {name}{COLON[self.language]}{term.definition}{more}{entry}"
