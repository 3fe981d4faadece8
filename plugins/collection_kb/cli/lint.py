"""`kb lint`: all findings of all files at once."""

import sys
from pathlib import Path
from typing import get_args

import click

from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.lint.engine import find
from collection_kb.lint.output import Format, render


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--format", "form", type=click.Choice(get_args(Format)), default="text", help="How to print the findings."
)
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="zh", help="Language of the messages.")
@click.option(
    "--docs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("docs"),
    help="The folder of the content.",
)
def lint(paths: tuple[Path, ...], form: Format, language: Language, docs: Path) -> None:
    """Check articles and data; exit with 1 when there is an error."""
    findings = find(docs, paths)
    sys.stdout.write(render(findings, form, language))
    sys.exit(any(finding.level == "error" for finding in findings))
