"""YAML remembers its lines and refuses what we do not take."""

import datetime as dt

import pytest

from collection_kb.knowledge.yaml_text import YamlError, load_yaml


def test_lines_count_within_the_file() -> None:
    """Check that keys and list items know their line, counted from the first line given."""
    data = load_yaml("title: x\naliases:\n  - a\n  - b\nlabels: {zh: 甲, en: a}\n", first_line=2)
    assert data.value == {"title": "x", "aliases": ["a", "b"], "labels": {"zh": "甲", "en": "a"}}
    assert [data.line(key) for key in (("title",), ("aliases", 1), ("labels", "en"), ("nowhere",))] == [2, 5, 6, 2]


def test_dates_are_dates() -> None:
    """Check that an unquoted day is read as a day."""
    assert load_yaml("reviewed: 2026-11-24").value == {"reviewed": dt.date(2026, 11, 24)}


def test_no_day() -> None:
    """Check that a day that no calendar has stays a text, so that whoever wants a day can name the key."""
    assert load_yaml("reviewed: 2026-13-01").value == {"reviewed": "2026-13-01"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1", 3),
        ("a: 1\n---\nb: 1", 2),
        ("- " * 100_000, 1),
        ("a: 1\na: 2", 2),
        ("a: &x 1\nb: *x", 1),
        ("a: !!python/object/apply:os.system [echo]", 1),
        ("? [a, b]\n: c", 1),
        ("a: b\n\tc: d", 2),
        ("a: \x07", 1),
        ("a: " + "[" * 40 + "]" * 40, 1),
        ("a: " + "[" * 100_000, 1),
        ("- a\n- b: *missing", 2),
        ("a: 'b\nc: d", 1),
        ("- a\n- b\n - c", 3),
    ],
)
def test_refused(text: str, line: int) -> None:
    """Check that a text we do not take is one error with its line, whatever it is."""
    with pytest.raises(YamlError) as error:
        load_yaml(text)
    assert error.value.line == line
    assert error.value.problem


def test_bomb_is_refused_quickly() -> None:
    """Check that aliases that multiply are refused, not expanded."""
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    with pytest.raises(YamlError):
        load_yaml("\n".join(lines))
