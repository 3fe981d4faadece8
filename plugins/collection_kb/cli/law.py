"""`kb law`: what rests on a provision or an instrument."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from collection_kb.citations.impact import Place, impact
from collection_kb.cli.options import docs_option, json_option, language_option, library_at
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.suggestion import nearest

_UNKNOWN = {
    "zh": "法规库里没有“{id}”这一条，也没有这个文件。",
    "en": "“{id}” is neither a provision nor an instrument of the registry.",
}
_HINT = {"zh": "是不是想写“{hint}”？", "en": " Did you mean “{hint}”?"}
_COUNT = {
    "zh": "{articles} 篇文章、{places} 处依据它。",
    "en": "{articles} articles rest on it, in {places} places.",
}


@click.group()
def law() -> None:
    """Ask the registry of law."""


@law.command("impact")
@click.argument("id_", metavar="ID")
@json_option
@language_option
@docs_option
def law_impact(id_: str, *, as_json: bool, language: Language, docs: Path) -> None:
    """List every article, section and language that rests on a provision or instrument."""
    library = library_at(docs)
    if id_ not in library.provisions and id_ not in library.instruments:
        hint = nearest(id_, (*library.provisions, *library.instruments))
        message = _UNKNOWN[language].format(id=id_) + (_HINT[language].format(hint=hint) if hint else "")
        click.echo(message, err=True)
        sys.exit(2)
    places = impact(id_, library)
    if as_json:
        click.echo(json.dumps([asdict(place) for place in places], ensure_ascii=False, indent=2))
        return
    for place in places:
        click.echo(_as_text(place))
    click.echo(_COUNT[language].format(articles=len({place.article for place in places}), places=len(places)))


def _as_text(place: Place) -> str:
    return f"{place.path}:{place.line}: {place.provision} [{place.language}] {place.section}".rstrip()
