"""Small lists: stages of a call, risks, owner roles, placeholders, and selections of articles."""

import re
from dataclasses import dataclass

from collection_kb.knowledge.language import Labels
from collection_kb.knowledge.record import Record

_ACCOUNT = re.compile(r"@?[A-Za-z0-9][\w.-]*(?:/[\w.-]+)*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True)
class Term:
    """An id with a label in each language, and a line that explains it."""

    id: str
    labels: Labels
    hint: Labels


def read_term(record: Record) -> Term:
    """Return one entry of `stages.yml`, `risks.yml` or `placeholders.yml`."""
    term = Term(id=record.text("id"), labels=record.labels("labels"), hint=record.labels("hint", required=False))
    record.close()
    return term


@dataclass(frozen=True)
class Role(Term):
    """A role that owns content; `account` is its user, team or address on the code-hosting site, empty when unknown."""

    account: str


def read_role(record: Record) -> Role:
    """Return one entry of `roles.yml`."""
    account = record.text("account", required=False)
    if account and not _ACCOUNT.fullmatch(account):
        record.report("KB014", "account", key="account", value=account, allowed=("@organisation/team", "@user"))
        account = ""
    if account and "@" not in account:
        account = f"@{account}"
    role = Role(
        id=record.text("id"),
        labels=record.labels("labels"),
        hint=record.labels("hint", required=False),
        account=account,
    )
    record.close()
    return role


@dataclass(frozen=True)
class Selection:
    """Articles chosen by hand, in the order in which they are shown."""

    id: str
    articles: tuple[str, ...]


def read_selection(record: Record) -> Selection:
    """Return one entry of `selections.yml`; whether the articles exist is checked by the rules."""
    selection = Selection(id=record.text("id"), articles=record.texts("articles", required=True))
    record.close()
    return selection
