"""The former address of an article that was retired or renamed."""

from dataclasses import dataclass

from collection_kb.knowledge.record import Record


@dataclass(frozen=True)
class Redirect:
    """A place that has no article any more, `folder/slug`, and the slug of the article that readers are led to."""

    id: str
    to: str
    path: str
    lines: tuple[int, int]
    """The lines of both in the data file at `path`."""


def read_redirect(record: Record) -> Redirect:
    """Return one entry of `redirects.yml`; whether it leads anywhere is checked by a rule."""
    redirect = Redirect(
        id=record.text("from"),
        to=record.text("to"),
        path=record.path,
        lines=(record.line("from"), record.line("to")),
    )
    record.close()
    return redirect
