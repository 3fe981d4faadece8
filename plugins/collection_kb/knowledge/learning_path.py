"""Learning paths: articles in an order, with a goal a step and a self-check."""

from dataclasses import dataclass

from collection_kb.knowledge.language import Labels
from collection_kb.knowledge.record import Record

QUESTIONS = 5
"""A self-check takes as long as a coffee."""


@dataclass(frozen=True)
class Step:
    """An article and what the learner can do after it."""

    article: str
    goal: Labels


@dataclass(frozen=True)
class Question:
    """A question with one right option, counted from 0; the passage that proves it is a section of an article."""

    question: Labels
    options: tuple[Labels, ...]
    right: int
    because: Labels
    article: str
    section: str


@dataclass(frozen=True)
class LearningPath:
    """A path. What its steps and proofs point to is checked by the rules."""

    id: str
    labels: Labels
    summary: Labels
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]


def read_learning_path(record: Record) -> LearningPath:
    """Return one entry of `paths.yml`."""
    path = LearningPath(
        id=record.text("id"),
        labels=record.labels("labels"),
        summary=record.labels("summary"),
        steps=tuple(map(_read_step, record.inners("steps", required=True))),
        questions=tuple(map(_read_question, record.inners("questions", required=True))),
    )
    if len(path.questions) != QUESTIONS:
        record.report("KB068", "questions", count=len(path.questions), expected=QUESTIONS)
    record.close()
    return path


def _read_step(record: Record) -> Step:
    step = Step(article=record.text("article"), goal=record.labels("goal"))
    record.close()
    return step


def _read_question(record: Record) -> Question:
    texts = record.labels("question")
    options = []
    for inner in record.inners("options", required=True):
        options.append({language: inner.text(language) for language in texts})
        inner.close()
    right = record.number("right", required=True) or 1
    if right > len(options):
        record.report("KB069", "right", value=right, count=len(options))
        right = 1
    proof = record.inner("proof")
    question = Question(
        question=texts,
        options=tuple(options),
        right=right - 1,
        because=record.labels("because"),
        article=proof.text("article"),
        section=proof.text("section"),
    )
    proof.close()
    record.close()
    return question
