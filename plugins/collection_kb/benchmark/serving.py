"""How much of nginx the built site needs: requests a second, beside plain files of the same size."""

import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

from collection_kb.benchmark.engines.engine import BenchError
from collection_kb.benchmark.nginx import free_port, nginx

_ROUNDS = 5
_SECONDS = 1
_LOAD = ("--threads", "1", "--connections", "16", "--duration", f"{_SECONDS}s")
_BARE = """\
  server {{
    listen 127.0.0.1:{port};
    root {root};
    access_log {log};
    sendfile on;
    tcp_nopush on;
  }}
"""


def throughput(project: Path, site: Path, work: Path) -> dict[str, object]:
    """Return requests a second of nginx for files of the site, and for plain files of as many bytes.

    `ratio` compares with a plain file that the same configuration serves: what the site needs beyond it. `ratio_bare`
    compares with a server without any settings: what headers, types and sign-in cost as well. Each is the median of
    rounds in which all take turns; a file is asked for as browsers do, compressed, and as it is. Raises BenchError when
    nginx or the load tool `wrk` is missing, or an answer is not what it should be.
    """
    if not shutil.which("wrk"):
        raise BenchError("The bench needs wrk (Debian: apt-get install wrk).")
    served = shutil.copytree(site, work / "served")
    port = free_port()
    files: dict[str, dict[str, float]] = {}
    more = _BARE.format(port=port, root=served, log=work / "bare.log")
    with nginx(project, served, work, more=more) as address:
        for path in _paths(site):
            file = site / f"{path}index.html" if path.endswith("/") or not path else site / path
            squeezed = file.with_name(f"{file.name}.gz")
            if not squeezed.exists():
                raise BenchError(f"{squeezed} is missing; build the site with `kb build --gzip`.")
            shutil.copyfile(file, served / "plain.html")
            shutil.copyfile(squeezed, served / "plain.html.gz")
            for form, bare, size in (("identity", "plain.html", file), ("gzip", "plain.html.gz", squeezed)):
                addresses = (f"{address}/{path}", f"{address}/plain.html", f"http://127.0.0.1:{port}/{bare}")
                rounds = [[_load(url, f"Accept-Encoding: {form}") for url in addresses] for _ in range(_ROUNDS)]
                ours, same, plain = (round(statistics.median(column)) for column in zip(*rounds, strict=True))
                files[f"/{path} {form}"] = {
                    "bytes": size.stat().st_size,
                    "site": ours,
                    "plain": same,
                    "bare": plain,
                    "ratio": round(statistics.median(one[0] / one[1] for one in rounds), 3),
                    "ratio_bare": round(statistics.median(one[0] / one[2] for one in rounds), 3),
                }
    medians = {key: round(statistics.median(one[key] for one in files.values()), 3) for key in ("ratio", "ratio_bare")}
    return {"unit": "requests a second, medians", "files": files, **medians}


def _paths(site: Path) -> Iterator[str]:
    yield ""
    yield "objections/obj-no-money/"
    yield from (file.relative_to(site).as_posix() for file in sorted(site.glob("assets/kb/kb.*.js"))[:1])


def _load(url: str, header: str) -> float:
    command = ["wrk", *_LOAD, "--header", header, url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - loopback only
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if not rate or "Non-2xx" in done.stdout:
        raise BenchError(f"{url} could not be measured:\n{done.stdout}{done.stderr}")
    return float(rate[1])
