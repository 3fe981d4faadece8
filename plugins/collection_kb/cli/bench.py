"""`kb bench`: the figures of the design, measured."""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from collection_kb.benchmark.building import build_site
from collection_kb.benchmark.comparison import Judged, as_json, compare, from_json, judge
from collection_kb.benchmark.engines import ENGINES, preparation
from collection_kb.benchmark.engines.engine import BenchError, Content
from collection_kb.benchmark.growth import growth
from collection_kb.benchmark.queries import Query, read_queries
from collection_kb.benchmark.report import listing, moves, table
from collection_kb.benchmark.run import cost, relevance, run
from collection_kb.benchmark.serving import throughput
from collection_kb.cli.options import cache_of, docs_option, json_option, library_at
from collection_kb.delivery.compression import compress
from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.labelled_text import LabelledText, read_labelled_text
from collection_kb.knowledge.language import LANGUAGES
from collection_kb.knowledge.library import Library, load_library
from collection_kb.knowledge.record import Record
from collection_kb.knowledge.source import read_source
from collection_kb.knowledge.taxonomy import successors
from collection_kb.knowledge.yaml_text import YamlError, load_yaml
from collection_kb.topics.document import passage
from collection_kb.topics.engine import model_of
from collection_kb.topics.inference import decide, infer_article
from collection_kb.topics.model import Model, train
from collection_kb.topics.quality import Judgement, confusion, figures
from collection_kb.topics.training import training_examples


@click.group()
def bench() -> None:
    """Measure what the design promises."""


@bench.command("topics")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--folds", type=click.IntRange(2, 20), help="Also cross-validate over the labelled texts.")
@click.option("--cost", is_flag=True, help="Also time the tagging of all articles, as if none had declared topics.")
@json_option
@docs_option
def bench_topics(file: Path, folds: int | None, *, cost: bool, as_json: bool, docs: Path) -> None:
    """Measure the tagger on the judged passages of FILE."""
    library = load_library(docs.resolve())
    names = tuple(library.topics)
    model = model_of(library, cache_of(docs))
    judged = _judge(_read_passages(file, library), model)
    result: dict[str, object] = {
        **figures(judged, names),
        "per_language": {
            language: figures([one for one in judged if one.passage.language == language], names)
            for language in LANGUAGES
        },
    }
    if folds:
        result["cross_validated"] = figures(_cross_validate(library, folds), names)
    if cost:
        result["seconds_per_1000_articles"] = _cost(library, model)
    if as_json:
        sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
        return
    for key, value in result.items():
        sys.stdout.write(f"{key}: {value}\n")
    for main, given in confusion(judged).items():
        others = {other or "none": number for other, number in given.items() if other != main}
        sys.stdout.write(f"  {main or 'none'}: {given.get(main, 0)} right{f', else {others}' if others else ''}\n")


