"""Options that several subcommands share."""

import datetime as dt
from pathlib import Path

import click

from collection_kb.knowledge.finding import DATA_RULES
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library, load_library

docs_option = click.option(
    "--docs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("docs"),
    help="The folder of the content.",
)
language_option = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default="zh", help="Language of the messages."
)
today_option = click.option(
    "--on",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: dt.date.today().isoformat(),  # noqa: DTZ011 - the day of whoever sits at the machine
    callback=lambda _context, _parameter, value: value.date(),
    help="The day on which dates are judged; today when left out.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for other tools.")


def cache_of(docs: Path) -> Path:
    """Return the folder for what may be deleted at any time."""
    return docs.resolve().parent / ".cache"


def library_at(docs: Path) -> Library:
    """Return the library; raises ClickException, shown as its message, when data are missing or unreadable."""
    library = load_library(docs.resolve())
    fatal = [finding.text(SOURCE_LANGUAGE) for finding in library.findings if finding.rule in DATA_RULES]
    if fatal:
        raise click.ClickException("\n".join(fatal))
    return library
