"""The forms for issues: what the site fills in is what they ask for."""

import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.conftest import PROJECT, build_site, serving

GITHUB = PROJECT / ".github"
FORMS = sorted(file for file in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if file.stem != "config")
REPOSITORY = "https://git.example.com/you/kb"
NOTED = '{"网贷逾期三年": {"count": 2, "language": "zh"}, "sheriff": {"count": 1, "language": "en"}}'


def loaded(name: str) -> dict[str, Any]:
    form: dict[str, Any] = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / name).read_text(encoding="utf-8"))
    return form


def fields_of(name: str) -> set[str]:
    return {item["id"] for item in loaded(name)["body"] if "id" in item}


def check(address: str) -> dict[str, str]:
    """Check that an address fills in an existing form, and return what it fills in."""
    assert address.startswith(f"{REPOSITORY}/issues/new?")
    query = parse_qs(urlsplit(address).query, strict_parsing=True)
    given = {name: values[0] for name, values in query.items()}
    assert set(given) - {"template", "title"} <= fields_of(given["template"])
    return given


def test_filled_in(project: Path, tmp_path: Path, page: Page) -> None:
    """Check that every report that the site offers opens a form of ours, with fields that the form has."""
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("repo_url:\n", f"repo_url: {REPOSITORY}\n"), encoding="utf-8"
    )
    built = build_site(config, tmp_path / "site", "--strict")
    assert built.returncode == 0, built.stderr
    with serving(tmp_path / "site") as address:
        used = set()
        for folder in ("", "/en"):
            page.goto(f"{address}{folder}/objections/obj-no-money/")
            for link in page.locator(".kb-feedback a").all():
                given = check(link.get_attribute("href") or "")
                assert {"page", "file", "date"} <= set(given)
                assert "obj-no-money" in given["title"]
                used.add(given["template"])
            page.evaluate("noted => localStorage.setItem('kb-missing-queries', noted)", NOTED)
            page.goto(f"{address}{folder}/missing/")
            expect(page.locator("[data-kb-missing-report]")).to_be_visible()
            given = check(page.locator("[data-kb-missing-report]").get_attribute("href") or "")
            assert given["queries"].splitlines() == ["- 网贷逾期三年 (zh, 2)", "- sheriff (en, 1)"]
            used.add(given["template"])
    assert used == {form.name for form in FORMS} - {"missing.yml"}


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_form(file: Path) -> None:
    """Check that a form labels its issues, speaks both languages, and asks for no data of customers."""
    form = loaded(file.name)
    assert form["labels"] == [file.stem]
    texts = [form["name"], *(item["attributes"]["label"] for item in form["body"] if "id" in item)]
    assert [text for text in texts if text.isascii() or " · " not in text] == []
    assert "不要写客户的姓名" in form["body"][0]["attributes"]["value"]


def test_schema(tmp_path: Path) -> None:
    """Check that `make lint` would refuse a form with a misspelt key."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert "--builtin-schema vendor.github-issue-forms" in makefile
    text = FORMS[0].read_text(encoding="utf-8")
    for content, passes in ((text, True), (text.replace("description:", "explanation:", 1), False)):
        (tmp_path / "form.yml").write_text(content, encoding="utf-8")
        command = [f"{Path(sys.executable).parent}/check-jsonschema", "--builtin-schema", "vendor.github-issue-forms"]
        done = subprocess.run([*command, "form.yml"], cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode == 0) == passes


def test_checklist() -> None:
    """Check that the checklist of pull requests is in both languages, Chinese first."""
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    items = text.split("- [ ] ")[1:]
    assert len(items) == 6
    assert [item for item in items if item.splitlines()[0].isascii() or not item.splitlines()[1].isascii()] == []
