"""YAML that remembers its lines, and refuses what a web editor or a reader could not see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml reads the same, only slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

Position = tuple[str | int, ...]

_DEPTH_LIMIT = 12
_NUMBERS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
_DATE = "tag:yaml.org,2002:timestamp"
_NEVER_CLOSED = {"found unexpected end of stream", "found unexpected document indicator"}
"""What PyYAML says of a text between quotes."""
_NUMBER_LENGTH = 100
"""Characters. YAML 1.1 reads `59:59:59` to the base of sixty, in time that grows with the square."""


@dataclass(frozen=True)
class YamlText:
    """The value of a YAML text, and for every key and list item the line on which it stands."""

    value: object
    lines: Mapping[Position, int] = field(default_factory=dict)

    def line(self, position: Position) -> int:
        """Return the line of `position`, or of the nearest thing around it."""
        while position and position not in self.lines:
            position = position[:-1]
        return self.lines.get(position, 1)


class YamlError(Exception):
    """A text that is not the YAML we take; `line` counts from 1 within the file."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


def load_yaml(text: str, first_line: int = 1) -> YamlText:
    """Return the value of `text`, whose first line is line `first_line` of its file.

    Raises YamlError for a syntax error, a duplicate key, an anchor or alias, a tag, a second document,
    or more than twelve levels.
    """
    lines: dict[Position, int] = {(): first_line}
    try:
        reader = _Reader(text, lines, first_line)
        return YamlText(reader.document(), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.problem in _NEVER_CLOSED and error.context_mark:
            mark = error.context_mark  # reading stops far below, at the end of the text
        raise YamlError(first_line + (mark.line if mark else 0), error.problem or "syntax error") from None
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position) if isinstance(error.position, int) else first_line
        raise YamlError(line, "@control") from None


class _Reader:
    """Reads events, not nodes: PyYAML's composer would overflow the stack on deeply nested input."""

    def __init__(self, text: str, lines: dict[Position, int], first_line: int) -> None:
        self._loader = _Loader(text)
        self._rows = text.split("\n")
        self._lines = lines
        self._first_line = first_line

    def document(self) -> object:
        self._next()  # the stream starts
        if self._loader.check_event(yaml.StreamEndEvent):
            return None
        self._next()  # the document starts
        value = self._value(self._next(), ())
        self._next()  # the document ends
        if not self._loader.check_event(yaml.StreamEndEvent):
            raise YamlError(self._line(self._next()), "@document")
        return value

    def _next(self) -> yaml.Event:
        return cast("yaml.Event", self._loader.get_event())

    def _line(self, event: yaml.Event) -> int:
        return self._first_line + (event.start_mark.line if event.start_mark else 0)

    def _value(self, event: yaml.Event, position: Position) -> object:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(self._line(event), "@alias")
        if getattr(event, "tag", None):
            raise YamlError(self._line(event), "@tag")
        if len(position) > _DEPTH_LIMIT:
            raise YamlError(self._line(event), "@depth")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(position)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(position)
        return self._scalar(cast("yaml.ScalarEvent", event))

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        tag = self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag in _NUMBERS and len(event.value) > _NUMBER_LENGTH:
            raise YamlError(self._line(event), "@value")
        node = yaml.ScalarNode(tag, event.value)
        try:
            return self._loader.construct_object(node)
        except (ValueError, OverflowError, yaml.constructor.ConstructorError):
            if tag == _DATE:
                return event.value  # 31 February: a text, which whoever wants a date refuses by name
            raise YamlError(self._line(event), "@value") from None

    def _sequence(self, position: Position) -> list[object]:
        items: list[object] = []
        while not self._loader.check_event(yaml.SequenceEndEvent):
            event = self._next()
            at = (*position, len(items))
            self._lines[at] = self._line(event)
            self._refuse_swallowed(event)
            items.append(self._value(event, at))
        self._next()
        return items

    def _refuse_swallowed(self, event: yaml.Event) -> None:
        """Refuse a text that took in the item below it, since that is set further in."""
        if isinstance(event, yaml.ScalarEvent) and not event.style and event.start_mark and event.end_mark:
            first, last = event.start_mark.line, event.end_mark.line
            for number, line in enumerate(self._rows[first + 1 : last + 1]):
                if line.lstrip().startswith("- "):
                    raise YamlError(self._first_line + first + 1 + number, "did not find expected '-' indicator")

    def _mapping(self, position: Position) -> dict[str, object]:
        result: dict[str, object] = {}
        while not self._loader.check_event(yaml.MappingEndEvent):
            event = self._next()
            key = self._scalar(event) if isinstance(event, yaml.ScalarEvent) else None
            if not isinstance(key, str):
                raise YamlError(self._line(event), "@key")
            if key in result:
                raise YamlError(self._line(event), "@twice")
            at = (*position, key)
            self._lines[at] = self._line(event)
            result[key] = self._value(self._next(), at)
        self._next()
        return result
