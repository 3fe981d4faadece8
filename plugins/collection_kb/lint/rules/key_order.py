"""KB037: the keys of the front matter stand in another order than everywhere else."""

from collections.abc import Iterator

from collection_kb.knowledge.article import FACT_KEYS
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.lint.front_matter import ORDER, top_keys
from collection_kb.lint.references import written


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding at the first key that comes too late; keys that do not belong there have one already."""
    for text, _ in written(library):
        foreign = () if text.language == SOURCE_LANGUAGE else FACT_KEYS
        latest = ORDER[0]
        for key in top_keys(text.front):
            if key not in ORDER or key in foreign:
                continue
            if ORDER.index(key) < ORDER.index(latest):
                yield found(text.path, text.line(key), "KB037", key=key, before=latest)
                break
            latest = key
