"""Learning paths, the glossary and the page of origins, as a trainer uses them."""

import re

import pytest
from playwright.sync_api import Page, expect

from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import load_library
from tests.conftest import PROJECT

LIBRARY = load_library(PROJECT / "docs")


@pytest.mark.parametrize("id_", LIBRARY.learning_paths)
@pytest.mark.parametrize("language", ["", "/en"])
def test_self_check(page: Page, id_: str, language: str) -> None:
    """Check that every question tells right from wrong, and that its proof leads to the passage."""
    path = LIBRARY.learning_paths[id_]
    page.goto(f"{language}/paths/{id_}/")
    assert page.locator(".kb-steps li").count() == len(path.steps)
    for number, question in enumerate(path.questions):
        form = page.locator("[data-kb-question]").nth(number)
        wrong = (question.right + 1) % len(question.options)
        form.locator("input").nth(wrong).check()
        expect(form).to_have_class(re.compile("kb-is-wrong"))
        form.locator("input").nth(question.right).check()
        expect(form).to_have_class(re.compile("kb-is-right"))
        expect(form.locator("details a")).to_be_visible()
    expect(page.locator("[data-kb-score]")).to_contain_text("0 / 5")
    page.locator("[data-kb-question] details a").first.click()
    expect(page).to_have_url(re.compile(f"/{path.questions[0].article}/#{path.questions[0].section}$"))
    expect(page.locator(f"#{path.questions[0].section}")).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
def test_glossary(page: Page, language: Language) -> None:
    """Check that every term stands there in both languages with its definition and the article that uses it."""
    page.goto("/glossary/" if language == "zh" else "/en/glossary/")
    assert len(LIBRARY.lexicon) >= 90
    shown = page.locator(".kb-terms > div").evaluate_all(
        "(terms) => terms.map((term) => [term.id, term.innerText, term.querySelector('dd a')?.getAttribute('href')])"
    )
    assert {id_ for id_, _, _ in shown} == set(LIBRARY.lexicon)
    for id_, text, link in shown:
        term = LIBRARY.lexicon[id_]
        assert all(label in text for label in term.labels.values())
        assert term.definition[language] in text
        assert f"/{term.article}/" in f"/{link}"


@pytest.mark.parametrize("language", ["", "/en"])
def test_origins(page: Page, language: str) -> None:
    """Check that each of the 23 passages says what became of it, with the articles that treat it."""
    page.goto(f"{language}/origins/")
    shown = page.locator(".kb-provision").evaluate_all(
        "(all) => all.map((one) => [one.id, [...one.querySelectorAll('[data-slug]')].map((link) => link.dataset.slug)])"
    )
    assert [id_ for id_, _ in shown] == [f"S{number}" for number in range(1, 24)]
    for id_, slugs in shown:
        assert slugs == [slug for slug, article in LIBRARY.articles.items() if id_ in article.facts.seed]
        assert slugs
