"""Building sites to be measured, as their authors would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from collection_kb.benchmark.engines.engine import BenchError


@dataclass(frozen=True)
class Cost:
    """What a build took: seconds on the clock, seconds of all processors, and memory at its peak (kB)."""

    wall_seconds: float
    cpu_seconds: float
    peak_rss_kb: int


def build_site(config: Path, site: Path, **settings: str) -> Cost:
    """Build with MkDocs in a process of its own, `settings` in its environment.

    Raises BenchError with the end of the log when that fails.
    """
    command = [
        sys.executable,
        "-m",
        "collection_kb.benchmark.launcher",
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
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=config.parent)  # noqa: S603 - our own command
    if done.returncode:
        raise BenchError(f"The site of {config} could not be built:\n" + "\n".join(done.stderr.splitlines()[-15:]))
    return Cost(**json.loads(done.stdout))
