"""What the form asks, and where it hands in."""

import datetime as dt
import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from collection_kb.admin.config import entry_path, form_config
from collection_kb.admin.host import CodeHost, read_code_host
from collection_kb.admin.package import PackageError, package_files
from collection_kb.drafting.draft import Draft, draft_files
from collection_kb.knowledge.article import FACT_KEYS
from collection_kb.knowledge.library import load_library
from collection_kb.lint.engine import find
from tests.conftest import PROJECT

GITHUB = CodeHost("github", "https://github.com", "you/kb", "main", "docs")
PACKAGE = PROJECT / "node_modules" / "@sveltia" / "cms"

BEYOND_DECAP = {"auth_methods"}
"""What Decap CMS passes over: it has one way to sign in."""

DECAP = {
    *("backend", "publish_mode", "media_folder", "public_folder", "slug", "i18n", "collections"),
    *("name", "repo", "branch", "base_url", "api_root", "auth_type", "app_id"),
    *("encoding", "clean_accents", "structure", "locales", "default_locale"),
    *("label", "label_singular", "description", "folder", "path", "extension", "format", "create", "delete", "summary"),
    *("editor", "preview", "fields", "hint", "widget", "required", "default", "options", "value"),
    *("multiple", "min", "max", "date_format", "time_format", "value_type"),
}


