"""KB091: a character that nobody sees stands in a text and changes what is searched, copied or read."""

import re
import unicodedata
from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_UNREADABLE = {"KB006", "KB060"}
_JOINER, _STYLES, _TAGS, _FLAG = "\u200d", "\ufe0e\ufe0f", range(0xE0020, 0xE0080), "\U0001f3f4"
_VARIANTS = re.compile("[\ufe00-\ufe0d\U000e0100-\U000e01ef]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KEYCAPS = "#*0123456789"


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each character. A line that cannot be read for it has its finding already."""
    said = {(finding.path, finding.line) for finding in library.findings if finding.rule in _UNREADABLE}
    for source in library.sources:
        for match in _INVISIBLE.finditer(source.text):
            place = match.start()
            if _is_needed(source.text, place):
                continue
            line = source.text.count("\n", 0, place) + 1
            if (source.path, line) not in said:
                column = place - source.text.rfind("\n", 0, place)
                code = f"U+{ord(match[0]):04X}"
                name = unicodedata.name(match[0], "control character").lower()
                yield found(source.path, line, "KB091", column=column, name=name, code=code)


def _is_needed(text: str, place: int) -> bool:
    """Return whether it makes an emoji or chooses the form of a Chinese character."""
    character, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if character in _STYLES:
        return _is_symbol(before) or (before in _KEYCAPS and before != "")
    if character == _JOINER:
        return (_is_symbol(before) or before in _STYLES) and before != "" and _is_symbol(after)
    if ord(character) in _TAGS:
        return ord(before or " ") in _TAGS or before == _FLAG
    return bool(_VARIANTS.match(character) and _HAN.match(before))


def _is_symbol(character: str) -> bool:
    return character != "" and unicodedata.category(character) in {"So", "Sk", "Sm", "Po"} and character > "\x7f"
