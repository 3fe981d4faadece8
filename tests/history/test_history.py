"""What git tells of the past, and what it must not be asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from collection_kb.history.change import changes
from collection_kb.history.commit import subject_of
from collection_kb.history.history import History
from collection_kb.history.pages import LastChanged, last_changed, recently_changed
from collection_kb.history.repository import _committed, read_history
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import load_library
from tests.history.conftest import Repository

CARD = "docs/zh/objections/obj-no-money.md"
GUIDE = "docs/zh/guides/listen-and-ask.md"
REVIEWED = LastChanged("2026-11-24", is_change=False)


def add_line(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def last(project: Path, slug: str, language: Language = "zh") -> LastChanged | None:
    docs = project / "docs"
    return last_changed(load_library(docs).articles[slug], language, read_history(docs))


def told(project: Path, language: Language = "zh") -> Iterator[tuple[str, dict[str, str]]]:
    docs = project / "docs"
    for change in changes(read_history(docs), load_library(docs), language):
        yield change.commit.subject, dict(change.kinds)


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("Say it shorter\n\nBecause nobody read it.\n", "Say it shorter"),
        ("Say it\nshorter\n\nReviewed-by: Zhang San <a@example.com>", "Say it shorter"),
        ("Say it shorter\nCo-authored-by: Zhang San <a@example.com>\n", "Say it shorter"),
        ("fix: <b>say</b> it shorter", "fix: <b>say</b> it shorter"),
        ("Signed-off-by: Zhang San <a@example.com>", ""),
        ("按王工a.b@example.com.cn的意见改", "按王工的意见改"),
        ("Update checkout@4.1.2", "Update checkout@4.1.2"),
        ("a\x07b\x1b[31m\ufffe\r\n\r\nbody", "ab[31m"),
        ("", ""),
    ],
)
def test_subject(message: str, subject: str) -> None:
    """Check that the reason is the first paragraph, without trailers, addresses and what XML cannot hold."""
    assert subject_of(message) == subject


def test_last_change_of_each_language(repository: Repository) -> None:
    """Check that the day is the author's own, and that each language has its own."""
    repository.commit("Begin", "2026-11-20T00:30:00+08:00")
    add_line(repository.root / CARD)
    repository.commit("Mend", "2026-11-21T23:30:00-05:00")
    assert last(repository.root, "obj-no-money", "zh") == LastChanged("2026-11-21", is_change=True)
    assert last(repository.root, "obj-no-money", "en") == LastChanged("2026-11-20", is_change=True)


def test_unsaved_article(repository: Repository) -> None:
    """Check that an article that is being edited, staged or not, or is new, falls back to its review, or nothing."""
    repository.commit("Begin")
    add_line(repository.root / CARD)
    assert last(repository.root, "obj-no-money") == REVIEWED
    repository.git("add", "--all")
    assert last(repository.root, "obj-no-money") == REVIEWED
    assert last(repository.root, "listen-and-ask") == LastChanged("2026-11-20", is_change=True)
    for language in ("zh", "en"):
        guide = repository.root / "docs" / language / "guides" / "listen-and-ask.md"
        guide.with_stem("new-guide").write_bytes(guide.read_bytes())
    assert last(repository.root, "new-guide") is None


def test_restored_article(repository: Repository) -> None:
    """Check that a file put back where one was removed does not get the day of the removal."""
    repository.commit("Begin")
    text = (repository.root / CARD).read_bytes()
    (repository.root / CARD).unlink()
    repository.commit("Remove", "2026-11-21T12:00:00+08:00")
    (repository.root / CARD).write_bytes(text)
    assert last(repository.root, "obj-no-money") == REVIEWED


def test_renamed_article(repository: Repository) -> None:
    """Check that a rename is followed, and that another article under the old name is another article."""
    repository.commit("Begin")
    for language in ("zh", "en"):
        guide = repository.root / "docs" / language / "guides" / "listen-and-ask.md"
        guide.rename(guide.with_stem("hear-first"))
    repository.commit("Rename", "2026-11-21T12:00:00+08:00")
    for language in ("zh", "en"):
        guide = repository.root / "docs" / language / "guides" / "hear-first.md"
        guide.with_stem("listen-and-ask").write_bytes(guide.read_bytes())
    repository.commit("Write anew", "2026-11-22T12:00:00+08:00")
    assert last(repository.root, "hear-first") == LastChanged("2026-11-21", is_change=True)
    assert last(repository.root, "listen-and-ask") == LastChanged("2026-11-22", is_change=True)
    begin = dict.fromkeys(("obj-lost-job", "obj-no-money", "law-limitation-period", "hear-first"), "added")
    assert list(told(repository.root)) == [
        ("Write anew", {"listen-and-ask": "added"}),
        ("Rename", {"hear-first": "changed"}),
        ("Begin", begin),
    ]