def config_of(docs: Path, host: CodeHost | None = None, sign_in: str = "") -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load(form_config(load_library(docs), host, sign_in))
    return config


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "expected"),
    [
        ("https://github.com/you/kb", "edit/main/docs/", GITHUB),
        ("https://github.com/you/kb.git/", "edit/main/docs", GITHUB),
        ("https://github.com/you/kb", None, CodeHost("github", "https://github.com", "you/kb", "", "docs")),
        (
            "https://gitlab.com/team/group/kb",
            "-/edit/live/kb/docs/",
            CodeHost("gitlab", "https://gitlab.com", "team/group/kb", "live", "kb/docs"),
        ),
        (
            "https://gitlab.example:8443/you/kb",
            "edit/main/docs/",
            CodeHost("gitlab", "https://gitlab.example:8443", "you/kb", "main", "docs"),
        ),
        ("https://bitbucket.org/you/kb", "src/default/docs/", None),
        ("https://github.com/you", None, None),
        ("http://github.com/you/kb", None, None),
        ("https://github.com.evil.example/you/kb", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_code_host(repo_url: str | None, edit_uri: str | None, expected: CodeHost | None) -> None:
    """Check that the repository, its branch and its folder are read from what MkDocs knows."""
    assert read_code_host(repo_url, edit_uri) == expected


@pytest.mark.parametrize(
    ("host", "sign_in", "expected"),
    [
        (None, "", {"name": "test-repo"}),
        (GITHUB, "", {"name": "github", "repo": "you/kb", "branch": "main", "auth_methods": ["token"]}),
        (
            GITHUB,
            "https://sign-in.example",
            {"name": "github", "repo": "you/kb", "branch": "main", "base_url": "https://sign-in.example"},
        ),
        (
            CodeHost("gitlab", "https://gitlab.example", "you/kb", "", "docs"),
            "4711",
            {
                "name": "gitlab",
                "repo": "you/kb",
                "base_url": "https://gitlab.example",
                "api_root": "https://gitlab.example/api/v4",
                "auth_type": "pkce",
                "app_id": "4711",
            },
        ),
    ],
)
def test_backend(project: Path, host: CodeHost | None, sign_in: str, expected: dict[str, object]) -> None:
    """Check that the form hands in where the articles are kept, as pull requests."""
    config = config_of(project / "docs", host, sign_in)
    assert config["backend"] == expected
    assert config.get("publish_mode") == ("editorial_workflow" if host else None)


@pytest.mark.parametrize("host", [None, GITHUB])
def test_the_editor_understands_it(host: CodeHost | None) -> None:
    """Check the configuration against the schema of the editor, and that it asks nothing that Decap CMS lacks."""
    config = config_of(PROJECT / "docs", host)
    schema = json.loads((PACKAGE / "schema" / "sveltia-cms.json").read_text(encoding="utf-8"))
    jsonschema.validate(config, schema)
    assert set(keys(config)) <= DECAP | BEYOND_DECAP


def test_every_choice_passes_lint(project: Path) -> None:
    """Check that an article of every type with any value that the form offers has no finding about that value."""
    docs = project / "docs"
    config = config_of(docs)
    for collection in config["collections"]:
        if not collection["create"]:
            continue
        fields = {field["name"]: field for field in collection["fields"]}
        offered = {
            name: [option["value"] for option in field["options"]]
            for name, field in fields.items()
            if field["widget"] == "select"
        }
        assert set(offered) == {"topics", "stage", "risk", "provisions", "owner", "related"}
        for number, values in enumerate(zip_longest(*offered.values())):
            chosen = {name: value or offered[name][0] for name, value in zip(offered, values, strict=True)}
            front: dict[str, object] = {
                name: [value] if fields[name].get("multiple") else value for name, value in chosen.items()
            }
            front |= {"title": "A", "summary": "A", "reviewed": dt.date(2026, 11, 24)}
            text = f"---\n{yaml.safe_dump(front)}---\n\n{fields['body']['default']}\n"
            path = collection["path"].replace("{{slug}}", f"{collection['name']}-choice-{number}")
            (docs / "zh" / path).parent.mkdir(exist_ok=True)
            (docs / "zh" / f"{path}.md").write_text(text, encoding="utf-8")
    findings = find(docs, today=dt.date(2026, 11, 24))
    assert sum("-choice-" in finding.path for finding in findings) >= 6
    allowed = {"KB030", "KB037", "KB095"}  # no translation, keys in order of the alphabet, marks to be replaced
    assert {finding.rule for finding in findings if "-choice-" in finding.path} == allowed


def test_english_has_no_facts(project: Path) -> None:
    """Check that the English side asks for language only, and that every key that lint knows is asked or kept."""
    for collection in config_of(project / "docs")["collections"]:
        fields = collection["fields"]
        assert {field["name"] for field in fields if field.get("i18n")} == {"title", "summary", "aliases", "body"}
        asked = {field["name"] for field in fields if not field.get("i18n")}
        assert asked == set(FACT_KEYS) - {"seed"}
        order = [field["name"] for field in fields if field["name"] in FACT_KEYS]
        assert order == [key for key in FACT_KEYS if key in asked]


def test_address_of_an_article(project: Path) -> None:
    """Check where the form shows an article, and the one that stands alone in its type."""
    types = load_library(project / "docs").types
    assert entry_path(types["law"], "law-x") == "#/collections/law/entries/law/law-x"
    assert entry_path(types["glossary"], "glossary") == "#/collections/glossary/entries/glossary"


def test_outline(project: Path) -> None:
    """Check that the form begins an article as `kb new` does: with headings and marks to be replaced."""
    guides = next(one for one in config_of(project / "docs")["collections"] if one["name"] == "guide")
    text = next(field for field in guides["fields"] if field["name"] == "body")["default"]
    draft = Draft(load_library(project / "docs").types["guide"], "one", {"zh": "", "en": ""}, (), "")
    assert draft_files(draft, dt.date(2026, 11, 24))["zh/guides/one.md"].endswith(f"---\n\n{text}\n")
    assert "【待填：" in text


def test_another_package(tmp_path: Path) -> None:
    """Check that a package whose addresses are others is refused, not served to call a CDN."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "npm" / "assets").mkdir(parents=True)
    (tmp_path / "package.json").write_text('{"version": "9.9.9"}', encoding="utf-8")
    (tmp_path / "dist" / "sveltia-cms.js").write_text("fetch('https://cdn.example/')", encoding="utf-8")
    with pytest.raises(PackageError, match=r"9\.9\.9"):
        list(package_files(tmp_path))
    script = dict(package_files(PACKAGE))["sveltia-cms.js"].decode()
    assert "https://unpkg.com/@sveltia/cms" not in script
    assert "cdn.jsdelivr.net" not in script
