"""The `kb` command for authors and CI; a module a subcommand."""

from collections.abc import Mapping
from importlib import import_module
from typing import cast

import click

COMMANDS: Mapping[str, str] = {
    "serve": "serve.serve",
    "lint": "lint.lint",
    "new": "new.new",
    "build": "build.build",
    "topics": "topics.topics",
    "redlines": "redlines.redlines",
    "law": "law.law",
    "review": "review.review",
    "report": "report.report",
    "owners": "owners.owners",
    "export": "export.export",
    "handbook": "handbook.handbook",
    "zip": "zip.zip_",
    "bench": "bench.bench",
}
"""The subcommands: for each its module here and the function in it."""


class _Commands(click.Group):
    """Imports a subcommand when it is asked for: those of the bench take longer to import than `kb lint` to run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(".")
        return cast("click.Command", getattr(import_module(f"{__name__}.{module}"), function))


@click.group(cls=_Commands)
def main() -> None:
    """Tool for authors of the knowledge base."""
