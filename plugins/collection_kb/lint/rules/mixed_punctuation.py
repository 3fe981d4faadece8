"""KB093: marks of the other language's width stand in a text."""

import re
from collections.abc import Iterator, Mapping

from collection_kb.knowledge.body import plain
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.lint.references import written

_HAN = "\u3400-\u9fff"
_MARKS: Mapping[Language, re.Pattern[str]] = {
    "zh": re.compile(
        rf"(?<=[{_HAN}”’》）】])[,;:?!](?=\s*(?:[{_HAN}“‘《（【]|$))|\((?=[^()]*[{_HAN}][^()]*\))|(?<=[{_HAN}])\)(?=[{_HAN}])"
    ),
    "en": re.compile(rf"(?<![{_HAN}》）】])[，。；：？！（）、](?!\s*[{_HAN}《（【])"),
}
_OTHER = dict(zip(",;:?!()，。；：？！（）、", "，；：？！（）,.;:?!(),", strict=True))


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for the first such mark of a line; numbers, code, addresses and Chinese words in English pass."""
    for text, _ in written(library):
        lines = [*text.prose()]
        lines += [(text.line(key), words) for key, words in (("title", text.title), ("summary", text.summary))]
        for line, words in lines:
            match = _MARKS[text.language].search(plain(words))
            if match:
                yield found(text.path, line, "KB093", value=match[0], expected=_OTHER[match[0]])
