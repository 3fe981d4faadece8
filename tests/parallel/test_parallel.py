"""Two processors build the same site as one, and say the same about it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from collection_kb.benchmark.synthetic import add_synthetic
from tests.test_build import digest

MADE_UP = 60
"""Enough for a share that is worth a process."""


def build_on(processors: set[int], project: Path, site: Path) -> str:
    """Build on these processors and return the log."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--config-file",
        str(project / "mkdocs.yml"),
        "--site-dir",
        str(site),
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
        cwd=project,
        preexec_fn=lambda: os.sched_setaffinity(0, processors),
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="there is one processor only")
def test_same_site_with_one_processor(project: Path, tmp_path: Path) -> None:
    """Check that every file is the same, and that a mistake in a page is said once, whoever draws it."""
    add_synthetic(project / "docs", MADE_UP)
    for file in (project / "docs" / "zh").rglob("*-[0-9]*.md"):
        file.write_text(f"{file.read_text(encoding='utf-8')}\n[x](#nowhere-{file.stem})\n", encoding="utf-8")
    processors = os.sched_getaffinity(0)
    logs = {
        name: build_on(used, project, tmp_path / name)
        for name, used in (("one", {min(processors)}), ("all", processors))
    }
    assert digest(tmp_path / "one") == digest(tmp_path / "all")
    mistakes = {
        name: sorted(line for line in log.splitlines() if "nowhere" in line and line.startswith("WARNING"))
        for name, log in logs.items()
    }
    assert len(mistakes["one"]) == MADE_UP
    assert mistakes["one"] == mistakes["all"]
