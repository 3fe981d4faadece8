"""Mends what can be mended mechanically; all else of a file stays as it was."""

import datetime as dt
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.library import load_library
from collection_kb.knowledge.source import split_page
from collection_kb.knowledge.yaml_text import YamlError, YamlText, load_yaml
from collection_kb.lint.front_matter import reordered, trimmed, with_value
from collection_kb.lint.translation import pairs
from collection_kb.lint.translation_age import is_surely_current
from collection_kb.lint.white_space import without_idle_space
from collection_kb.review.stamp import record_versions

_BOM = "\ufeff"
_DIGEST_RULES = {"KB035", "KB036"}


def fix(docs: Path, findings: Iterable[Finding], today: dt.date) -> None:
    """Mend the files below `docs` that have fixable findings, each at once or not at all."""
    findings = [finding for finding in findings if finding.rule not in _DIGEST_RULES or _is_sure(docs, finding)]
    if any(finding.rule == "KB072" for finding in findings):
        record_versions(docs, load_library(docs.resolve()), today)
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.path].append(finding)
    for path, several in by_path.items():
        file = docs.resolve().parent / path
        before = file.read_bytes() if file.is_file() else b""
        try:
            after = _mended(before.decode("utf-8"), several).encode("utf-8")
        except UnicodeDecodeError:
            continue
        if after != before:
            _write(file, after)


def _is_sure(docs: Path, finding: Finding) -> bool:
    """Return whether the English text of the finding is known to be made from the Chinese one as it is now."""
    return any(
        pair.english.path == finding.path and is_surely_current(docs.resolve(), pair)
        for pair in pairs(load_library(docs.resolve()))
    )


def _mended(text: str, findings: list[Finding]) -> str:
    rules = {finding.rule for finding in findings}
    if "KB002" in rules:
        text = text.removeprefix(_BOM)
    if "KB003" in rules:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for finding in findings:
        if finding.rule == "KB026":
            values = dict(finding.values)
            word = rf"(?<![a-z0-9-]){re.escape(values['value'])}(?![a-z0-9-])"
            lines[finding.line - 1] = re.sub(word, values["successor"], lines[finding.line - 1], count=1)
    if "KB038" in rules:
        lines = _if_same(lines, without_idle_space(lines))
        lines = _if_same(lines, trimmed(lines, front)) if (front := _front(lines)) else lines
    if "KB037" in rules and (front := _front(lines)):
        lines = _if_same(lines, reordered(lines, front))
    for finding in findings:
        if finding.rule in _DIGEST_RULES and (front := _front(lines)):
            lines = with_value(lines, front, "translation_of", f'"{dict(finding.values)["expected"]}"')
    return "\n".join(lines)


def _front(lines: list[str]) -> YamlText | None:
    page = split_page("\n".join(lines))
    try:
        return load_yaml(page.front, page.front_line) if page.front is not None else None
    except YamlError:
        return None


def _if_same(before: list[str], after: list[str]) -> list[str]:
    """Return `after` if its front matter says the same, blanks aside; a value over several lines may not survive."""
    one, other = _front(before), _front(after)
    return after if one and other and _bare(one.value) == _bare(other.value) else before


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return re.sub(r"\s*\n\s*", "\n", value).strip() if isinstance(value, str) else value


def _write(file: Path, content: bytes) -> None:
    """Put a file in the place of another in one step, so that whoever reads it meanwhile sees one of them whole."""
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(content)
    shutil.copymode(file, part)
    part.replace(file)
