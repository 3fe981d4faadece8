"""Review dates: the queue, the stamp, the banner on the day of reading, and what a change of the law sets off."""

import datetime as dt
import json
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page, expect

from collection_kb.cli import main
from collection_kb.knowledge.library import load_library
from tests.conftest import PROJECT, build_site


def run(project: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*arguments, "--docs", str(project / "docs")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def change_provision(project: Path) -> None:
    file = project / "docs" / "_data" / "law" / "provisions" / "limitation.yml"
    text = file.read_text(encoding="utf-8")
    start = text.index("- id: civil-code-188-189")
    rule = text.index("    zh:", text.index("  rule:", start)) + len("    zh: ")
    file.write_text(text[:rule] + "新规：" + text[rule:], encoding="utf-8")


def test_due_by_age(project: Path) -> None:
    """Check that a law card is due ninety days after its review, not before; types without a term never are."""
    assert run(project, "review", "due", "--on", "2027-02-21") == (0, "没有到期的文章。\n")
    code, output = run(project, "review", "due", "--on", "2027-02-22", "--json")
    assert code == 0
    assert [(one["slug"], one["due"]) for one in json.loads(output)] == [("law-limitation-period", "2027-02-22")]
    assert "obj-no-money" in run(project, "review", "due", "--on", "2027-02-22", "--within", "100")[1]
    assert "listen-and-ask" not in run(project, "review", "due", "--on", "2999-01-01")[1]


def test_lint_warns_of_what_is_due(project: Path) -> None:
    """Check that an old date is a warning and a date in the future an error, at its line."""
    code, output = run(project, "lint", "--on", "2027-02-22")
    assert code == 0
    assert output.startswith("docs/zh/law/law-limitation-period.md:8: KB071")
    code, output = run(project, "lint", "--on", "2026-11-23")
    assert code == 1
    assert "docs/zh/law/law-limitation-period.md:8: KB019" in output
    assert "docs/_data/law/provisions/limitation.yml:" in output


def test_stamp(project: Path) -> None:
    """Check that a stamp changes one line, and the article is no longer due."""
    file = project / "docs" / "zh" / "law" / "law-limitation-period.md"
    before = file.read_text(encoding="utf-8").split("\n")
    assert run(project, "review", "stamp", "law-limitation-period", "--on", "2027-02-22")[0] == 0
    after = file.read_text(encoding="utf-8").split("\n")
    assert [line for line in after if line not in before] == ["reviewed: 2027-02-22"]
    assert run(project, "review", "due", "--on", "2027-02-22")[1] == "没有到期的文章。\n"


def test_stamp_of_an_unknown_article(project: Path) -> None:
    """Check that a misspelt slug changes nothing and is told."""
    code, output = run(project, "review", "stamp", "law-limitation", "--lang", "en")
    assert code == 2
    assert "Did you mean “law-limitation-period”?" in output


def test_changed_provision(project: Path) -> None:
    """Check that a changed rule makes its articles due at once, stays so once recorded, until they are reviewed."""
    change_provision(project)
    code, output = run(project, "lint", "--on", "2026-12-01")
    assert code == 0
    assert "limitation.yml:5: KB072" in output
    assert "law-limitation-period.md:8: KB071" in output
    assert "obj-no-money" not in output
    run(project, "lint", "--fix", "--on", "2026-12-01")
    versions = load_library(project / "docs").versions
    assert [one.id for one in versions.values() if one.changed] == ["civil-code-188-189"]
    assert versions["civil-code-188-189"].changed == dt.date(2026, 12, 1)
    assert "(法规变了：civil-code-188-189)" in run(project, "review", "due", "--on", "2026-12-01")[1]
    run(project, "review", "stamp", "law-limitation-period", "--on", "2026-12-01")
    assert run(project, "lint", "--on", "2026-12-01") == (0, "没有发现问题。\n")


def test_impact(project: Path) -> None:
    """Check that every article, section and language that rests on a provision or an instrument is listed."""
    code, output = run(project, "law", "impact", "civil-code-188-189", "--json")
    assert code == 0
    places = {(one["article"], one["language"], one["section"]) for one in json.loads(output)}
    assert places == {
        ("law-limitation-period", "zh", ""),
        ("law-limitation-period", "zh", "一句话答案"),
        ("law-limitation-period", "zh", "出处"),
        ("law-limitation-period", "en", "Answer"),
        ("law-limitation-period", "en", "Source"),
    }
    assert "1 篇文章、5 处" in run(project, "law", "impact", "civil-code")[1]
    code, output = run(project, "law", "impact", "civil-code-188-198", "--lang", "en")
    assert code == 2
    assert "Did you mean “civil-code-188-189”?" in output


def test_banner_on_the_day_of_reading(page: Page) -> None:
    """Check that the same build shows no banner before the day and one on it, in both languages."""
    due = next(iter(json.loads(CliRunner().invoke(main, ["review", "due", "--within", "99999", "--json"]).output)))
    day = dt.date.fromisoformat(due["due"])
    path = f"/{due['type']}/{due['slug']}/"
    for language, words in (("", "该复核了"), ("/en", "Due for review")):
        for offset, visible in ((-1, False), (0, True)):
            page.clock.set_fixed_time(dt.datetime.combine(day + dt.timedelta(days=offset), dt.time(12)))
            page.goto(language + path)
            assert page.locator(".kb-due").is_visible() is visible
        expect(page.locator(".kb-due")).to_contain_text(words)


def test_queue_page(page: Page) -> None:
    """Check that the queue lists all expiring articles, the earliest first, and marks those whose day has come."""
    articles = json.loads(CliRunner().invoke(main, ["review", "due", "--within", "99999", "--json"]).output)
    page.clock.set_fixed_time(dt.datetime.fromisoformat(articles[0]["due"] + "T12:00:00"))
    page.goto("/review/")
    rows = page.locator("tr[data-slug]")
    assert [row.get_attribute("data-slug") for row in rows.all()] == [one["slug"] for one in articles]
    assert page.locator("tr.kb-is-due").count() == sum(one["due"] == articles[0]["due"] for one in articles)
    assert page.request.get("/review.json").json() == {"version": 1, "articles": articles}


def test_one_line_change(project: Path) -> None:
    """Check that with a repository the banner links to the file and shows the line to put there."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8") + "repo_url: https://github.com/example/kb\nedit_uri: edit/main/docs/\n"
    config.write_text(text, encoding="utf-8")
    result = build_site(config, project / "site", "--strict")
    assert result.returncode == 0, result.stderr
    html = (project / "site" / "law" / "law-limitation-period" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://github.com/example/kb/edit/main/docs/zh/law/law-limitation-period.md"' in html
    assert "data-kb-today" in html


def test_published_articles_are_recorded() -> None:
    """Check that every provision's recorded version is the present one."""
    library = load_library(PROJECT / "docs")
    assert {one.id: one.digest for one in library.provisions.values()} == {
        one.id: one.digest for one in library.versions.values()
    }