@bench.command("search")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], help="What is asked: our search or a rival.")
@click.option("--all", "every", is_flag=True, help="Ask every engine and print a Markdown table.")
@click.option(
    "--site", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Our site, built; else it is built."
)
@click.option(
    "--articles",
    type=click.IntRange(1, 20_000),
    help="Measure time and bytes with this number of made-up articles more in every language.",
)
@json_option
@docs_option
def bench_search(
    file: Path, engine: str, site: Path | None, articles: int | None, *, every: bool, as_json: bool, docs: Path
) -> None:
    """Measure a search on the judged queries of FILE, asked as a reader asks: in a browser, with keys."""
    if site and articles:
        raise click.UsageError("--articles builds a site of its own; leave out --site.")
    queries = queries_at(file, library_at(docs))
    names = ENGINES if every else (engine,)
    results = {name: _measure(name, queries, docs.resolve(), site, articles) for name in names}
    if as_json:
        sys.stdout.write(json.dumps(results if every else results[engine], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(table(results) if every else listing(results[engine]))


@bench.command("compare")
@click.argument("before", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("after", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--tolerance", type=click.FloatRange(0, 1), default=0.0, help="How much mean nDCG@10 may lose.")
def bench_compare(before: Path, after: Path, tolerance: float) -> None:
    """Say which queries moved between two outputs of `kb bench search --json`; exit with 1 when the mean got worse."""
    comparison = compare(_read_judged(before), _read_judged(after))
    sys.stdout.write(moves(comparison))
    sys.exit(comparison.change < -tolerance)


def _read_judged(file: Path) -> tuple[Judged, ...]:
    try:
        return from_json(json.loads(file.read_bytes()))
    except ValueError:
        raise click.ClickException(f"{file} is not the output of `kb bench search --json`.") from None


@bench.command("build")
@click.option(
    "--articles",
    type=click.IntRange(1, 20_000),
    required=True,
    help="This number of made-up articles beside the real ones, in every language.",
)
@click.option("--stock/--no-stock", default=True, help="Also build the same articles with stock Material.")
@json_option
@docs_option
def bench_build(articles: int, *, stock: bool, as_json: bool, docs: Path) -> None:
    """Measure what a build costs: time, bytes and memory, ours and stock Material's as a ratio."""
    with _enlarged(docs, articles) as (larger, config, work):
        figures = growth(larger, config, work, with_stock=stock)
    _put(figures, as_json=as_json)


@bench.command("serve")
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The site, built with --gzip; else it is built.",
)
@json_option
@docs_option
def bench_serve(site: Path | None, *, as_json: bool, docs: Path) -> None:
    """Measure how many requests nginx answers with deploy/nginx, as a share of plain files of the same size."""
    project = docs.resolve().parent
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as scratch, _sentences():
        if site is None:
            site = Path(scratch) / "site"
            build_site(project / "mkdocs.yml", site)
            compress(site)
        figures = throughput(project, site, Path(scratch))
    _put(figures, as_json=as_json)


@bench.command("preview")
@click.option(
    "--articles",
    type=click.IntRange(1, 20_000),
    required=True,
    help="This number of made-up articles beside the real ones, in every language.",
)
@click.option("--edits", type=click.IntRange(1, 1000), default=20, help="How many articles are edited.")
@json_option
@docs_option
def bench_preview(articles: int, edits: int, *, as_json: bool, docs: Path) -> None:
    """Measure how long a saved article takes to show in a browser while `kb serve` runs."""
    with _enlarged(docs, articles) as (larger, _, _work):
        from collection_kb.benchmark.preview import measure_preview  # noqa: PLC0415 - needs the tools for tests

        figures = measure_preview(larger, edits)
    _put(figures, as_json=as_json)


def _put(figures: Mapping[str, object], *, as_json: bool) -> None:
    """Write figures as JSON or a line each."""
    if as_json:
        sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{key}: {value}\n" for key, value in figures.items()))


@contextmanager
def _enlarged(docs: Path, articles: int) -> Iterator[tuple[Path, Path, Path]]:
    """Give content and configuration with made-up articles beside the real ones, and a folder for scratch."""
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as scratch, _sentences():
        from collection_kb.benchmark.synthetic import enlarged  # noqa: PLC0415 - needs the tools for tests

        work = Path(scratch)
        yield *enlarged(docs.resolve(), docs.resolve().parent / "mkdocs.yml", articles, work), work


@contextmanager
def _sentences() -> Iterator[None]:
    """Say in a sentence what kept the bench from measuring."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise click.ClickException(f"The bench needs {error.name}; `make setup-dev` installs it.") from None
    except BenchError as error:
        raise click.ClickException(str(error)) from None


def queries_at(file: Path, library: Library) -> tuple[Query, ...]:
    """Return the judged queries of a file; what is odd is said, and a mistake ends the command."""
    read = read_queries(file, library.articles)
    for message in (*read.mistakes, *read.doubts):
        click.echo(message, err=True)
    if read.mistakes:
        raise click.ClickException(f"{file} is not a set of judged queries")
    return read.queries


def _measure(
    name: str, queries: Sequence[Query], docs: Path, site: Path | None, articles: int | None
) -> dict[str, object]:
    """Return the figures of an engine; with made-up articles beside the real ones, those of relevance say nothing."""
    config = docs.parent / "mkdocs.yml"
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as scratch, _sentences():
        work = Path(scratch)
        if articles:
            from collection_kb.benchmark.synthetic import enlarged  # noqa: PLC0415 - needs the tools for tests

            docs, config = enlarged(docs, config, articles, work)
        content = Content(library_at(docs), config, work, site)
        with preparation(name)(content) as ready:
            done = run(ready, queries)
    size = {"queries": len(queries), "articles": len(content.library.articles)}
    figures = {} if articles else {**relevance(done), "answers": as_json(judge(done.answers))}
    return {**size, **figures, **cost(done)}


def _judge(passages: Sequence[LabelledText], model: Model) -> list[Judgement]:
    return [
        Judgement(one, tuple(inferred.topic for inferred in decide(model.scores(passage(one.text)))))
        for one in passages
    ]


def _cost(library: Library, model: Model) -> float:
    """Return the median seconds for a thousand articles, both languages of each, over five runs."""
    runs = []
    for _ in range(5):
        start = time.perf_counter()
        for article in library.articles.values():
            infer_article(article, model)
        runs.append((time.perf_counter() - start) * 1000 / len(library.articles))
    return round(statistics.median(runs), 3)


def _cross_validate(library: Library, folds: int) -> list[Judgement]:
    """Return the judgements of all labelled texts, each by a model that has not seen it."""
    examples = training_examples(library)
    texts = list(library.labelled_texts.values())
    judged = []
    for fold in range(folds):
        left_out = texts[fold::folds]
        names = {text.id for text in left_out}
        model = train([one for one in examples if one.name not in names], tuple(library.topics))
        judged.extend(_judge(left_out, model))
    return judged


def _read_passages(file: Path, library: Library) -> list[LabelledText]:
    findings: list[Finding] = []
    source = read_source(file, str(file))
    try:
        data = load_yaml(source.text)
    except YamlError as error:
        raise click.ClickException(f"{file}:{error.line}: {error.problem}") from None
    top = Record(str(file), data, (), findings)
    renamed = successors(library.topics.values())
    passages = []
    for record in top.inners("passages", required=True):
        for key in ("difficulty", "why_hard", "fold"):
            record.know(key)
        passages.append(read_labelled_text(record, topics=library.topics, renamed=renamed))
    for finding in (*source.findings, *findings):
        click.echo(finding.text("en"), err=True)
    if findings or not passages:
        raise click.ClickException(f"{file} is not a set of judged passages")
    return passages
