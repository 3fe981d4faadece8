"""Files of a built site, compressed once for a server that sends them as they are (nginx: `gzip_static`)."""

import gzip
from pathlib import Path

_TEXT = {".css", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml", ".yml"}
_SMALL = 1000
"""Bytes below which the head of an answer weighs more than what is saved."""


def compress(site: Path) -> int:
    """Write `NAME.gz` beside every text of at least 1,000 bytes, the same bytes on any day; return their number."""
    files = [file for file in site.rglob("*") if file.suffix in _TEXT and file.stat().st_size >= _SMALL]
    for file in files:
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
    return len(files)
