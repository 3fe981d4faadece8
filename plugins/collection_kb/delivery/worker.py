"""The service worker: after one visit every page works without the network, wholly of one version."""

import base64
import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

from collection_kb.delivery.policy import FORM

WORKER = "sw.js"
_NOT_CACHED = (".conf", ".xml", ".txt", ".json", ".pdf", ".gz", ".map", ".md")
"""What readers never open in a browser; machines that want it have a network."""

_NOT_ON_THE_PHONE = re.compile(r"(?:en/)?lint/")
"""Pages for trainers at their desk, many and seldom read."""


def cached_files(site: Path) -> dict[str, str]:
    """Return the files that the worker keeps, with the digest of each, by path below the site's root."""
    return {
        path: base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()
        for file in sorted(site.rglob("*"))
        if file.is_file()
        and not (path := file.relative_to(site).as_posix()).endswith(_NOT_CACHED)
        and path != WORKER
        and not _NOT_ON_THE_PHONE.match(path)
        and not path.startswith((".", "_", FORM))
    }


def worker(site: Path) -> str:
    """Return the worker for a built site. Its version is that of the content: the same files, the same worker."""
    kept = cached_files(site)
    version = hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:12]
    template = files(__package__).joinpath("worker.js").read_text(encoding="utf-8")
    listed = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    template = template.replace('"FORM"', json.dumps(FORM))
    return template.replace('"VERSION"', f'"{version}"').replace('{ "FILES": "" }', listed)
