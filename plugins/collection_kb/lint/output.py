"""Findings as text for people, as JSON for tools, as annotations for a code-hosting site."""

import json
from collections.abc import Sequence
from typing import Literal

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.language import Language

Format = Literal["text", "json", "github"]

_VERDICTS = {
    "zh": ("没有发现问题。", "共 {errors} 处错误、{warnings} 处提醒。"),
    "en": ("No problem found.", "{errors} errors, {warnings} warnings."),
}


def render(findings: Sequence[Finding], form: Format, language: Language) -> str:
    """Return the whole report."""
    if form == "json":
        return json.dumps([_as_json(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n"
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


def _as_annotation(finding: Finding, language: Language) -> str:
    text = finding.message(language).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{finding.level} file={finding.path},line={finding.line},title={finding.rule}::{text}\n"
