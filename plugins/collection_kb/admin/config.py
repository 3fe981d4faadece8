"""What the form asks: the configuration of Sveltia CMS, which Decap CMS understands as well.

It is made from the library whenever the site is built, so it offers what lint accepts, and nothing else.
"""

import sys
from collections.abc import Iterable, Mapping

import yaml

from collection_kb.admin.host import CodeHost
from collection_kb.drafting.draft import body
from collection_kb.knowledge.article import TOPIC_LIMIT
from collection_kb.knowledge.article_type import ArticleType
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Labels
from collection_kb.knowledge.law import Provision
from collection_kb.knowledge.library import Library
from collection_kb.machine.words import word

Options = list[dict[str, str]]

TRIAL = "test-repo"
"""The back end that keeps what is written in the browser."""

_DAY = "YYYY-MM-DD"


def form_config(library: Library, host: CodeHost | None, sign_in: str) -> str:
    """Return the configuration as YAML; without a host it keeps what is written in the browser.

    `sign_in` is the address of an OAuth service for GitHub, the id of an application for GitLab; empty: access tokens.
    """
    folder = host.folder if host else "docs"
    choices = _choices(library)
    config = {
        "backend": _backend(host, sign_in) if host else {"name": TRIAL},
        **({"publish_mode": "editorial_workflow"} if host else {}),
        "media_folder": f"{folder}/assets",
        "public_folder": "/assets",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "i18n": {
            "structure": "multiple_folders",
            "locales": list(LANGUAGES),
            "default_locale": SOURCE_LANGUAGE,
        },
        "collections": [_collection(one, folder, choices) for one in library.types.values()],
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=sys.maxsize)


def entry_path(article_type: ArticleType, slug: str) -> str:
    """Return where the form shows an article, below its own page."""
    return f"#/collections/{article_type.id}/entries/{article_type.path(slug).removesuffix('.md')}"


def _backend(host: CodeHost, sign_in: str) -> dict[str, object]:
    backend: dict[str, object] = {"name": host.kind, "repo": host.repository}
    if host.branch:
        backend["branch"] = host.branch
    if host.kind == "gitlab" and host.origin != "https://gitlab.com":
        backend |= {"base_url": host.origin, "api_root": f"{host.origin}/api/v4"}
    if not sign_in:
        backend["auth_methods"] = ["token"]
    elif host.kind == "github":
        backend["base_url"] = sign_in
    else:
        backend |= {"auth_type": "pkce", "app_id": sign_in}
    return backend


def _choices(library: Library) -> Mapping[str, Options]:
    articles = {
        slug: {one: text.title for one, text in article.texts.items()} for slug, article in library.articles.items()
    }
    in_force = (provision for provision in library.provisions.values() if provision.instrument.is_in_force)
    return {
        "topics": _options({topic.id: topic.labels for topic in library.topics.values()}),
        "stage": _options({stage.id: stage.labels for stage in library.stages.values()}),
        "risk": _options({risk.id: risk.labels for risk in library.risks.values()}),
        "owner": _options({role.id: role.labels for role in library.roles.values()}),
        "provisions": _options({one.id: _provision_labels(one) for one in in_force}),
        "related": _options(articles),
    }


def _options(labels: Mapping[str, Labels]) -> Options:
    return [
        {"label": _both(one.get(language, "") for language in LANGUAGES), "value": id_} for id_, one in labels.items()
    ]


def _provision_labels(provision: Provision) -> Labels:
    short, article, subject = provision.instrument.short, provision.article, provision.subject
    return {language: f"{short[language]} {article[language]} {subject[language]}" for language in LANGUAGES}


def _both(labels: Iterable[str]) -> str:
    return " · ".join(label for label in labels if label)


def _said(key: str) -> str:
    return " ".join(word(key, language) for language in LANGUAGES)


def _collection(article_type: ArticleType, folder: str, choices: Mapping[str, Options]) -> dict[str, object]:
    is_single = article_type.folder == "."
    return {
        "name": article_type.id,
        "label": _both(article_type.plural.values()),
        "label_singular": _both(article_type.labels.values()),
        **({} if is_single else {"description": _said("form_new_hint")}),
        "folder": folder,
        "path": article_type.path(article_type.id if is_single else "{{slug}}").removesuffix(".md"),
        "slug": "{{fields._slug}}",  # typed by the author: Chinese titles make none
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": not is_single,
        "delete": False,  # a retired article leads to the one that took its place: that is no work for a form
        "i18n": True,
        "summary": "{{title}}",
        "editor": {"preview": False},
        "fields": list(_fields(article_type, choices)),
    }


def _fields(article_type: ArticleType, choices: Mapping[str, Options]) -> Iterable[dict[str, object]]:
    """Return the fields in the order of the front matter; those without `i18n` stand in the Chinese file only."""
    yield _field("title", widget="string", i18n=True)
    yield _field("summary", widget="text", i18n=True)
    yield _field("aliases", widget="list", i18n=True, required=False)
    yield _select("topics", choices, multiple=True, max=TOPIC_LIMIT, required=False)
    yield _select("stage", choices, required=False)
    yield _select("risk", choices, required=False)
    law = {"min": 1} if article_type.rests_on_law else {"required": False}
    yield _select("provisions", choices, multiple=True, **law)
    yield _select("owner", choices)
    expires = article_type.review_every is not None
    day = {"format": _DAY, "date_format": _DAY, "time_format": False}
    yield _field("reviewed", widget="datetime", **day, required=expires)
    yield _field("review_every", widget="number", value_type="int", min=1, required=False)
    yield _select("related", choices, multiple=True, required=False)
    yield _field("body", widget="text", i18n=True, default=body(article_type, SOURCE_LANGUAGE).strip())


def _field(name: str, **settings: object) -> dict[str, object]:
    label = _both(word(f"form_{name}", language) for language in LANGUAGES)
    return {"name": name, "label": label, "hint": _said(f"form_{name}_hint"), **settings}


def _select(name: str, choices: Mapping[str, Options], **settings: object) -> dict[str, object]:
    return _field(name, widget="select", options=choices[name], **settings)
