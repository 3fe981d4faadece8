"""KB072: a provision was changed, and the change is not recorded yet."""

import datetime as dt
from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library


def find(library: Library, today: dt.date) -> Iterator[Finding]:  # noqa: ARG001 - the record will carry the date
    """Yield a finding for each provision that differs from its recorded version."""
    for provision in library.provisions.values():
        version = library.versions.get(provision.id)
        if not version or version.digest != provision.digest:
            yield found(provision.path, provision.line, "KB072", value=provision.id)
