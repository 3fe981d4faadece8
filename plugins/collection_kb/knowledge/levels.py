"""The levels of findings as `lint.yml` sets them."""

from collections.abc import Mapping
from typing import cast, get_args

from collection_kb.knowledge.finding import UNUSABLE_RULES, Setting, rule_ids
from collection_kb.knowledge.record import Record
from collection_kb.knowledge.suggestion import nearest

FILE = "lint.yml"


def read_levels(record: Record) -> Mapping[str, Setting]:
    """Return the level of each rule that the file sets; what it cannot set is reported and left as it is."""
    levels: dict[str, Setting] = {}
    known = rule_ids()
    for rule in record.keys():  # noqa: SIM118 - a record is no mapping
        if rule not in known:
            record.report("KB010", rule, key=rule, hint=nearest(rule, known))
            continue
        setting = record.setting(rule, get_args(Setting))
        if setting and setting != "error" and rule in UNUSABLE_RULES:
            record.report("KB099", rule, value=rule)
        elif setting:
            levels[rule] = cast("Setting", setting)
    return levels
