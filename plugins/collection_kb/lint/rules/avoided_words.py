"""KB094: the site says in its own voice what the lexicon says to avoid."""

import re
from collections.abc import Iterator

from collection_kb.knowledge.body import plain
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import Library

_QUOTED = re.compile(r'\[[^\[\]]*\]\(law:[^()]*\)|“[^”]*”|‘[^’]*’|「[^」]*」|"[^"]*"|`[^`]*`')


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each line and word.

    Quotes, words of the law, aliases and sections that show wrong wording are passed over.
    """
    for language in LANGUAGES:
        labels = {
            word.casefold(): term.labels[language] for term in library.lexicon.values() for word in term.avoid[language]
        }
        if labels:
            pattern = _pattern(labels, language)
            for path, line, words in _lines(library, language):
                for match in pattern.finditer(plain(_QUOTED.sub(" ", words))):
                    yield found(path, line, "KB094", value=match[0], other=labels[match[0].casefold()])


def _pattern(words: dict[str, str], language: Language) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    edge = r"\b" if language == "en" else ""
    return re.compile(rf"{edge}(?:{'|'.join(map(re.escape, longest_first))}){edge}", re.IGNORECASE)


def _lines(library: Library, language: Language) -> Iterator[tuple[str, int, str]]:
    for article in library.articles.values():
        if language in article.texts:
            text = article.texts[language]
            yield text.path, text.line("title"), text.title
            yield text.path, text.line("summary"), text.summary
            for section in article.own_sections(language):
                yield from ((text.path, line, words) for line, words in section.prose())
    for page in library.pages:
        if page.language == language:
            yield page.path, page.line("title"), page.title
            yield page.path, page.line("summary"), page.summary
            yield from ((page.path, line, words) for line, words in page.prose())
