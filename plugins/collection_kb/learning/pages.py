"""What the pages of learning paths show, as plain values."""

from dataclasses import dataclass

from collection_kb.knowledge.language import Language
from collection_kb.knowledge.learning_path import LearningPath, Question
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, Entry, entry

PATHS = "paths/index.md"


@dataclass(frozen=True)
class StepView:
    """A step: an article and what the learner can do after it."""

    entry: Entry
    goal: str


@dataclass(frozen=True)
class QuestionView:
    """A question; `right` counts options from 0, `proof_url` leads to the passage that proves the answer."""

    question: str
    options: tuple[str, ...]
    right: int
    because: str
    proof_title: str
    proof_url: str


@dataclass(frozen=True)
class PathView:
    """A learning path."""

    id: str
    label: str
    summary: str
    url: str
    steps: tuple[StepView, ...]
    questions: tuple[QuestionView, ...]


def path_file(path: str) -> str:
    """Return the file of a path's page."""
    return f"paths/{path}.md"


def path_views(library: Library, language: Language, address: Address) -> tuple[PathView, ...]:
    """Return all paths."""
    return tuple(path_view(path, library, language, address) for path in library.learning_paths.values())


def path_view(path: LearningPath, library: Library, language: Language, address: Address) -> PathView:
    """Return a path; a step or question whose article cannot be read is left out."""
    readable = {slug: article for slug, article in library.articles.items() if language in article.texts}
    return PathView(
        id=path.id,
        label=path.labels[language],
        summary=path.summary[language],
        url=address(path_file(path.id)),
        steps=tuple(
            StepView(entry(readable[step.article], language, address), step.goal[language])
            for step in path.steps
            if step.article in readable
        ),
        questions=tuple(
            _question(question, entry(readable[question.article], language, address), language)
            for question in path.questions
            if question.article in readable
        ),
    )


def _question(question: Question, proof: Entry, language: Language) -> QuestionView:
    return QuestionView(
        question=question.question[language],
        options=tuple(option[language] for option in question.options),
        right=question.right,
        because=question.because[language],
        proof_title=proof.title,
        proof_url=f"{proof.url}#{question.section}",
    )
