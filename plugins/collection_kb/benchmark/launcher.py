"""Runs a command and prints what it cost, as JSON: `python -m collection_kb.benchmark.launcher COMMAND ...`.

A process of its own, because the kernel counts the memory of whoever starts a command as the command's: this one is
small, the bench, which has made and read thousands of articles, is not.
"""

import json
import resource
import subprocess
import sys
import time

_KB = 1024 if sys.platform == "darwin" else 1


def main(command: list[str]) -> int:
    """Return the exit code of the command."""
    start = time.perf_counter()
    code = subprocess.run(command, stdout=sys.stderr, check=False).returncode  # noqa: S603 - the bench's own command
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = {
        "wall_seconds": round(seconds, 2),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
        "peak_rss_kb": used.ru_maxrss // _KB,
    }
    sys.stdout.write(json.dumps(cost) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
