"""`kb redlines`: plain text against the red lines, a line at a time."""

import json
import sys
from pathlib import Path
from typing import TextIO

import click

from collection_kb.cli.options import docs_option, json_option, language_option, library_at
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.wording import Match, check

_CLEAN = {"zh": "没有踩到红线。", "en": "No red line is crossed."}
_INSTEAD = {"zh": "改说：", "en": "Say instead: "}


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
@json_option
@language_option
@docs_option
def redlines(file: TextIO, *, as_json: bool, language: Language, docs: Path) -> None:
    """Check wording, a line at a time; exit with 1 when a red line is crossed."""
    library = library_at(docs)
    crossed = False
    for number, line in enumerate(file, start=1):
        text = line.rstrip("\r\n")
        matches = check(text, library.red_lines.values())
        crossed = crossed or bool(matches)
        if as_json:
            found = [_as_json(match, language) for match in matches]
            click.echo(json.dumps({"line": number, "text": text, "matches": found}, ensure_ascii=False))
        else:
            for match in matches:
                click.echo(_as_text(number, match, language))
    if not crossed and not as_json:
        click.echo(_CLEAN[language])
    sys.exit(crossed)


def _as_json(match: Match, language: Language) -> dict[str, object]:
    red_line = match.red_line
    return {
        "rule": red_line.id,
        "category": red_line.category,
        "words": match.words,
        "provision": red_line.provisions[0],
        "provisions": red_line.provisions,
        "why": red_line.why[language],
        "alternative": red_line.instead[language],
    }


def _as_text(number: int, match: Match, language: Language) -> str:
    red_line = match.red_line
    return (
        f"{number}: {red_line.id} “{match.words}” - {red_line.labels[language]} ({', '.join(red_line.provisions)})\n"
        f"   {red_line.why[language]}\n   {_INSTEAD[language]}{red_line.instead[language]}"
    )
