"""Reading and writing a text file that people edit: what cannot be read becomes a finding, never an exception."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from collection_kb.knowledge.finding import Finding, found

SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes; a 2 MB article is odd but legitimate, a larger one is a mistake."""

_BOM = "\ufeff"


@dataclass(frozen=True)
class Source:
    """A text file: `path` as shown in findings, `text` with LF line ends and without byte-order mark."""

    path: str
    text: str
    findings: tuple[Finding, ...] = ()


def read_source(file: Path, path: str) -> Source:
    """Return the text of `file`; a text that cannot be read is empty and has an error among its findings."""
    try:
        data = file.read_bytes()
    except OSError as error:
        return Source(path, "", (found(path, 1, "KB007", problem=error.strerror or type(error).__name__),))
    if len(data) > SIZE_LIMIT:
        return Source(path, "", (found(path, 1, "KB004", size=len(data) // 1024, limit=SIZE_LIMIT // 1024),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Source(path, "", (found(path, line, "KB001", byte=error.start + 1),))
    findings = []
    if text.startswith(_BOM):
        findings.append(found(path, 1, "KB002"))
        text = text.removeprefix(_BOM)
    if "\r" in text:
        findings.append(found(path, text.count("\n", 0, text.index("\r")) + 1, "KB003"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path, text, tuple(findings))


def write_file(file: Path, content: bytes) -> None:
    """Put this content in the place of a file's in one step: whoever reads it meanwhile sees one of them whole."""
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(content)
    if file.exists():
        shutil.copymode(file, part)
    part.replace(file)


@dataclass(frozen=True)
class Page:
    """A Markdown file cut in two; lines count from 1 in the file. `front` is None when there is no front matter."""

    front: str | None
    front_line: int
    body: str
    body_line: int


def split_page(text: str) -> Page:
    """Return front matter and body of a Markdown text."""
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], start=2):
            if line.rstrip() in {"---", "..."}:
                return Page("\n".join(lines[1 : number - 1]), 2, "\n".join(lines[number:]), number + 1)
    return Page(None, 1, text, 1)
