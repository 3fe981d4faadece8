"""What the fuzzer found, and texts that hypothesis makes up: nothing raises, nothing could run."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

FOUND = sorted((Path(__file__).parent / "found").iterdir())
PIECES = st.sampled_from(
    [
        *(
            "[",
            "](",
            ")",
            "![",
            "<",
            ">",
            "</",
            "<b",
            "<!",
            "<![",
            "{:",
            "}",
            " #",
            " .",
            "=",
            '"',
            "'",
            "`",
            "```",
            "*",
            "_",
        ),
        *(
            "&",
            "&#",
            ";",
            ":",
            "javascript",
            "law:",
            "\n",
            "\n\n",
            "    ",
            "> ",
            "- ",
            "1. ",
            "|",
            "-|-",
            "# ",
            "---\n",
            "\\",
        ),
        *(
            "\x02",
            "\x03",
            "klzzwxh:0001",
            "wzxhzdk:0",
            "onclick",
            "href",
            "src",
            "【姓名】",
            "说",
            "\u202e",
            "\ufeff",
            "http://[",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=60).map("".join))


@pytest.mark.parametrize("file", FOUND, ids=[file.name for file in FOUND])
def test_found(file: Path) -> None:
    """Check what once went wrong."""
    TARGETS[file.name.partition("-")[0]](file.read_bytes().decode("utf-8", "ignore"))


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_made_up(name: str, text: str) -> None:
    """Check texts put together from what means something to one reader or other."""
    TARGETS[name](text)
