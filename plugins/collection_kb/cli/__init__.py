"""The `kb` command for authors and CI; a module a subcommand."""

import click

from collection_kb.cli.bench import bench
from collection_kb.cli.build import build
from collection_kb.cli.export import export
from collection_kb.cli.handbook import handbook
from collection_kb.cli.law import law
from collection_kb.cli.lint import lint
from collection_kb.cli.new import new
from collection_kb.cli.owners import owners
from collection_kb.cli.redlines import redlines
from collection_kb.cli.report import report
from collection_kb.cli.review import review
from collection_kb.cli.topics import topics
from collection_kb.cli.zip import zip_


@click.group()
def main() -> None:
    """Tool for authors of the knowledge base."""


for command in (lint, new, build, topics, redlines, law, review, report, owners, export, handbook, zip_, bench):
    main.add_command(command)
