"""The small knowledge base, exported and built by Zensical."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from collection_kb.cli import main
from tests.conftest import serving, shared_folder, small_project


def export(project: Path, out: Path) -> None:
    result = CliRunner().invoke(main, ["export", str(out), "--docs", str(project / "docs")])
    assert result.exit_code == 0, result.output


def build_with_zensical(folder: Path) -> None:
    """Build all languages, the first one first: it empties the folder of the site."""
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", config]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that Zensical makes of the export."""
    shared = shared_folder(tmp_path_factory) / "zensical"
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            export(small_project(shared, tmp_path_factory), shared / "out")
            build_with_zensical(shared / "out")
    return shared / "out" / "site"


@pytest.fixture(scope="session")
def address(moved: Path) -> Iterator[str]:
    """Serve it on loopback and give its address."""
    with serving(moved) as address:
        yield address
