"""`kb lint`: all findings of all files at once."""

import datetime as dt
import sys
from pathlib import Path
from typing import get_args

import click

from collection_kb.cli.options import cache_of, docs_option, language_option, today_option
from collection_kb.knowledge.finding import level_of, rule_ids
from collection_kb.knowledge.language import Labels, Language
from collection_kb.knowledge.suggestion import nearest
from collection_kb.lint.engine import find
from collection_kb.lint.fixes import fix
from collection_kb.lint.help_page import help_page
from collection_kb.lint.output import Format, render

_UNKNOWN: Labels = {"zh": "没有编号“{rule}”。", "en": "There is no id “{rule}”."}
_HINT: Labels = {"zh": "是不是想写“{hint}”？", "en": " Did you mean “{hint}”?"}
_LEVELS: dict[str, Labels] = {"error": {"zh": "错误", "en": "error"}, "warning": {"zh": "提醒", "en": "warning"}}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--format", "form", type=click.Choice(get_args(Format)), default="text", help="How to print the findings."
)
@click.option("--fix", "mend", is_flag=True, help="Mend what can be mended mechanically, then check.")
@click.option("--explain", "rule", help="Tell what the finding with this id means and how to mend it; checks nothing.")
@click.option("--require-topics", is_flag=True, help="Warn of articles that leave their topics to be inferred.")
@language_option
@docs_option
@today_option
def lint(
    paths: tuple[Path, ...],
    form: Format,
    *,
    mend: bool,
    rule: str | None,
    require_topics: bool,
    language: Language,
    docs: Path,
    today: dt.date,
) -> None:
    """Check articles and data; exit with 1 when there is an error."""
    if rule:
        _explain(rule.upper(), language)
        return
    cache = cache_of(docs) if require_topics else None
    if mend:
        fix(docs, find(docs, paths, today=today), today)
    findings = find(docs, paths, today=today, cache=cache)
    sys.stdout.write(render(findings, form, language))
    sys.exit(any(finding.level == "error" for finding in findings))


def _explain(rule: str, language: Language) -> None:
    if rule not in rule_ids():
        hint = nearest(rule, rule_ids())
        more = _HINT[language].format(hint=hint) if hint else ""
        raise click.ClickException(_UNKNOWN[language].format(rule=rule) + more)
    page = help_page(rule, language)
    click.echo(f"{rule} {page.title} ({_LEVELS[level_of(rule)][language]})\n\n{page.body}", nl=False)
