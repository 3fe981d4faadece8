"""MiniSearch with its default tokeniser, set up as its guide suggests: prefixes, some tolerance, titles first."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from collection_kb.benchmark.corpus import documents
from collection_kb.benchmark.engines.box import boxes
from collection_kb.benchmark.engines.engine import BenchError, Content, Engine
from collection_kb.benchmark.engines.rival_page import write_pages
from collection_kb.knowledge.language import LANGUAGES

LIBRARY = Path(__file__).parents[4] / "node_modules" / "minisearch" / "dist" / "es" / "index.js"

_SCRIPT = """
  let ready;
  const open = async () => {
    const [{ default: MiniSearch }, answer] = await Promise.all([
      import("/minisearch.js"), fetch(`/documents-${language}.json`),
    ]);
    const index = new MiniSearch({ idField: "slug", fields: ["title", "aliases", "summary", "body"] });
    index.addAll(await answer.json());
    return index;
  };
  const options = { prefix: true, fuzzy: 0.2, boost: { title: 3, aliases: 2 } };
  const find = async (query) => {
    const index = await (ready ??= open());
    return index.search(query, options).slice(0, 10).map((result) => result.id);
  };
"""


@contextmanager
def prepare(content: Content) -> Iterator[Engine]:
    """Give MiniSearch in a page; it fetches the articles and indexes them when the first query is typed."""
    if not LIBRARY.is_file():
        raise BenchError("MiniSearch is missing; `make setup-dev` installs it.")
    site = content.work / "minisearch"
    write_pages(site, _SCRIPT)
    shutil.copy(LIBRARY, site / "minisearch.js")
    for language in LANGUAGES:
        rows = [asdict(document) for document in documents(content.library, language)]
        for row in rows:
            row["aliases"] = "\n".join(row["aliases"])
        (site / f"documents-{language}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    with boxes(site) as engine:
        yield engine
