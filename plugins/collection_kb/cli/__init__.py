"""The `kb` command for authors and CI; a module a subcommand."""

import click

from collection_kb.cli.bench import bench
from collection_kb.cli.lint import lint
from collection_kb.cli.topics import topics


@click.group()
def main() -> None:
    """Tool for authors of the knowledge base."""


main.add_command(lint)
main.add_command(topics)
main.add_command(bench)
