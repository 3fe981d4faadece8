"""A real nginx with the configuration of `deploy/nginx`, as a process of its own on loopback."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collection_kb.benchmark.engines.engine import BenchError

_MAIN = """\
{user}daemon off;
worker_processes 2;
pid {work}/nginx.pid;
error_log {work}/error.log;
events {{ worker_connections 256; }}
http {{
  client_body_temp_path {work}/body;
  proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi;
  scgi_temp_path {work}/scgi;
  include kb.conf;
{more}
}}
"""
_PLACES = {"listen": "8080", "root": "/srv/kb/site", "log": "/var/log/nginx/access.log"}
"""What the configuration says, and this machine has elsewhere."""

_PATIENCE = 20.0
"""Seconds within which a server must answer."""


def free_port() -> int:
    """Return a port of loopback that nobody listens at just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def nginx(project: Path, site: Path, work: Path, *, more: str = "") -> Iterator[str]:
    """Serve `site` with the configuration of `project` and give the address; ends the process, and only that one.

    Sign-in is on when `work/kb/` has its file. `more` are further lines of the `http` block. Raises BenchError when
    nginx is missing or does not start.
    """
    port = free_port()
    text = (project / "deploy" / "nginx" / "kb.conf").read_text(encoding="utf-8")
    here = {"listen": f"127.0.0.1:{port}", "root": str(site), "log": str(work / "access.log")}
    for name, place in _PLACES.items():
        text = text.replace(place, here[name])
    (work / "kb.conf").write_text(text, encoding="utf-8")
    user = "user root;\n" if os.geteuid() == 0 else ""  # scratch folders are closed to everybody else
    (work / "nginx.conf").write_text(_MAIN.format(user=user, work=work, more=more), encoding="utf-8")
    log = work / "start.log"
    command = [_program(project), "-p", str(work), "-e", str(log), "-c", str(work / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:  # noqa: S603 - our own command
        try:
            _wait(running, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait()


def _program(project: Path) -> str:
    places = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", str(project / ".cache/nginx/usr/sbin")))
    found = shutil.which("nginx", path=places)
    if not found:
        raise BenchError("nginx is missing; `make setup-dev` fetches it.")
    return found


def _wait(running: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    raise BenchError(f"nginx does not start:\n{said}")
