"""Pagefind, extended for Chinese, on the pages of the articles, asked through its own interface in the browser."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from collection_kb.benchmark.engines.box import boxes
from collection_kb.benchmark.engines.engine import BenchError, Content, Engine
from collection_kb.benchmark.engines.plain_site import build_plain_site
from collection_kb.benchmark.engines.rival_page import write_pages

# Ten results are fetched in full, as a page that shows them must do to know their titles.
_SCRIPT = """
  let ready;
  const find = async (query) => {
    const pagefind = await (ready ??= import("/pagefind/pagefind.js"));
    const { results } = await pagefind.search(query);
    const found = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return found.map(({ url }) => url.replace(/[#?].*/, "").split("/").filter(Boolean).pop());
  };
"""


@contextmanager
def prepare(content: Content) -> Iterator[Engine]:
    """Give Pagefind's index of a stock Material site that has the same articles."""
    site = build_plain_site(content)
    command = [sys.executable, "-m", "pagefind", "--site", str(site)]
    command += ["--glob", "**/articles/*/index.html", "--root-selector", "article"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise BenchError("Pagefind could not index the pages:\n" + "\n".join(done.stderr.splitlines()[-10:]))
    write_pages(site, _SCRIPT)
    with boxes(site) as engine:
        yield engine
