"""The same content gives the same bytes on any day, in any folder, time zone and locale."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reproducible.environments import ELSEWHERE, HERE, THERE, age, build, differences


def without_cache(project: Path, name: str) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    start = text.index("      cache: ")
    config.write_text(text[:start] + f"      cache: {name}" + text[text.index("\n", start) :], encoding="utf-8")


def test_another_environment(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Check a build here against one in another environment, the model learned anew in each."""
    without_cache(project, ".cache")
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    subprocess.run(["git", "add", "--all"], cwd=project, check=True)
    person = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    subprocess.run(["git", *person, "commit", "--quiet", "--message", "把话说清楚"], cwd=project, check=True)
    there = tmp_path_factory.mktemp("elsewhere") / "另一个 地方" / "kb"
    shutil.copytree(project, there)
    age(there)
    build(project, there.parent / "here", HERE)
    build(there, there.parent / "there", THERE, umask=0o077)
    assert differences(there.parent / "here", there.parent / "there") == []


def test_elsewhere_is_elsewhere(tmp_path: Path) -> None:
    """Check that the other environment has another day and another order, else the comparison proves nothing."""
    for number in range(50):
        (tmp_path / str(number)).touch()
    code = (
        "import os, time, datetime, pathlib; print(datetime.date.today().year, time.gmtime().tm_year, "
        f"list(os.walk({str(tmp_path)!r}))[0][2], [p.name for p in pathlib.Path({str(tmp_path)!r}).iterdir()])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(ELSEWHERE)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]
    plain = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert len({*runs, plain}) == 3
    assert runs[0].split()[:2] != plain.split()[:2]
