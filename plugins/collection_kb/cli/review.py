"""`kb review`: what is due for review, and marking it checked."""

import datetime as dt
import json
import sys
from pathlib import Path

import click

from collection_kb.cli.options import docs_option, json_option, language_option, library_at, today_option
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.suggestion import nearest
from collection_kb.review.due import queue
from collection_kb.review.export import as_json as due_as_json
from collection_kb.review.stamp import stamp

_NONE = {"zh": "没有到期的文章。", "en": "Nothing is due."}
_UNKNOWN = {"zh": "没有“{slug}”这篇文章，或者它不用复核。", "en": "There is no article “{slug}”, or it never expires."}
_HINT = {"zh": "是不是想写“{hint}”？", "en": " Did you mean “{hint}”?"}
_STAMPED = {"zh": "{slug}：核对日期改为 {today}。", "en": "{slug}: reviewed on {today}."}
_CHANGED = {"zh": "法规变了：", "en": "changed: "}


@click.group()
def review() -> None:
    """Keep articles true."""


@review.command("due")
@click.option("--within", "days", type=click.IntRange(0), default=0, help="Also what becomes due in so many days.")
@json_option
@language_option
@docs_option
@today_option
def review_due(*, days: int, as_json: bool, language: Language, docs: Path, today: dt.date) -> None:
    """List the articles that are due for review."""
    library = library_at(docs)
    dues = [due for due in queue(library) if due.date <= today + dt.timedelta(days=days)]
    if as_json:
        click.echo(json.dumps([due_as_json(due, library) for due in dues], ensure_ascii=False, indent=2))
        return
    for due in dues:
        reason = f" ({_CHANGED[language]}{', '.join(due.provisions)})" if due.provisions else ""
        owner = library.roles[due.article.facts.owner].labels[language] if due.article.facts.owner else ""
        click.echo(f"{due.date} {due.article.slug} [{owner}]{reason}")
    if not dues:
        click.echo(_NONE[language])


@review.command("stamp")
@click.argument("slugs", nargs=-1, required=True)
@language_option
@docs_option
@today_option
def review_stamp(slugs: tuple[str, ...], *, language: Language, docs: Path, today: dt.date) -> None:
    """Mark articles as checked today."""
    library = library_at(docs)
    expiring = {due.article.slug: due.article for due in queue(library)}
    unknown = [slug for slug in slugs if slug not in expiring]
    for slug in unknown:
        hint = nearest(slug, expiring)
        click.echo(_UNKNOWN[language].format(slug=slug) + (_HINT[language].format(hint=hint) if hint else ""), err=True)
    if unknown:
        sys.exit(2)
    for slug in slugs:
        stamp(docs, expiring[slug], today)
        click.echo(_STAMPED[language].format(slug=slug, today=today))
