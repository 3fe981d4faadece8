"""Findings as text for people, as JSON for tools, as annotations and reports for code-hosting sites."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.language import Language

Format = Literal["text", "json", "github", "gitlab"]

_SEVERITIES = {"error": "major", "warning": "minor"}
_VERDICTS = {
    "zh": ("没有发现问题。", "共 {errors} 处错误、{warnings} 处提醒。"),
    "en": ("No problem found.", "{errors} errors, {warnings} warnings."),
}


def render(findings: Sequence[Finding], form: Format, language: Language) -> str:
    """Return the whole report."""
    if form == "json":
        return json.dumps([_as_json(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n"
    if form == "gitlab":
        return json.dumps(list(_as_report(findings, language)), ensure_ascii=False, indent=2) + "\n"
    if form == "github":
        return "".join(_as_annotation(finding, language) for finding in findings)
    clean, counted = _VERDICTS[language]
    errors = sum(finding.level == "error" for finding in findings)
    verdict = counted.format(errors=errors, warnings=len(findings) - errors) if findings else clean
    return "".join(f"{finding.text(language)}\n" for finding in findings) + f"{verdict}\n"


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "path": finding.path,
        "line": finding.line,
        "rule": finding.rule,
        "level": finding.level,
        "message": {"zh": finding.message("zh"), "en": finding.message("en")},
    }


def _as_report(findings: Sequence[Finding], language: Language) -> Iterator[dict[str, object]]:
    """Yield the entries of a Code Quality report.

    A fingerprint tells what is new in a change: it holds file, rule and words, and their count where they come again,
    but no line, so that a finding that only moved is still the same.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        key = json.dumps([finding.path, finding.rule, finding.values], ensure_ascii=False)
        seen[key] += 1
        yield {
            "description": finding.message(language),
            "check_name": finding.rule,
            "fingerprint": hashlib.sha256(f"{key}{seen[key]}".encode()).hexdigest(),
            "severity": _SEVERITIES[finding.level],
            "location": {"path": finding.path, "lines": {"begin": finding.line}},
        }


def _as_annotation(finding: Finding, language: Language) -> str:
    text = finding.message(language).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{finding.level} file={finding.path},line={finding.line},title={finding.rule}::{text}\n"
