"""The lexicon: terms of the trade with their synonyms and the words of the floor."""

from collections.abc import Mapping
from dataclasses import dataclass

from collection_kb.knowledge.language import LANGUAGES, Labels, Language
from collection_kb.knowledge.record import Record

DEFINITION_LIMIT: Mapping[Language, int] = {"zh": 40, "en": 120}
"""Characters: a definition is one line."""


TOPIC_LIMIT = 2


@dataclass(frozen=True)
class LexiconTerm:
    """One term. The site never uses words of `avoid` in its own voice; `article` is a slug."""

    id: str
    labels: Labels
    definition: Labels
    synonyms: Mapping[Language, tuple[str, ...]]
    slang: Mapping[Language, tuple[str, ...]]
    avoid: Mapping[Language, tuple[str, ...]]
    article: str
    topics: tuple[str, ...]
    path: str
    line: int

    def words(self, language: Language) -> tuple[str, ...]:
        """Return every word for the term."""
        return (self.labels[language], *self.synonyms[language], *self.slang[language])


def read_lexicon_term(record: Record) -> LexiconTerm:
    """Return one entry of `lexicon.yml`; whether its article and topics exist is checked by the rules."""
    term = LexiconTerm(
        id=record.text("id"),
        labels=record.labels("labels"),
        definition=record.labels("definition"),
        synonyms=_words(record, "synonyms"),
        slang=_words(record, "slang"),
        avoid=_words(record, "avoid"),
        article=record.text("article"),
        topics=record.texts("topics", required=True),
        path=record.path,
        line=record.line("id"),
    )
    if len(term.topics) > TOPIC_LIMIT:
        record.report("KB018", "topics", key="topics", limit=TOPIC_LIMIT, count=len(term.topics))
    for language in LANGUAGES:
        length = len(term.definition[language])
        if length > DEFINITION_LIMIT[language]:
            record.report("KB017", "definition", language, length=length, limit=DEFINITION_LIMIT[language])
        for index, word in enumerate(term.avoid[language]):
            if word not in term.words(language):
                record.report("KB067", "avoid", language, index, value=word)
    record.close()
    return term


def _words(record: Record, key: str) -> dict[Language, tuple[str, ...]]:
    if not record.has(key):
        record.know(key)
        return dict.fromkeys(LANGUAGES, ())
    inner = record.inner(key)
    words: dict[Language, tuple[str, ...]] = {language: inner.texts(language) for language in LANGUAGES}
    inner.close()
    return words
