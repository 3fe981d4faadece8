"""Building sites to be measured, as their authors would."""

import os
import subprocess
import sys
from pathlib import Path

from collection_kb.benchmark.engines.engine import BenchError


def build_site(config: Path, site: Path, plugins: Path | None = None) -> None:
    """Build with MkDocs; raises BenchError with the end of the log when that fails.

    Given `plugins`, a folder with another state of this package, the site is built with that one.
    """
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--config-file",
        str(config),
        "--site-dir",
        str(site),
    ]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    if plugins:
        environment["PYTHONPATH"] = str(plugins)
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=config.parent)  # noqa: S603 - our own command
    if done.returncode:
        raise BenchError(f"The site of {config} could not be built:\n" + "\n".join(done.stderr.splitlines()[-15:]))
