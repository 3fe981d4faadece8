"""`kb report`: what a change means, for the person who reviews it."""

import datetime as dt
import re
import sys
import tempfile
from pathlib import Path

import click

from collection_kb.benchmark.building import build_site
from collection_kb.benchmark.comparison import Comparison, Judged, compare, judge
from collection_kb.benchmark.engines import ENGINES, preparation
from collection_kb.benchmark.engines.engine import BenchError, Content
from collection_kb.benchmark.queries import Query
from collection_kb.benchmark.run import answer
from collection_kb.cli.bench import queries_at
from collection_kb.cli.options import docs_option, language_option, library_at, today_option
from collection_kb.knowledge.language import Labels, Language
from collection_kb.knowledge.library import load_library
from collection_kb.report.change import Change
from collection_kb.report.difference import difference
from collection_kb.report.report import report as written
from collection_kb.report.repository import NoStateError, repository_of
from collection_kb.report.state import state_of

_URL = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'*+,;=%-]{1,300}")

_NO_STATE: dict[str, Labels] = {
    "repository": {
        "zh": "{docs} 不在 git 仓库里，或者还没有提交过，没有东西可以比较。",
        "en": "{docs} is in no git repository with a commit; there is nothing to compare with.",
    },
    "commit": {
        "zh": "git 里没有“{name}”这个分支或提交。先运行 git fetch；自动检查里要取全部历史（fetch-depth: 0）。",
        "en": "git knows no branch or commit “{name}”. Run git fetch first; in CI fetch all history (fetch-depth: 0).",
    },
    "content": {
        "zh": "“{name}”里没有 {docs} 这个文件夹，没有东西可以比较。",
        "en": "“{name}” has no folder {docs}; there is nothing to compare with.",
    },
}
_BAD_URL: Labels = {
    "zh": "预览地址“{url}”不能用：要以 http:// 或 https:// 开头，中间没有空格和括号。",
    "en": "“{url}” cannot be the address of the preview: http:// or https://, without spaces and brackets.",
}


@click.command()
@click.option("--base", required=True, help="The branch or commit to compare with.")
@click.option("--head", help="The branch or commit that is reviewed; the files as they lie here when left out.")
@click.option("--preview-url", "preview", default="", help="Where the site of this change can be seen.")
@click.option(
    "--queries",
    "queries_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Also put these judged queries to the sites before and after; takes minutes and a browser.",
)
@language_option
@docs_option
@today_option
def report(
    base: str,
    head: str | None,
    preview: str,
    queries_file: Path | None,
    *,
    language: Language,
    docs: Path,
    today: dt.date,
) -> None:
    """Write Markdown for the reviewer of a change: what it means, in less than 60 kB."""
    if preview and not _URL.fullmatch(preview):
        raise click.ClickException(_BAD_URL[language].format(url=preview))
    docs = docs.resolve()
    with tempfile.TemporaryDirectory(prefix="kb-report-") as scratch:
        before = Path(scratch) / "before"
        after = Path(scratch) / "after" if head else docs.parent
        name = base
        try:
            repository = repository_of(docs)
            commit = repository.commit(base)
            name = head or "HEAD"
            reviewed = repository.commit(name)
            commit = repository.common(commit, reviewed)
            everything = "" if queries_file else repository.docs
            if head:
                repository.write(reviewed, after, everything)
                after /= Path(repository.docs).parent
            name = base
            repository.write(commit, before, everything)
            before /= Path(repository.docs).parent
        except NoStateError as error:
            message = _NO_STATE[error.reason][language].format(name=name, docs=docs.name)
            raise click.ClickException(message) from None
        states = [state_of((folder / docs.name).resolve(), today) for folder in (before, after)]
        compared = _compared(queries_file, before, after, docs.name) if queries_file else None
        change = Change(
            before=states[0],
            after=states[1],
            difference=difference(*states),
            language=language,
            docs=repository.docs,
            preview=f"{preview.rstrip('/')}/" if preview else "",
            outside=repository.outside(commit, reviewed if head else None),
            queries=compared,
            is_search_unknown=bool(queries_file) and compared is None,
        )
        sys.stdout.buffer.write(written(change, base, commit).encode("utf-8", "replace"))


def _compared(file: Path, before: Path, after: Path, docs: str) -> Comparison | None:
    """Return how the judged queries moved, each site built with the code of its own state; None when one has no site.

    A change that no site can be built from needs its report all the more, so that only says why.
    """
    try:
        queries = queries_at(file, library_at(after / docs))
        return compare(*(_judged(folder, docs, queries) for folder in (before, after)))
    except ModuleNotFoundError as error:
        raise click.ClickException(f"--queries needs {error.name}; `make setup-dev` installs it.") from None
    except (BenchError, click.ClickException) as error:
        click.echo(str(error), err=True)
        return None


def _judged(folder: Path, docs: str, queries: tuple[Query, ...]) -> tuple[Judged, ...]:
    with tempfile.TemporaryDirectory(prefix="kb-report-site-") as scratch:
        site = Path(scratch) / "site"
        plugins = folder / "plugins"
        build_site(folder / "mkdocs.yml", site, **({"PYTHONPATH": str(plugins)} if plugins.is_dir() else {}))
        content = Content(load_library(folder / docs), folder / "mkdocs.yml", Path(scratch), site)
        with preparation(ENGINES[0])(content) as engine:
            return judge(answer(engine, queries))
