"""KB051: a link leads to a place within a page that does not exist."""

import re
from collections.abc import Iterator, Mapping
from posixpath import normpath

from markdown.extensions.toc import slugify, unique

from collection_kb.glossary.pages import GLOSSARY
from collection_kb.knowledge.article import Text
from collection_kb.knowledge.body import plain
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.page import Page
from collection_kb.knowledge.suggestion import nearest
from collection_kb.lint.references import written
from collection_kb.reader.sections import section_ids

_GIVEN = re.compile(r"\{:?[^{}\n]*#([\w.:-]+)[^{}\n]*\}|<[^<>]*\b(?:id|name)=[\"']?([^\"'\s>]+)")
_GIVEN_AT_END = re.compile(r"[ \t]*\{:?[^{}]*\}$")


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each link; a page that the other language lacks is looked at in Chinese."""
    texts = {(text.language, _place(text)): text for text, _ in written(library)}
    anchors: dict[tuple[Language, str], frozenset[str]] = {}
    ids = section_ids(library.types.values())
    glossary = _anchors_of_terms(library)
    for text, folder in written(library):
        for link in text.links():
            file, mark, anchor = link.target.partition("#")
            if link.is_image or ":" in file or not (mark and anchor):
                continue
            place = normpath(f"{folder}/{file}" if folder else file) if file else _place(text)
            key = (text.language, place) if (text.language, place) in texts else (SOURCE_LANGUAGE, place)
            if key not in texts:
                continue
            if key not in anchors:
                of_terms = glossary if place == f"{GLOSSARY}.md" else frozenset()
                anchors[key] = frozenset(_anchors(texts[key], ids)) | of_terms
            if anchor not in anchors[key]:
                hint = nearest(anchor, anchors[key])
                yield found(text.path, link.line, "KB051", value=anchor, other=place, hint=hint and f"{file}#{hint}")


def _place(text: Text | Page) -> str:
    """Return the file below the folder of its language."""
    return text.path.split("/", 2)[2]


def _anchors(text: Text | Page, ids: Mapping[str, str]) -> Iterator[str]:
    """Yield the anchors of a text on the site: those written down, those of sections, those made of headings."""
    taken: set[str] = set()
    for _, line in text.prose():
        yield from (first or second for first, second in _GIVEN.findall(line))
    for section in text.sections:
        heading = section.heading
        if heading.level and not _GIVEN.search(heading.text):
            known = ids.get(heading.text) if heading.level in {2, 3} else None
            yield known or unique(slugify(plain(_GIVEN_AT_END.sub("", heading.text)), "-"), taken)
    yield from (f"tick-{number}" for number in range(1, 1 + sum(section.ticks() for section in text.sections)))


def _anchors_of_terms(library: Library) -> frozenset[str]:
    return frozenset({*library.lexicon, *(f"terms-{topic}" for topic in library.topics)})
