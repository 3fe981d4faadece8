"""Quantities in running text, in figures and in words: a number in a law card is traced to its provision."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_CHINESE_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1_000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}
_ENGLISH = {
    word: value
    for value, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        ),
        start=1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}
_UNITS = {
    "year": "年|[ -]?years?\\b",
    "month": "个月|[ -]?months?\\b",
    "working day": "个?工作日|[ -]?working days?\\b",
    "day": "日|天|[ -]?days?\\b",
    "hour": "个?小时|[ -]?hours?\\b",
    "minute": "分钟|[ -]?minutes?\\b",
    "week": "周|个星期|[ -]?weeks?\\b",
    "percent": "%| ?per ?cent\\b",
    "yuan": "元| ?yuan\\b",
    "": "次|倍|岁|成|分之|[ -]times\\b",
}
_NUMBER = (
    r"(?P<figures>(?<![0-9.])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    rf"|(?P<chinese>[{''.join((*_CHINESE_DIGITS, *_POWERS, *_GROUPS))}]+)"
    rf"|\b(?P<english>{'|'.join(_ENGLISH)})\b"
)
_QUANTITY = re.compile(
    rf"(?P<date>[0-9]{{4}}年[0-9]+月[0-9]+日|[0-9]+月[0-9]+日)|(?P<money>(?:RMB|CNY) ?)?(?:{_NUMBER})(?P<group>[万亿])?"
    f"(?:{'|'.join(f'(?P<unit{number}>{pattern})' for number, pattern in enumerate(_UNITS.values()))})?",
    re.IGNORECASE,
)
_FIRST_CALENDAR_YEAR = 1900


@dataclass(frozen=True)
class Quantity:
    """A number with its unit; the unit is empty when there is none or the languages count it differently.

    `in_words` tells that it is spelt out, `measured` that a measure or a counting word follows.
    """

    value: str
    unit: str
    in_words: bool
    measured: bool


def quantities(text: str) -> Iterator[Quantity]:
    """Yield every number of a text. The parts of a date and a calendar year have no unit."""
    for match in _QUANTITY.finditer(unicodedata.normalize("NFKC", text)):
        if match["date"]:
            for part in re.findall("[0-9]+", match["date"]):
                yield Quantity(str(int(part)), "", in_words=False, measured=True)
            continue
        unit = next((name for number, name in enumerate(_UNITS) if match[f"unit{number}"]), None)
        value = _value(match) * _GROUPS.get(match["group"] or "", 1)
        if unit == "year" and value >= _FIRST_CALENDAR_YEAR:
            unit = ""
        unit = "yuan" if match["money"] else unit
        yield Quantity(f"{value:.12g}", unit or "", in_words=not match["figures"], measured=unit is not None)


def stated(text: str) -> Iterator[Quantity]:
    """Yield the quantities that a reader takes for part of a rule: figures, and words with a measure.

    A single one in words ("一次", "one day") says nothing about a rule and is left out.
    """
    for quantity in quantities(text):
        if not quantity.in_words or (quantity.measured and quantity.value != "1"):
            yield quantity


def _value(match: re.Match[str]) -> float:
    if match["figures"]:
        return float(match["figures"].replace(",", ""))
    return float(_ENGLISH[match["english"].lower()] if match["english"] else _chinese(match["chinese"]))


def _chinese(text: str) -> int:
    """Return the value of a Chinese numeral, such as 二十四 or 三万五千."""
    total = group = digit = 0
    for character in text:
        if character in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[character]
        elif character in _POWERS:
            group += (digit or 1) * _POWERS[character]
            digit = 0
        else:
            total = (total + group + digit or 1) * _GROUPS[character]
            group = digit = 0
    return total + group + digit
