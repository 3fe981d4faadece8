"""KB092: a number that could be somebody's: identity card, mobile phone, bank card."""

import re
from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library

_ADDRESS = re.compile(r"https?://\S+")
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)}
_EDGE, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z]|\.[0-9])"
_DAY = "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_KINDS = {
    "identity": re.compile(f"{_EDGE}[1-9][0-9]{{5}}[ -]?{_DAY}[ -]?[0-9]{{3}}[0-9Xx]{_END}"),
    "mobile": re.compile(rf"(?:{_EDGE}|(?<=\+86)|(?<=\b0086)|(?<=\b86))1[3-9][0-9](?:[ -]?[0-9]{{4}}){{2}}{_END}"),
    "card": re.compile(f"{_EDGE}[3-6][0-9]{{3}}(?:[ -]?[0-9]{{4}}){{2,3}}(?:[ -]?[0-9]{{1,4}})?{_END}"),
}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_CARD_LENGTHS = range(15, 20)
_RUNS = re.compile(r"([0-9])\1{4}|([0-9]{2})\2{3}|([0-9]{4})\3")
_STAIR = 6
_STAIRS = {(digits * 2)[at : at + _STAIR] for digits in ("0123456789", "9876543210") for at in range(10)}
_KNOWN_EXAMPLES = {"13800138000"}


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each number, shown by its first digits only."""
    for source in library.sources:
        for line, text in enumerate(source.text.translate(_WIDE).split("\n"), start=1):
            for kind, digits in _numbers(_ADDRESS.sub(" ", text)) if any(map(str.isdigit, text)) else ():
                yield found(source.path, line, "KB092", kind=f"@{kind} number", value=f"{digits[:3]}…")


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    for kind, pattern in _KINDS.items():
        for match in pattern.finditer(text):
            digits = re.sub("[ -]", "", match[0]).upper()
            if _CHECKS[kind](digits) and not _is_invented(digits):
                yield kind, digits
                text = text.replace(match[0], " " * len(match[0]))


def _is_identity(digits: str) -> bool:
    """Return whether the last character is right (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECK_CHARACTERS[total % 11] == digits[-1]


def _is_card(digits: str) -> bool:
    """Return whether the last digit is right (Luhn)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return len(digits) in _CARD_LENGTHS and (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


_CHECKS = {"identity": _is_identity, "mobile": lambda _: True, "card": _is_card}


def _is_invented(digits: str) -> bool:
    """Return whether anybody sees that it is nobody's: the same digits over and over, or one after the other."""
    steps = {digits[start : start + _STAIR] for start in range(len(digits) - _STAIR + 1)}
    return digits in _KNOWN_EXAMPLES or bool(_RUNS.search(digits)) or not steps.isdisjoint(_STAIRS)
