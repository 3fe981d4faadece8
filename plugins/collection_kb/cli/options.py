"""Options that several subcommands share."""

from pathlib import Path

import click

from collection_kb.knowledge.language import LANGUAGES

docs_option = click.option(
    "--docs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("docs"),
    help="The folder of the content.",
)
language_option = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default="zh", help="Language of the messages."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for other tools.")


def cache_of(docs: Path) -> Path:
    """Return the folder for what may be deleted at any time."""
    return docs.resolve().parent / ".cache"
