"""The `kb` command for authors and CI; a module a subcommand."""

import click

from collection_kb.cli.bench import bench
from collection_kb.cli.export import export
from collection_kb.cli.handbook import handbook
from collection_kb.cli.law import law
from collection_kb.cli.lint import lint
from collection_kb.cli.redlines import redlines
from collection_kb.cli.review import review
from collection_kb.cli.serve import serve
from collection_kb.cli.topics import topics


@click.group()
def main() -> None:
    """Tool for authors of the knowledge base."""


for command in (serve, lint, topics, redlines, law, review, export, handbook, bench):
    main.add_command(command)
