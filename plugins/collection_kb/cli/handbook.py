"""`kb handbook`: the handbook of every language as PDF."""

import tempfile
from pathlib import Path

import click

from collection_kb.benchmark.building import build_site
from collection_kb.benchmark.engines.engine import BenchError
from collection_kb.cli.options import docs_option
from collection_kb.knowledge.language import LANGUAGES


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--site", type=click.Path(path_type=Path, exists=True, file_okay=False), help="The site, built; else it is built."
)
@docs_option
def handbook(folder: Path, *, site: Path | None, docs: Path) -> None:
    """Print the handbook of every language into FOLDER: zh.pdf and en.pdf."""
    with tempfile.TemporaryDirectory(prefix="kb-handbook-") as scratch:
        try:
            if site is None:
                site = Path(scratch)
                build_site(docs.resolve().parent / "mkdocs.yml", site)
            _print(site, folder)
        except ModuleNotFoundError as error:
            raise click.ClickException(f"Printing needs {error.name}; `make setup-dev` installs it.") from None
        except BenchError as error:
            raise click.ClickException(str(error)) from None


def _print(site: Path, folder: Path) -> None:
    from collection_kb.benchmark.browser import chromium  # noqa: PLC0415 - needs the tools for tests
    from collection_kb.handbook.printing import (  # noqa: PLC0415 - likewise
        UnstableError,
        handbook_page,
        page_count,
        print_handbook,
    )

    files = {language: file for language in LANGUAGES if (file := handbook_page(site, language))}
    if not files:
        raise click.ClickException(f"There is no handbook in {site}. Is the plugin `handbook` in mkdocs.yml?")
    with chromium() as browser:
        folder.mkdir(parents=True, exist_ok=True)
        for language, file in files.items():
            try:
                pdf = print_handbook(browser, file)
            except UnstableError:
                message = f"The page numbers of the {language} handbook do not come to rest; nothing was written."
                raise click.ClickException(message) from None
            target = folder / f"{language}.pdf"
            target.write_bytes(pdf)
            click.echo(f"{target}: {page_count(pdf)} pages")
