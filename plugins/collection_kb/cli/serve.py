"""`kb serve`: the site while it is being written."""

import errno
import signal
import tempfile
import threading
from pathlib import Path

import click

from collection_kb.cli.options import docs_option
from collection_kb.preview.desk import Desk

_PACKAGE = Path(__file__).parent.parent


def _address(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise click.BadParameter("an address is written as 127.0.0.1:8000")
    return host, int(port)


@click.command()
@click.option(
    "--address", default="127.0.0.1:8000", callback=_address, help="Host and port; port 0 takes one that is free."
)
@docs_option
def serve(address: tuple[str, int], docs: Path) -> None:
    """Serve the site, show a saved article at once with what is wrong with it, and build the rest right after."""
    from collection_kb.preview.changes import Watch  # noqa: PLC0415 - no other command needs them
    from collection_kb.preview.server import Server  # noqa: PLC0415
    from collection_kb.preview.session import Session  # noqa: PLC0415

    config_file = docs.resolve().parent / "mkdocs.yml"
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with tempfile.TemporaryDirectory(prefix="kb-serve-") as scratch:
        try:
            server = Server(address)
        except OSError as error:
            reason = "the port is taken" if error.errno == errno.EADDRINUSE else error.strerror
            raise click.ClickException(f"{address[0]}:{address[1]}: {reason}") from None
        url = f"http://{address[0]}:{server.server_port}/"
        session = Session(config_file, docs.resolve(), Path(scratch), url, lambda desk: _tell(desk, url))
        watch = Watch((docs, config_file, _PACKAGE), session.change)
        watch.start()
        session.start()
        server.start(session)
        try:
            ended.wait()
        except KeyboardInterrupt:
            click.echo()
        finally:
            server.shutdown()
            watch.stop()
            session.stop()


def _tell(desk: Desk, url: str) -> None:
    """Say in the terminal what a build ended in."""
    if desk.failed:
        listed = "\n".join(finding.text("zh") for finding in desk.failed.findings)
        click.echo(
            f"{listed or desk.failed.problem}\n{url}: the site could not be built; it stays as it was.", err=True
        )
    else:
        click.echo(f"OK: {url}")
