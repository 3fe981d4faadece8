"""What the project stands on: each dependency has its reason, and a licence that allows what we do."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.supply.licences import is_good

_CALLED = {"mkdocs-material": "Material for MkDocs"}
"""Packages that the table calls by the name people know."""


def declared() -> set[str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[\[<>=~!; ]", one)[0] for given in lists for one in given} - {project["name"]}
    return names | set(json.loads((PROJECT / "package.json").read_bytes())["devDependencies"])


def test_each_dependency_has_its_reason() -> None:
    """Check that the table of the README names each dependency, and nothing that is none."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", text[text.index("## What it stands on") :], re.MULTILINE)[2:]
    assert all(reason.strip() for _, reason in rows)
    written = " ".join(packages for packages, _ in rows).lower()
    words = set(re.findall(r"@?[\w/-]+", written))
    for name in declared():
        called = _CALLED.get(name, name).lower()
        wild = name.startswith("types-") and "types-*" in written
        short = called.removesuffix("-kjanat")
        assert wild or {called, short} & words or (" " in called and called in written), f"{name} has no row"


@pytest.mark.parametrize(
    ("licences", "good"),
    [
        (("MIT",), True),
        (("License :: OSI Approved :: BSD License",), True),
        (("MIT AND PSF-2.0",), True),
        (("GPL-2.0-only OR MIT",), True),
        (("License :: OSI Approved :: Artistic License", "GPL-2.0-or-later"), True),
        (("MIT AND GPL-3.0",), False),
        (("AGPL-3.0",), False),
        (("MIT-like",), False),
        ((), False),
    ],
)
def test_licences(licences: tuple[str, ...], *, good: bool) -> None:
    assert is_good(("some", "1", licences)) is good


def test_a_bad_licence_is_named(tmp_path: Path) -> None:
    """Check the command: a table, and a failure that names what nobody has read yet."""
    bill = {"components": [{"name": "odd", "version": "1", "licenses": [{"license": {"id": "AGPL-3.0"}}]}]}
    (tmp_path / "bill.json").write_text(json.dumps(bill), encoding="utf-8")
    files = (tmp_path / "bill.json", PROJECT / "package-lock.json")
    command = [sys.executable, "-m", "tests.supply.licences", *map(str, files)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "odd 1: AGPL-3.0" in done.stdout
    assert done.stderr.strip() == "To be read by a person first: odd"
