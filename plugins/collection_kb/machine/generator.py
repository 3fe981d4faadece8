"""What a site generator has to know of the exported tree: for Zensical, and as well for MkDocs with Material."""

from collections.abc import Mapping, Sequence

import yaml

from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.machine.words import word

_HEAD = """\
# 生成网站 To build the site: zensical build{commands}
# 填上 site_url，换语言时停在同一篇 With site_url, a change of language stays on the page
"""

Navigation = Mapping[str, str | Sequence[str]]
"""The files of each section, below the language's folder, by its label. A page alone is called by the label instead."""


def configuration_path(language: Language) -> str:
    """Return the file of the configuration of a language; that of the source language is found without being named."""
    return "mkdocs.yml" if language == SOURCE_LANGUAGE else f"mkdocs.{language}.yml"


def configuration(language: Language, name: str, sections: Navigation) -> str:
    """Return the configuration: the site stands where ours does, the other languages below the first."""
    others = [other for other in LANGUAGES if other != SOURCE_LANGUAGE]
    after = "".join(f" && zensical build -f {configuration_path(other)}" for other in others)
    root = "./" if language == SOURCE_LANGUAGE else "../"
    settings = {
        "site_name": name,
        "docs_dir": language,
        "site_dir": "site" if language == SOURCE_LANGUAGE else f"site/{language}",
        "theme": {
            "name": "material",
            "language": language,
            "font": False,
            "features": ["navigation.indexes", "navigation.prune", "search.highlight"],
        },
        "plugins": ["search", "tags"],
        "markdown_extensions": ["attr_list", "toc"],
        "extra": {
            "generator": False,
            "alternate": [
                {
                    "name": word("other_language_title", language),
                    "link": "../" if other == SOURCE_LANGUAGE else f"{root}{other}/",
                    "lang": other,
                }
                for other in LANGUAGES
                if other != language
            ],
        },
        "nav": [
            {label: files if isinstance(files, str) else list(files)} for label, files in sections.items() if files
        ],
    }
    return _HEAD.format(commands=after) + yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
