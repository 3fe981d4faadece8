"""The states of the content that git knows: which commit a name means, and its files in a folder."""

from dataclasses import dataclass
from pathlib import Path

from collection_kb.history.git import git_bytes, git_text


class NoStateError(Exception):
    """There is no such state; `reason` is `repository`, `commit` or `content`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Repository:
    """A repository; `docs` is the content folder seen from its root, with a slash at the end."""

    root: Path
    docs: str

    def commit(self, name: str) -> str:
        """Return the id of the commit that `name` means; raises NoStateError."""
        found = git_text(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if not found:
            raise NoStateError("commit")
        return found.strip()

    def common(self, base: str, head: str) -> str:
        """Return the commit where `head` left `base`; `base` itself when they have none in common."""
        return (git_text(self.root, "merge-base", base, head) or base).strip()

    def write(self, commit: str, folder: Path, below: str = "") -> None:
        """Write the regular files of a commit into a folder, byte by byte as they were committed.

        `git archive` would do it as well, but obeys what an author writes into `.gitattributes`: a file could be left
        out of the report or come with other line ends. Links are left out: they could lead anywhere.
        """
        listed = (
            git_text(self.root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *([below] if below else [])) or ""
        )
        files: list[tuple[str, str]] = []
        for entry in listed.split("\0"):
            about, _, path = entry.partition("\t")
            mode, _, name = about.partition(" ")
            if mode in {"100644", "100755"}:
                files.append((path, name.removeprefix("blob ")))
        if not files:
            raise NoStateError("content")
        asked = "".join(f"{name}\n" for _, name in files).encode()
        printed = git_bytes(self.root, "cat-file", "--batch", given=asked) or b""
        start = 0
        for path, _ in files:
            end = printed.find(b"\n", start)
            size = printed[start:end].rpartition(b" ")[2]
            if not size.isdigit():  # a clone without all of its files
                raise NoStateError("content")
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            stop = end + 1 + int(size)
            target.write_bytes(printed[end + 1 : stop])
            start = stop + 1

    def outside(self, base: str, head: str | None) -> tuple[str, ...]:
        """Return the changed files that are no content; without a `head`, those of the working tree."""
        changed = git_text(
            self.root, "diff", "--name-only", "--no-renames", "-z", base, *([head] if head else []), "--"
        )
        new = "" if head else git_text(self.root, "ls-files", "--others", "--exclude-standard", "-z")
        paths = {path for text in (changed, new) if text for path in text.split("\0")}
        return tuple(sorted(path for path in paths if path and not path.startswith(self.docs)))


def repository_of(docs: Path) -> Repository:
    """Return the repository around the content folder; raises NoStateError when there is none with a commit."""
    read = git_text(docs, "rev-parse", "--show-toplevel", "--show-prefix", "HEAD")
    if read is None:
        raise NoStateError("repository")
    root, prefix, _ = read.split("\n", 2)
    return Repository(Path(root), prefix)
