"""What is fuzzed: each takes any text, and must neither raise nor let anything through that could run."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from markdown import Markdown
from mkdocs.structure.pages import _RawHTMLPreprocessor

from collection_kb.citations import references
from collection_kb.finder.analysis import Tables, initials, sounds, terms
from collection_kb.finder.tables import make_tables
from collection_kb.handbook.chapter import Surroundings, rewrite
from collection_kb.knowledge.article import read_article_file
from collection_kb.knowledge.body import citations, links, map_links, plain, read_sections
from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.language import LANGUAGES
from collection_kb.knowledge.library import Library, load_library
from collection_kb.knowledge.limits import beyond_limits
from collection_kb.knowledge.source import read_source
from collection_kb.knowledge.wording import check
from collection_kb.knowledge.yaml_text import YamlError, load_yaml
from collection_kb.reader import sections
from collection_kb.safety import author_markup
from collection_kb.safety.allowed import cleaned

DOCS = Path(__file__).parents[2] / "docs"
_RUNS = re.compile(r"^(?:java|vb)script:|^data:", re.IGNORECASE)


@cache
def _library() -> Library:
    return load_library(DOCS)


@cache
def _tables() -> Tables:
    return make_tables(_library())


@cache
def _scratch() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="kb-fuzz-")


class Page(HTMLParser):
    """Reads a page and complains of anything that could run."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {
            "script",
            "style",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "meta",
            "link",
        }
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in {"style", "srcset", "srcdoc", "action", "formaction"}, name
            assert not _RUNS.match(re.sub(r"[\x00-\x20]", "", value or "")) or name == "title", value


def yaml(text: str) -> None:
    """Read front matter."""
    try:
        load_yaml(text)
    except YamlError as error:
        _messages([Finding("x", error.line, "KB006", (("problem", error.problem),))])


def article(text: str) -> None:
    """Read a whole file as an article of either language."""
    library = _library()
    file = Path(_scratch().name, "obj-x.md")
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    source = read_source(file, "docs/x.md")
    vocabulary = (tuple(library.stages), tuple(library.risks))
    for language in LANGUAGES:
        read = read_article_file(source, language, library.types["objection"], vocabulary)
        _messages(read.findings)


def markdown(text: str) -> None:
    """Render a text as the build does, and as the handbook takes it on."""
    if any(beyond_limits("x", text)):
        return
    library = _library()
    markup = author_markup.makeExtension()
    md = Markdown(
        extensions=[
            *("toc", "tables", "fenced_code", "attr_list", markup),
            sections.makeExtension(
                ids=sections.section_ids(library.types.values()), placeholders=tuple(library.placeholders.values())
            ),
            references.makeExtension(
                provisions=library.provisions, address=lambda one: f"../provisions/#{one.id}", language="zh"
            ),
        ]
    )
    _RawHTMLPreprocessor()._register(md)
    first = md.convert(text)
    html = cleaned(first)
    page = Page()
    page.feed(html)
    page.close()
    assert cleaned(html) == html
    rewrite(html, Surroundings("x", lambda _target: "", lambda _provision: 1))


def wording(text: str) -> None:
    """Check a text against the red lines."""
    for match in check(text, _library().red_lines.values()):
        assert match.words


def search(text: str) -> None:
    """Analyse a text for the search."""
    for analyse in (terms, sounds, initials):
        list(analyse(text, _tables()))


def law(text: str) -> None:
    """Find headings, links and legal references, and rewrite links."""
    found = read_sections(text, 1)
    citations(links(found))
    map_links(text, lambda words, target: f"[{words}]({target})")
    for section in found:
        section.spoken()
        section.ticks()
        for _, line in section.lines:
            plain(line)


def _messages(findings: list[Finding] | tuple[Finding, ...]) -> None:
    for finding in findings:
        for language in LANGUAGES:
            finding.text(language)


TARGETS: Mapping[str, Callable[[str], None]] = {
    target.__name__: target for target in (yaml, article, markdown, wording, search, law)
}
