"""Articles to read next, each with the reason: a link, a shared provision, a shared topic, the next step."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.topics.tagging import TagsOf

Reason = Literal["author", "next", "link", "provision", "topic"]

LIMIT = 4
SHORTLIST = 12
"""Articles of a topic that are candidates for all others of it: so the work stays linear in the number of articles."""

_LINK = 3.0
_NEXT = 1.5
_MAIN_TOPIC = 2.0
_TOPIC = 1.0
_PROVISION = 1.5
_COMMON = 12
"""A provision on which more articles rest than these tells nothing about any two of them."""


@dataclass(frozen=True)
class Related:
    """An article to read next; `reason` is the strongest one."""

    slug: str
    reason: Reason


class Neighbourhood:
    """Indices over a library that find the neighbours of each article."""

    def __init__(self, library: Library, tags: TagsOf) -> None:
        self.library = library
        self.tags = tags
        self._stages = list(library.stages)
        self._links = {slug: _links(article, library) for slug, article in library.articles.items()}
        self.referrers: Mapping[str, int] = _count(self._links)
        self._resting: dict[str, list[str]] = defaultdict(list)
        members: dict[str, list[str]] = defaultdict(list)
        for slug, article in library.articles.items():
            for provision in article.facts.provisions:
                self._resting[provision].append(slug)
            for topic in tags[slug].topics:
                members[topic].append(slug)
        self._shortlists = {topic: self.best(topic, slugs)[:SHORTLIST] for topic, slugs in members.items()}
        self.members: Mapping[str, list[str]] = {topic: members.get(topic, []) for topic in library.topics}

    def best(self, topic: str, slugs: list[str]) -> list[str]:
        """Return articles of a topic, those first that represent it best: its own, not shared, often linked to."""

        def rank(slug: str) -> tuple[int, int, int, str]:
            topics = self.tags[slug].topics
            return (topics.index(topic), -self.referrers.get(slug, 0), len(topics), slug)

        return sorted(slugs, key=rank)

    def related(self, article: Article) -> tuple[Related, ...]:
        """Return at most four articles to read next; those that the author named come first."""
        chosen = [Related(slug, "author") for slug in article.facts.related if slug in self.library.articles]
        evidence = self._evidence(article)
        for slug in (article.slug, *article.facts.related):
            evidence.pop(slug, None)
        ranked = sorted(evidence, key=lambda slug: (-sum(evidence[slug].values()), slug))
        for slug in ranked:
            reasons = evidence[slug]
            chosen.append(Related(slug, max(reasons, key=lambda reason: reasons[reason])))
        return tuple(chosen[:LIMIT])

    def _evidence(self, article: Article) -> dict[str, dict[Reason, float]]:
        evidence: dict[str, dict[Reason, float]] = defaultdict(dict)
        for slug in self._links[article.slug]:
            evidence[slug]["link"] = _LINK
        for provision in article.facts.provisions:
            resting = self._resting[provision]
            if len(resting) <= _COMMON:
                for slug in resting:
                    evidence[slug]["provision"] = _PROVISION
        own = self.tags[article.slug].topics
        for topic in own:
            for slug in self._shortlists[topic]:
                both_main = own[0] == self.tags[slug].topics[0] == topic
                weight = _MAIN_TOPIC if both_main else _TOPIC
                evidence[slug]["topic"] = evidence[slug].get("topic", 0.0) + weight
        for slug, reasons in evidence.items():
            if self._is_next_step(article, self.library.articles[slug]):
                reasons["next"] = _NEXT + reasons.pop("link", 0.0)
        return evidence

    def _is_next_step(self, article: Article, other: Article) -> bool:
        return self._stages.index(other.stage) == self._stages.index(article.stage) + 1


def _links(article: Article, library: Library) -> tuple[str, ...]:
    slugs = (
        link.target.partition("#")[0].rpartition("/")[2].removesuffix(".md")
        for link in article.texts[SOURCE_LANGUAGE].links()
        if link.target.partition("#")[0].endswith(".md")
    )
    return tuple(dict.fromkeys(slug for slug in slugs if slug in library.articles and slug != article.slug))


def _count(links: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    counted: dict[str, int] = defaultdict(int)
    for targets in links.values():
        for target in targets:
            counted[target] += 1
    return dict(counted)
