"""`kb build`: the site, never half-written."""

import errno
import os
import traceback
from pathlib import Path

import click

from collection_kb.cli.options import language_option
from collection_kb.delivery.compression import compress
from collection_kb.delivery.versions import Publication, TargetError, publication
from collection_kb.history.repository import read_history
from collection_kb.knowledge.language import Language

_REFUSED = {
    "busy": {
        "zh": "{detail} 正在被另一次构建更新。等它结束再来。",
        "en": "Another build is filling {detail}. Wait until it has ended.",
    },
    "file": {
        "zh": "{detail} 是一个文件，不是文件夹。换个名字，或把它移走。",
        "en": "{detail} is a file, no folder. Choose another name, or move it away.",
    },
    "foreign": {
        "zh": "{detail} 不是网站的文件，构建会把它盖掉，所以没有动手。把它移走，或换一个文件夹。",
        "en": "{detail} is no file of the site, and a build would take it away; nothing was done. Move it, or choose "
        "another folder.",
    },
    "mount": {
        "zh": "{detail} 本身是一个挂载点，换不了。请构建到它里面的一个子文件夹。",
        "en": "{detail} is itself a mount point and cannot be exchanged. Build into a folder inside it.",
    },
}
_WITHIN = {
    "zh": "{folder} 在文章文件夹里面。网站要放在外面。",
    "en": "{folder} is inside the folder of the articles. The site must stand outside it.",
}
_FULL = {"zh": "磁盘满了", "en": "the disk is full"}
_FULL_CODES = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_WRITTEN = {
    "zh": "写不了 {path}：{problem}。原来的网站没有动。",
    "en": "{path} cannot be written: {problem}. The site is as it was.",
}
_MISTAKES = {
    "zh": "有错误，没有构建，原来的网站没有动。上面写着错在哪一行；kb lint 列出全部。",
    "en": "There are mistakes, so nothing was built; the site is as it was. They are named above; "
    "kb lint --lang en lists all of them.",
}
_BROKEN = {
    "zh": "构建中断：{problem}。原来的网站没有动。详情记在 {log}，请交给维护的人。",
    "en": "The build broke off: {problem}. The site is as it was. Give {log} to whoever maintains this.",
}
_CUT = {
    "zh": "提示：历史读不全，页面上只有复核日期，没有修改日期（{problem}）。",
    "en": "Note: the history is not all there, so pages show the day of the last check, not of the last change "
    "({problem}).",
}
_DONE = {"zh": "好了，网站在 {folder}。", "en": "OK: the site is in {folder}."}
_SAME = {"zh": "好了，{folder} 里的网站已经是这个样子。", "en": "OK: the site in {folder} is like this already."}


@click.command()
@click.option(
    "--config",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=Path("mkdocs.yml"),
    help="The configuration.",
)
@click.option("--site", "target", type=click.Path(path_type=Path), default=Path("site"), help="Where the site stands.")
@click.option("--strict/--no-strict", default=True, help="Whether a warning fails the build; it does by default.")
@click.option("--gzip", "compressed", is_flag=True, help="Also write every text compressed, for nginx (gzip_static).")
@language_option
def build(config: Path, target: Path, *, strict: bool, compressed: bool, language: Language) -> None:
    """Build the site aside, then put it in the place of the one before, in one step."""
    docs = config.resolve().parent / "docs"
    if target.resolve().is_relative_to(docs):
        raise click.ClickException(_WITHIN[language].format(folder=target))
    try:
        with publication(target) as one:
            _build(config, one, strict=strict, language=language)
            if compressed:
                compress(one.next)
            message = _DONE if one.publish() else _SAME
    except TargetError as error:
        raise click.ClickException(_REFUSED[error.reason][language].format(detail=error.detail)) from None
    except OSError as error:
        raise click.ClickException(_unwritten(error, target, language)) from None
    missing = read_history(docs).missing
    if missing:
        click.echo(_CUT[language].format(problem=missing), err=True)
    click.echo(message[language].format(folder=target))


def _build(config: Path, one: Publication, *, strict: bool, language: Language) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.__main__ import cli  # noqa: PLC0415 - the variable must be set before the theme is loaded

    arguments = ["build", "--quiet", "--config-file", str(config), "--site-dir", str(one.next)]
    try:
        cli.main([*arguments, *(["--strict"] if strict else [])], standalone_mode=False)
    except SystemExit:  # MkDocs has named the mistakes
        raise click.ClickException(_MISTAKES[language]) from None
    except (OSError, click.ClickException, click.Abort):
        raise
    except Exception as error:  # noqa: BLE001 - a trainer is shown no traceback, whatever broke
        log = config.resolve().parent / ".cache" / "build-error.txt"
        log.parent.mkdir(exist_ok=True)
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        problem = f"{type(error).__name__}: {error}"
        raise click.ClickException(_BROKEN[language].format(problem=problem, log=log)) from None


def _unwritten(error: OSError, target: Path, language: Language) -> str:
    problem = _FULL[language] if error.errno in _FULL_CODES else error.strerror or type(error).__name__
    return _NOT_WRITTEN[language].format(path=error.filename or target, problem=problem)
