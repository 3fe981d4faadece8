"""The `kb` command for authors and CI; a module a subcommand."""

import click

from collection_kb.cli.lint import lint


@click.group()
def main() -> None:
    """Tool for authors of the knowledge base."""


main.add_command(lint)
