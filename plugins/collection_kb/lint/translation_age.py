"""Whether an English text was changed along with the Chinese one or later: then somebody has looked at both."""

from collections.abc import Iterator
from pathlib import Path

from collection_kb.history.git import git_text
from collection_kb.knowledge.markdown_file import read_markdown_file
from collection_kb.knowledge.source import Source
from collection_kb.lint.translation import Pair, digest, digest_of

_COMMITS = 200
"""So many changes that touched either file are looked at."""


def is_surely_current(docs: Path, pair: Pair) -> bool:
    """Return whether, in the repository around `docs`, the English words changed with the Chinese ones or after them.

    Going back from the working copy, the first change of either text decides; without a repository nothing is sure.
    A merge counts as one change.
    """
    chinese, english = digest_of(pair.chinese), digest_of(pair.english)
    for chinese_before, english_before in _states(docs, pair):
        if english_before != english:
            return True
        if chinese_before != chinese:
            return False
    return False


def _states(docs: Path, pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield the digests of both texts at the last commit, and before each change that touched either of them."""
    names = [text.path.partition("/")[2] for text in (pair.chinese, pair.english)]
    log = git_text(docs, "log", f"-{_COMMITS}", "--first-parent", "--format=%H", "--", *names)
    if log is None or git_text(docs, "rev-parse", "--is-shallow-repository") != "false\n":
        return
    for revision in ("HEAD", *(f"{commit}^" for commit in log.split())):
        yield _digest_at(docs, revision, names[0]), _digest_at(docs, revision, names[1])


def _digest_at(docs: Path, revision: str, name: str) -> str:
    """Return the digest at a commit; nothing when the file was not there or could not be read."""
    written = git_text(docs, "show", f"{revision}:./{name}")
    file = written and read_markdown_file(Source(name, written.replace("\r\n", "\n")), [])
    if not file:
        return ""
    record = file.record
    title, summary = record.text("title"), record.text("summary", required=False)
    return digest(title, summary, record.texts("aliases"), file.body)
