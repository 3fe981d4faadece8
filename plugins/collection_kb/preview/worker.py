"""The process that holds a built site. Each build is one of its own, so that it sees changed plugins as well."""

import multiprocessing
import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from collection_kb.preview.messages import Built, Failed, Shown, Unknown

PATIENCE = 10.0
"""Seconds for one edit; a process that needs longer is given up."""

_FRESH = multiprocessing.get_context("spawn")


class Worker:
    """A site that is being built, and then edited."""

    def __init__(self, config_file: Path, site: Path, address: str) -> None:
        self.site = site
        self._connection, theirs = _FRESH.Pipe()
        self._process = _FRESH.Process(target=work, args=(theirs, config_file, site, address), daemon=True)
        self._process.start()
        theirs.close()

    def built(self) -> Built | Failed:
        """Wait for the end of the build."""
        try:
            answer = self._connection.recv()
        except (EOFError, OSError):
            return Failed("The build ended before its time.")
        return answer if isinstance(answer, Built | Failed) else Failed(str(answer))

    def edit(self, source: str) -> Shown | Unknown:
        """Show an edited file, given as `zh/objections/slug.md`."""
        try:
            self._connection.send(source)
            answer = self._connection.recv() if self._connection.poll(PATIENCE) else Unknown()
        except (EOFError, OSError):
            return Unknown()
        return answer if isinstance(answer, Shown) else Unknown()

    def end(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()
        self._connection.close()


def work(connection: Connection, config_file: Path, site: Path, address: str) -> None:
    """Build, then show one edit after the other until the server hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends us
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    try:
        from collection_kb.preview.workshop import Workshop  # noqa: PLC0415 - what a developer breaks breaks here

        workshop = Workshop(config_file, site, address)
        result = workshop.build()
    except Exception as error:  # noqa: BLE001 - the server stays up and says it
        result = Failed(f"{type(error).__name__}: {error}")
    connection.send(result)
    while isinstance(result, Built):
        try:
            source = connection.recv()
        except EOFError:
            break
        try:
            connection.send(workshop.edit(source))
        except Exception as error:  # noqa: BLE001 - whatever a template raises: a whole build will say it better
            sys.stderr.write(f"{source}: {error}\n")
            connection.send(Unknown())
