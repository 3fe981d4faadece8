"""`kb bench topics`: figures from judged passages."""

import json
from pathlib import Path

from click.testing import CliRunner

from collection_kb.cli import main
from collection_kb.knowledge.labelled_text import LabelledText
from collection_kb.topics.quality import Judgement, confusion, figures


def judgement(has: tuple[str, ...], given: tuple[str, ...]) -> Judgement:
    return Judgement(LabelledText("x", "zh", "x", has), given)


def test_figures() -> None:
    """Check the figures on a case that can be counted by hand."""
    judged = [
        judgement(("law", "compliance"), ("law",)),
        judgement(("mindset",), ("law", "mindset")),
        judgement((), ()),
        judgement((), ("law",)),
    ]
    assert figures(judged, ("law", "compliance", "mindset")) == {
        "passages": 4,
        "micro_f1": round(2 * 2 / (2 * 2 + 2 + 1), 4),
        "macro_f1": round((2 / 4 + 0 + 1) / 3, 4),
        "main_topic_accuracy": 0.5,
        "untagged_accuracy": 0.5,
    }
    assert confusion(judged) == {"law": {"law": 1}, "mindset": {"law": 1}, "": {"": 1, "law": 1}}


def test_bench(project: Path, tmp_path: Path) -> None:
    """Check the form of the answer, and that a broken file is refused with file and line."""
    file = tmp_path / "passages.yml"
    file.write_text(
        "set: s\ncount: 1\npassages:\n- id: a\n  lang: zh\n  text: 诉讼时效三年\n  topics: [law]\n", encoding="utf-8"
    )
    docs = ["--docs", str(project / "docs")]
    result = CliRunner().invoke(main, ["bench", "topics", str(file), "--json", *docs])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.output)
    assert set(answer) == {
        "passages",
        "micro_f1",
        "macro_f1",
        "main_topic_accuracy",
        "untagged_accuracy",
        "per_language",
    }
    file.write_text("passages:\n- id: a\n  lang: zh\n  text: x\n  topics: [lav]\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["bench", "topics", str(file), *docs])
    assert result.exit_code == 1
    assert f"{file}:5: KB020" in result.output
