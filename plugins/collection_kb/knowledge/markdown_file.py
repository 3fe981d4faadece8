"""A Markdown file with front matter: cut, parsed, and ready to be read by key."""

from dataclasses import dataclass

from collection_kb.knowledge.body import Section, read_sections
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.limits import beyond_limits
from collection_kb.knowledge.record import Record
from collection_kb.knowledge.source import Source, split_page
from collection_kb.knowledge.yaml_text import YamlError, YamlText, load_yaml


@dataclass(frozen=True)
class MarkdownFile:
    """Front matter and body of a file; `record` collects its findings."""

    record: Record
    front: YamlText
    body: str
    sections: tuple[Section, ...]


def read_markdown_file(source: Source, findings: list[Finding]) -> MarkdownFile | None:
    """Return the file; None, and a finding, when it or its front matter cannot be read."""
    path = source.path
    findings.extend(source.findings)
    beyond = tuple(beyond_limits(path, source.text))
    if beyond:
        findings.extend(beyond)
        return None
    page = split_page(source.text)
    if page.front is None:
        if source.text or not source.findings:
            findings.append(found(path, 1, "KB005"))
        return None
    try:
        front = load_yaml(page.front, page.front_line)
    except YamlError as error:
        findings.append(found(path, error.line, "KB006", problem=error.problem))
        return None
    if not isinstance(front.value, dict):
        findings.append(found(path, page.front_line, "KB006", problem="@mapping"))
        return None
    return MarkdownFile(Record(path, front, (), findings), front, page.body, read_sections(page.body, page.body_line))
