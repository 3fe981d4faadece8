"""`kb topics`: explanations that add up, and disagreements."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from collection_kb.cli import main
from collection_kb.knowledge.library import load_library
from collection_kb.topics.document import passage
from collection_kb.topics.engine import model_of
from collection_kb.topics.explanation import explain
from collection_kb.topics.inference import decide
from collection_kb.topics.training import training_examples

TEXT = (
    "客户说要投诉，先把投诉渠道和工号告诉他，再问是哪句话让他不舒服，挂断后马上报告主管，等投诉处理有结果再联系客户。"
)


def test_explanation_adds_up(project: Path, tmp_path: Path) -> None:
    """Check that the explanation tells what the tagger decides, and that its terms stand in the text."""
    library = load_library(project / "docs")
    model = model_of(library, tmp_path)
    document = passage(TEXT)
    explanation = explain([document], model, training_examples(library))
    scores = model.scores(document)
    assert explanation.given == tuple(one.topic for one in decide(scores))
    assert {one.topic: pytest.approx(one.score) for one in explanation.topics} == {
        topic: score for topic, score in scores.items() if topic
    }
    terms = document.terms()
    for one in explanation.topics:
        assert all(evidence.term in terms and evidence.places == ("body",) for evidence in one.evidence)
        assert (one.margin >= 0) == one.given or one is not explanation.topics[0]
    similarities = [neighbour.similarity for neighbour in explanation.neighbours]
    assert similarities == sorted(similarities, reverse=True)


def run(project: Path, *arguments: str, text: str | None = None) -> str:
    result = CliRunner().invoke(main, ["topics", *arguments, "--docs", str(project / "docs")], input=text)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explain_an_article(project: Path, language: str) -> None:
    """Check that an article's explanation shows what is inferred and what its author declared."""
    path = project / "docs" / "zh" / "objections" / "obj-no-money.md"
    output = run(project, "explain", str(path), "--lang", language)
    declared = {
        "zh": "作者写的主题: 借口核实与异议应对 (objections)",
        "en": "Declared topics: Objections and verification (objections)",
    }
    assert declared[language] in output
    assert "(title" in output


def test_explain_standard_input(project: Path) -> None:
    """Check that any text can be piped in, and that JSON has the same content."""
    result = json.loads(run(project, "explain", "-", "--json", text=TEXT))
    assert result["declared"] is None
    assert len(result["topics"]) == 12
    assert run(project, "explain", "-", text="")


def test_suggest(project: Path) -> None:
    """Check that a plainly wrong topic is listed, with the article's file."""
    card = project / "docs" / "zh" / "law" / "law-limitation-period.md"
    card.write_text(card.read_text(encoding="utf-8").replace("topics: [law]", "topics: [coaching]"), encoding="utf-8")
    found = json.loads(run(project, "suggest", "--json"))
    assert "law-limitation-period" in [one["slug"] for one in found]
    assert "docs/zh/law/law-limitation-period.md: " in run(project, "suggest")
    assert run(project, "suggest", str(card)).count("\n") == 1
