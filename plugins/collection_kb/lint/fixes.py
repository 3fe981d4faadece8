"""Mends what can be mended mechanically, line by line; all else of the file stays as it was."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from collection_kb.knowledge.finding import Finding


def fix(docs: Path, findings: Iterable[Finding]) -> None:
    """Mend the files below `docs` that have fixable findings."""
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