def test_changes_of_each_language(repository: Repository) -> None:
    """Check that a language lists its own articles only, without pages and data, and that removed ones are told."""
    repository.commit("Begin")
    add_line(repository.root / "docs" / "en" / "guides" / "listen-and-ask.md")
    repository.commit("Mend the English", "2026-11-21T12:00:00+08:00")
    add_line(repository.root / "docs" / "zh" / "index.md")
    add_line(repository.root / "docs" / "_data" / "roles.yml")
    repository.commit("Touch no article", "2026-11-22T12:00:00+08:00")
    (repository.root / "docs" / "zh" / "objections" / "obj-lost-job.md").unlink()
    repository.commit("", "2026-11-23T12:00:00+08:00")
    history = read_history(repository.root / "docs")
    assert [subject for subject, _ in told(repository.root, "en")] == ["Mend the English", "Begin"]
    removal, begin = told(repository.root, "zh")
    assert removal == (history.commits[0].id[:10], {"obj-lost-job": "removed"})
    assert begin[0] == "Begin"


def test_recently_changed(repository: Repository) -> None:
    """Check that the list has the latest first, by hour; without a history those checked last."""
    library = load_library(repository.root / "docs")

    def listed(history: History) -> list[tuple[str, bool]]:
        recent = recently_changed(history, library, "zh", str)
        return [(one.entry.slug, one.last_changed.is_change) for one in recent]

    repository.commit("Begin")
    for hour, path in (("13", GUIDE), ("14", CARD)):
        add_line(repository.root / path)
        repository.commit("Mend", f"2026-11-21T{hour}:00:00+08:00")
    assert listed(read_history(repository.root / "docs")) == [
        ("obj-no-money", True),
        ("listen-and-ask", True),
        ("obj-lost-job", True),
        ("law-limitation-period", True),
    ]
    dated = [slug for slug, article in library.articles.items() if article.facts.reviewed]
    assert listed(History(missing="no git")) == [(slug, False) for slug in dated]


def test_no_history(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check that each way to lack a history is told, and that none ends in an error."""
    docs = project / "docs"
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    assert read_history(docs).missing == "docs/ is in no repository with commits"
    repository = Repository(project)
    assert read_history(docs).missing == "docs/ is in no repository with commits"
    (project / ".gitignore").write_text("docs/\n", encoding="utf-8")
    repository.commit("Begin without the content")
    assert read_history(docs).missing == "no commit touched docs/"
    (project / ".gitignore").unlink()
    repository.commit("Begin")
    assert not read_history(docs).missing
    repository.git("clone", "--quiet", "--depth", "1", f"file://{project}", str(tmp_path / "shallow"))
    assert "shallow clone" in read_history(tmp_path / "shallow" / "docs").missing
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert read_history(docs) == History(missing="git is not installed")


def test_settings_of_the_author(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check that neither an author's git configuration nor a hook's environment changes what is read."""
    repository.commit("Begin")
    add_line(repository.root / CARD)
    repository.commit("Mend", "2026-11-21T12:00:00+08:00")
    (repository.root / GUIDE).rename(repository.root / GUIDE.replace("listen-and-ask", "hear-first"))
    repository.commit("改名", "2026-11-22T12:00:00+08:00")
    plain = read_history(repository.root / "docs")
    assert len(plain.commits) == 3
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[log]\n  showRoot = false\n  showSignature = true\n  follow = true\n  date = relative\n  diffMerges = on\n"
        "[color]\n  ui = always\n[diff]\n  renames = false\n  renameLimit = 1\n  relative = false\n"
        "[status]\n  relativePaths = false\n  branch = true\n  short = true\n[i18n]\n  logOutputEncoding = GBK\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    _committed.cache_clear()
    assert read_history(repository.root / "docs") == plain


def test_build_writes_nothing(repository: Repository) -> None:
    """Check that reading leaves the repository as it was, its index included."""
    repository.commit("Begin")
    index = repository.root / ".git" / "index"
    (repository.root / CARD).touch()
    before = index.read_bytes()
    assert last(repository.root, "obj-no-money") == LastChanged("2026-11-20", is_change=True)
    assert index.read_bytes() == before
