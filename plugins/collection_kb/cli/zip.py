"""`kb zip`: the site as one file."""

import tempfile
from pathlib import Path

import click

from collection_kb.benchmark.building import build_site
from collection_kb.benchmark.engines.engine import BenchError
from collection_kb.cli.options import docs_option, language_option
from collection_kb.delivery.archive import EPOCH, write_archive
from collection_kb.history.git import git_text
from collection_kb.knowledge.language import Language

_DONE = {
    "zh": "已写好 {file}：{count} 个文件，{size:.1f} MB。解压后打开 index.html；哪些功能离不开服务器，见 README.txt。",
    "en": "{file} is written: {count} files, {size:.1f} MB. Unpack it and open index.html; README.txt says more.",
}
_NOT_WRITTEN = {"zh": "写不进 {path}：{problem}", "en": "{path} cannot be written: {problem}"}


@click.command("zip")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@language_option
@docs_option
def zip_(file: Path, *, language: Language, docs: Path) -> None:
    """Build the site and write it into FILE: it works on an intranet server and, search included, from a folder."""
    with tempfile.TemporaryDirectory(prefix="kb-zip-") as scratch:
        site = Path(scratch)
        try:
            build_site(docs.resolve().parent / "mkdocs.yml", site, KB_DIRECTORY_URLS="false")
            part = file.with_name(f"{file.name}.part")
            committed = git_text(docs, "log", "-1", "--format=%ct")
            count = write_archive(site, part, int(committed or EPOCH))
            part.replace(file)
        except BenchError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            message = _NOT_WRITTEN[language].format(path=file, problem=error.strerror)
            raise click.ClickException(message) from None
    click.echo(_DONE[language].format(file=file, count=count, size=file.stat().st_size / 1e6))
