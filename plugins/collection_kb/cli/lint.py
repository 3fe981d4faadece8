"""`kb lint`: all findings of all files at once."""

import datetime as dt
import sys
from pathlib import Path
from typing import get_args

import click

from collection_kb.cli.options import cache_of, docs_option, language_option, today_option
from collection_kb.knowledge.language import Language
from collection_kb.lint.engine import find
from collection_kb.lint.fixes import fix
from collection_kb.lint.output import Format, render


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--format", "form", type=click.Choice(get_args(Format)), default="text", help="How to print the findings."
)
@click.option("--fix", "mend", is_flag=True, help="Mend what can be mended mechanically, then check.")
@click.option("--require-topics", is_flag=True, help="Warn of articles that leave their topics to be inferred.")
@language_option
@docs_option
@today_option
def lint(
    paths: tuple[Path, ...],
    form: Format,
    *,
    mend: bool,
    require_topics: bool,
    language: Language,
    docs: Path,
    today: dt.date,
) -> None:
    """Check articles and data; exit with 1 when there is an error."""
    cache = cache_of(docs) if require_topics else None
    if mend:
        fix(docs, find(docs, paths, today=today), today)
    findings = find(docs, paths, today=today, cache=cache)
    sys.stdout.write(render(findings, form, language))
    sys.exit(any(finding.level == "error" for finding in findings))
