"""What a site of many articles costs to build, beside a stock Material site of the same articles."""

import statistics
from collections.abc import Mapping
from pathlib import Path

from collection_kb.benchmark.building import build_site
from collection_kb.benchmark.stock_site import write_stock_site
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library, load_library

Figures = Mapping[str, float]


def growth(docs: Path, config: Path, work: Path, *, with_stock: bool) -> dict[str, object]:
    """Return the figures of our site, of the stock one, and ours as a share of it; raises BenchError."""
    library = load_library(docs.resolve())
    ours = measure(library, config, work / "ours")
    figures: dict[str, object] = {"articles": len(library.articles), "ours": ours}
    if with_stock:
        stock = measure(library, write_stock_site(library, work / "stock"), work / "stock-site")
        ratio = {key: round(ours[key] / stock[key], 3) for key in ours}
        figures |= {"stock": stock, "ratio": ratio}
    return figures


def measure(library: Library, config: Path, site: Path) -> Figures:
    """Return seconds, bytes of the site, median bytes of an article's page, and memory (kB) of one build."""
    cost = build_site(config, site)
    pages = [
        _page(site, language, article.type.path(article.slug))
        for article in library.articles.values()
        for language in article.texts
    ]
    return {
        "wall_seconds": cost.wall_seconds,
        "cpu_seconds": cost.cpu_seconds,
        "site_bytes": sum(file.stat().st_size for file in site.rglob("*") if file.is_file()),
        "article_page_bytes": round(statistics.median(page.stat().st_size for page in pages)),
        "peak_rss_kb": cost.peak_rss_kb,
    }


def _page(site: Path, language: str, path: str) -> Path:
    folder = site if language == SOURCE_LANGUAGE else site / language
    return folder / path.removesuffix(".md") / "index.html"
