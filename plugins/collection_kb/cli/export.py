"""`kb export`: the content as plain files and JSON for other systems."""

from pathlib import Path

import click

from collection_kb.cli.options import cache_of, docs_option, language_option, library_at
from collection_kb.knowledge.language import Language
from collection_kb.machine.export import exported
from collection_kb.topics.tagging import tag

_NOT_EMPTY = {
    "zh": "{folder} 里已经有东西。换一个空文件夹，或者加 --force：同名文件会被覆盖，别的不动。",
    "en": "{folder} is not empty. Choose another folder, or add --force: files of the same name are overwritten, "
    "all else stays.",
}
_OWN = {
    "zh": "{folder} 是写文章的地方，导出会盖掉原文。换一个文件夹。",
    "en": "{folder} is where articles are written; exporting there would overwrite them. Choose another folder.",
}
_MISTAKES = {
    "zh": "内容里有 {count} 处错误，读不出来的文章没有导出。先运行 kb lint。",
    "en": "Mistakes in the content: {count}. Articles that cannot be read were left out. Run kb lint --lang en first.",
}
_DONE = {
    "zh": "已导出 {articles} 篇文章、{files} 个文件到 {folder}。",
    "en": "{articles} articles exported to {folder}, {files} files.",
}
_NOT_WRITTEN = {"zh": "写不进 {path}：{problem}", "en": "{path} cannot be written: {problem}"}


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--force", is_flag=True, help="Write into a folder that is not empty.")
@language_option
@docs_option
def export(folder: Path, *, force: bool, language: Language, docs: Path) -> None:
    """Write all content into DIR: articles.json, law.json, topics.json and review.json, and a folder for each language.

    A folder holds the articles, topics and law as Markdown. Zensical builds a site of them: mkdocs.yml says how.
    """
    library = library_at(docs)
    if folder.resolve().is_relative_to(docs.resolve()):
        raise click.ClickException(_OWN[language].format(folder=folder))
    try:
        if not force and folder.exists() and any(folder.iterdir()):
            raise click.ClickException(_NOT_EMPTY[language].format(folder=folder))
        files = dict(exported(library, tag(library, cache_of(docs))))
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode())
    except OSError as error:
        message = _NOT_WRITTEN[language].format(path=error.filename, problem=error.strerror)
        raise click.ClickException(message) from None
    mistakes = sum(finding.level == "error" for finding in library.findings)
    if mistakes:
        click.echo(_MISTAKES[language].format(count=mistakes), err=True)
    click.echo(_DONE[language].format(articles=len(library.articles), files=len(files), folder=folder))
