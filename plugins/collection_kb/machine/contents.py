"""What leads to the articles, as Markdown: the home page, the topics, and the law with its sources."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collection_kb.citations.pages import (
    InstrumentView,
    PageView,
    ProvisionView,
    area_view,
    instruments_by_rank,
    narrative_pages,
)
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.law import Area
from collection_kb.knowledge.listing import Address, Entry
from collection_kb.knowledge.taxonomy import Topic
from collection_kb.machine.markdown import COLON, SPACE
from collection_kb.machine.words import word
from collection_kb.reader.view import home_view
from collection_kb.topics.pages import TopicLink, topic_links, topic_view
from collection_kb.topics.related import Neighbourhood

TAGS = "<!-- material/tags -->"
"""Where Zensical and Material for MkDocs list all tags with their articles; the tags at an article lead there."""

_ADDRESS = re.compile(r"https?://[^\s()<>;；，（）]+[^\s()<>;；，（）.,。]")


@dataclass(frozen=True)
class Contents:
    """Writes the pages of one language; `address` gives the links, as seen from the page that is written."""

    neighbourhood: Neighbourhood
    language: Language
    address: Address

    def home(self, title: str) -> str:
        """Return the home page: what customers say, the other articles by stage of the call, the topics."""
        view = home_view(self.neighbourhood.library, self.language, self.address)
        parts = [f"# {title}", self._heading("customer_says"), self._items(view.objections)]
        for stage in view.stages:
            parts += [f"## {stage.label}", stage.hint, self._items(stage.entries)]
        return _page(*parts, self._heading("by_topic"), self._topics())

    def topics(self) -> str:
        """Return the list of all topics, and of the articles of each."""
        return _page(f"# {self._word('all_topics')}", self._topics(), TAGS)

    def topic(self, topic: Topic) -> str:
        """Return the page of a topic: what belongs to it, where to start, its articles by type."""
        view = topic_view(topic, self.neighbourhood, self.language, self.address)
        facts = {
            "belongs": view.belongs,
            "excludes": view.excludes,
            "wider": _links([view.parent] if view.parent else []),
            "narrower": _links(view.children),
            "neighbours": _links(view.neighbours),
        }
        parts = [f"# {view.label}", view.introduction, self._facts(facts)]
        if view.start:
            parts += [self._heading("start_here"), self._items(view.start)]
        for group in view.groups:
            parts += [f"## {group.label}", self._items(group.entries)]
        return _page(*parts)

    def law(self) -> str:
        """Return the way into the law: the written pages, the areas, and every instrument with its provisions."""
        library = self.neighbourhood.library
        areas = [
            area_view(area, library, self.language, self.address, with_citing=False) for area in library.areas.values()
        ]
        parts = [
            f"# {self._word('law_index')}",
            self._word("law_introduction"),
            self._word("not_advice"),
            self._items(narrative_pages(library, self.language, self.address)),
            self._heading("by_area"),
            "\n".join(f"- [{area.label}]({area.url})" for area in areas if area.provisions),
            self._heading("by_instrument"),
        ]
        for kind, instruments in instruments_by_rank(library, self.language, self.address):
            parts += [f"### {self._word(f'kind_{kind}')}", "\n".join(map(self._instrument, instruments))]
        return _page(*parts)

    def area(self, area: Area) -> str:
        """Return the provisions of an area of law, each with its source and the articles that cite it."""
        view = area_view(area, self.neighbourhood.library, self.language, self.address)
        provisions = (part for one in view.provisions for part in self._provision(one))
        return _page(f"# {view.label}", self._word("not_advice"), *provisions)

    def _provision(self, view: ProvisionView) -> Iterator[str]:
        yield f"## {view.subject} {{#{view.id}}}"
        yield f"**{view.instrument_title}{SPACE[self.language]}{view.article}**"
        yield view.rule
        facts = {
            "why": view.why,
            "note": view.note,
            "source": _ADDRESS.sub(r"<\g<0>>", view.source),
            "cited_by": " · ".join(f"[{one.title}]({one.url})" for one in view.cited_by),
        }
        yield self._facts(facts)
        foreign = [self._word("foreign")] if view.is_foreign else []
        states = [self._word(view.confidence), *foreign, view.status_note, self._word("last_checked") % view.checked]
        yield f"*{' · '.join(states)}*"

    def _instrument(self, view: InstrumentView) -> str:
        foreign = [self._word("foreign")] if view.is_foreign else []
        known = [view.title, view.number, view.issuer, self._word(f"status_{view.status}"), *foreign]
        provisions = [f"[{one.article}]({one.url})" for one in view.provisions]
        return f"- {' · '.join(one for one in (*known, *provisions) if one)}"

    def _topics(self) -> str:
        links = topic_links(self.neighbourhood, self.language, self.address).values()
        return "\n".join(self._item(one.label, one.url, one.description) for one in links)

    def _items(self, entries: Iterable[Entry | PageView]) -> str:
        return "\n".join(self._item(one.title, one.url, one.summary) for one in entries)

    def _item(self, title: str, url: str, summary: str) -> str:
        return f"- [{title}]({url}){COLON[self.language]}{summary}"

    def _facts(self, facts: dict[str, str]) -> str:
        """Return a line for each fact that is known, below its key in the words of the interface."""
        colon = COLON[self.language]
        return "\n".join(f"- **{self._word(key)}**{colon}{value}" for key, value in facts.items() if value)

    def _heading(self, key: str) -> str:
        return f"## {self._word(key)}"

    def _word(self, key: str) -> str:
        return word(key, self.language)


def _links(topics: Iterable[TopicLink]) -> str:
    return " · ".join(f"[{one.label}]({one.url})" for one in topics)


def _page(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
