"""The front matter as authors write it: the order of its keys, and the blanks around its values."""

from collections.abc import Iterable, Iterator

from collection_kb.knowledge.yaml_text import Position, YamlText

ORDER = (
    "title",
    "summary",
    "aliases",
    "topics",
    "stage",
    "risk",
    "provisions",
    "owner",
    "reviewed",
    "review_every",
    "related",
    "seed",
    "template",
    "translation_of",
)
"""What readers see first, what the article is about next, upkeep last."""

_BLANKS = " \t\u3000"


def top_keys(front: YamlText) -> list[str]:
    """Return the keys in the order in which they stand; none when two of them share a line and cannot be moved."""
    keys = list(front.value) if isinstance(front.value, dict) else []
    return keys if len({front.line((key,)) for key in keys}) == len(keys) else []


def in_order(keys: Iterable[str]) -> list[str]:
    """Return keys in their fixed order, unknown ones last."""
    return sorted(keys, key=lambda key: ORDER.index(key) if key in ORDER else len(ORDER))


def reordered(lines: list[str], front: YamlText) -> list[str]:
    """Return the lines of a file with its keys in order. What stands above a key, such as a comment, goes with it."""
    keys = top_keys(front)
    starts = [front.line((key,)) - 1 for key in keys]
    end = _end(lines)
    if not keys or end is None:
        return lines
    while starts[0] > 1 and lines[starts[0] - 1].lstrip().startswith("#"):
        starts[0] -= 1
    for number in range(1, len(starts)):
        while starts[number] - 1 > starts[number - 1] and lines[starts[number] - 1].startswith("#"):
            starts[number] -= 1
    blocks = dict(zip(keys, (lines[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)), strict=True))
    return [*lines[: starts[0]], *(line for key in in_order(keys) for line in blocks[key]), *lines[end:]]


def with_value(lines: list[str], front: YamlText, key: str, value: str) -> list[str]:
    """Return the lines of a file in which a key has this value on its own line, added last where it was not there."""
    end = _end(lines)
    keys = top_keys(front)
    if end is None or not (keys or front.value == {}):
        return lines
    line = f"{key}: {value}"
    if key not in keys:
        return [*lines[:end], line, *lines[end:]]
    start = front.line((key,)) - 1
    following = [number for other in keys if (number := front.line((other,)) - 1) > start]
    is_alone = (min(following, default=end) == start + 1) or not lines[start + 1].startswith((" ", "\t"))
    return [*lines[:start], line, *lines[start + 1 :]] if is_alone else lines


def untrimmed(front: YamlText) -> Iterator[tuple[Position, str]]:
    """Yield the place and text of every value, alone or in a list, that begins or ends with a blank."""
    values = front.value if isinstance(front.value, dict) else {}
    for key, value in values.items():
        for position, text in [((key,), value), *(((key, at), one) for at, one in enumerate(_items(value)))]:
            if isinstance(text, str) and text.strip(_BLANKS) != text:
                yield position, text


def trimmed(lines: list[str], front: YamlText) -> list[str]:
    """Return the lines of a file with such values trimmed where they stand between quotes on their line."""
    result = list(lines)
    for position, text in untrimmed(front):
        number = front.line(position) - 1
        for quote in "\"'":
            result[number] = result[number].replace(f"{quote}{text}{quote}", f"{quote}{text.strip(_BLANKS)}{quote}")
    return result


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _end(lines: list[str]) -> int | None:
    """Return the index of the line that closes the front matter."""
    return next((number for number, line in enumerate(lines) if number and line.rstrip() in {"---", "..."}), None)
