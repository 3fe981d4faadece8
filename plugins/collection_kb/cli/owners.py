"""`kb owners`: the file that tells a code-hosting site whom to ask for review."""

import sys
from pathlib import Path

import click

from collection_kb.cli.options import docs_option, language_option, library_at
from collection_kb.knowledge.language import Labels, Language
from collection_kb.ownership.codeowners import PLACE, codeowners

_AGREES: Labels = {"zh": "{path} 和数据一致。", "en": "{path} agrees with the data."}
_DIFFERS: Labels = {
    "zh": "{path} 和岗位、主题、类型的数据对不上。请运行：kb owners > {path}",
    "en": "{path} does not agree with the roles, topics and types. Run: kb owners > {path}",
}


@click.command()
@click.option("--check", is_flag=True, help=f"Say whether {PLACE} agrees; exit with 1 when it does not.")
@language_option
@docs_option
def owners(*, check: bool, language: Language, docs: Path) -> None:
    """Print CODEOWNERS, made from the owners of articles, types and topics, and the accounts of roles.yml."""
    root = docs.resolve()
    content = codeowners(library_at(docs), root.name)
    if not check:
        sys.stdout.write(content)
        return
    try:
        agrees = (root.parent / PLACE).read_bytes() == content.encode()
    except OSError:
        agrees = False
    click.echo((_AGREES if agrees else _DIFFERS)[language].format(path=PLACE), err=not agrees)
    sys.exit(not agrees)
