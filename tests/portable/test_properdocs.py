"""ProperDocs, the continuation of MkDocs 1, builds the same site from the same files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import build_site
from tests.reproducible.environments import differences

pytestmark = pytest.mark.xdist_group("portable")  # its sites are built once


def test_same_site(project: Path, tmp_path: Path) -> None:
    """Check that it gives the same bytes, and needs nothing of MkDocs for it."""
    away = tmp_path / "away" / "mkdocs"
    away.mkdir(parents=True)
    (away / "__init__.py").write_text("raise ImportError('MkDocs is away.')\n", encoding="utf-8")
    without = {**os.environ, "PYTHONPATH": str(away.parent)}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        whole = [sys.executable, "-m", *command]
        return subprocess.run(whole, cwd=project, env=without, capture_output=True, text=True, check=False)

    assert "MkDocs is away." in run("mkdocs", "--version").stderr
    ours = build_site(project / "mkdocs.yml", tmp_path / "mkdocs-site", "--strict")
    theirs = run("properdocs", "build", "--strict", "--site-dir", str(tmp_path / "properdocs-site"))
    assert (ours.returncode, theirs.returncode) == (0, 0), ours.stderr + theirs.stderr
    assert (tmp_path / "mkdocs-site" / "en" / "objections" / "obj-no-money" / "index.html").is_file()
    assert differences(tmp_path / "mkdocs-site", tmp_path / "properdocs-site") == []
