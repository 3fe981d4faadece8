"""The library survives whatever stands in its folder."""

from pathlib import Path

from collection_kb.knowledge.library import load_library


def test_index(project: Path) -> None:
    """Check that articles are found by slug and language, and by provision."""
    library = load_library(project / "docs")
    assert list(library.articles) == ["obj-lost-job", "obj-no-money", "law-limitation-period", "listen-and-ask"]
    assert library.articles["obj-no-money"].texts["en"].title == "“I have no money”"
    assert [article.slug for article in library.citing("pipl-5-6")] == ["obj-no-money"]
    assert library.findings == ()


def test_loaded_once(project: Path) -> None:
    """Check that a library is read again only when a file has changed."""
    first = load_library(project / "docs")
    assert load_library(project / "docs") is first
    file = project / "docs" / "en" / "guides" / "listen-and-ask.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Let them", "Let the customer"), encoding="utf-8")
    assert load_library(project / "docs").articles["listen-and-ask"].texts["en"].title == "Let the customer talk first"


def test_symbolic_links_are_not_followed(project: Path, tmp_path: Path) -> None:
    """Check that a link out of the tree brings nothing in."""
    outside = tmp_path / "outside.md"
    outside.write_text("---\ntitle: 外面\n---\n", encoding="utf-8")
    (project / "docs" / "zh" / "objections" / "obj-outside.md").symlink_to(outside)
    library = load_library(project / "docs")
    assert "obj-outside" not in library.articles
    assert library.findings == ()


def test_empty_folder(tmp_path: Path) -> None:
    """Check that a folder without data gives findings, not an exception."""
    (tmp_path / "docs").mkdir()
    library = load_library(tmp_path / "docs")
    assert {finding.rule for finding in library.findings} == {"KB062"}


def test_large_article(project: Path) -> None:
    """Check that two megabytes are read and more than four are refused by name."""
    file = project / "docs" / "en" / "guides" / "listen-and-ask.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\nmore words\n" * 180_000, encoding="utf-8")
    assert load_library(project / "docs").findings == ()
    file.write_text(text + "\nmore words\n" * 400_000, encoding="utf-8")
    assert [finding.rule for finding in load_library(project / "docs").findings] == ["KB004"]
