"""Mends what can be mended mechanically, line by line; all else of the file stays as it was."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.library import load_library
from collection_kb.review.stamp import record_versions


def fix(docs: Path, findings: Iterable[Finding], today: dt.date) -> None:
    """Mend the files below `docs` that have fixable findings."""
    findings = list(findings)
    if any(finding.rule == "KB072" for finding in findings):
        record_versions(docs, load_library(docs.resolve()), today)
    renamed: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.rule == "KB026":
            renamed[finding.path].append(finding)
    for path, several in renamed.items():
        file = docs.resolve().parent / path
        lines = file.read_bytes().decode("utf-8").split("\n")
        for finding in several:
            values = dict(finding.values)
            word = rf"(?<![a-z0-9-]){re.escape(values['value'])}(?![a-z0-9-])"
            lines[finding.line - 1] = re.sub(word, values["successor"], lines[finding.line - 1], count=1)
        file.write_bytes("\n".join(lines).encode("utf-8"))
