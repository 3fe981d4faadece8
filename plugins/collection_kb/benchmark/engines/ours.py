"""Our own search, as a reader uses it."""

from collections.abc import Iterator
from contextlib import contextmanager

from collection_kb.benchmark.building import build_site
from collection_kb.benchmark.engines.box import boxes
from collection_kb.benchmark.engines.engine import Content, Engine


@contextmanager
def prepare(content: Content) -> Iterator[Engine]:
    """Give the search of the site, which is built unless there is one."""
    site = content.site
    if site is None:
        site = content.work / "ours"
        build_site(content.config, site)
    with boxes(site) as engine:
        yield engine
