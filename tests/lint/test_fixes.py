"""`kb lint --fix` mends what is mechanical, and touches nothing else."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection_kb.cli import main
from collection_kb.knowledge.markdown_file import read_markdown_file
from collection_kb.knowledge.source import Source
from collection_kb.lint.fixes import mended
from collection_kb.lint.front_matter import ORDER

CARD = "objections/obj-no-money.md"


def lint(project: Path, *options: str) -> list[str]:
    result = CliRunner().invoke(main, ["lint", "--docs", str(project / "docs"), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output.splitlines()


def change(project: Path, name: str, old: str, new: str) -> Path:
    file = project / "docs" / name
    text = file.read_bytes().decode("utf-8")
    assert old in text
    file.write_bytes(text.replace(old, new).encode("utf-8"))
    return file


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("---\ntitle", "\ufeff---\ntitle"),
        ("owner: operations\nreviewed: 2026-11-24\n", "reviewed: 2026-11-24\nowner: operations\n"),
        ("title: “我没钱”\n", "title: “我没钱” \t\n"),
        ("title: “我没钱”", "title: “我没钱”  "),
        ("\n\n## 这样问", " \n  \n## 这样问  "),
    ],
)
def test_mended(project: Path, old: str, new: str) -> None:
    """Check that the file is as it was before the mistake, that again changes nothing, and that no file is added."""
    file = project / "docs" / "zh" / CARD
    file.chmod(0o640)
    before = file.read_bytes()
    files = {path for path in project.rglob("*") if ".cache" not in path.parts}
    change(project, f"zh/{CARD}", old, new)
    assert lint(project, "--fix") == ["没有发现问题。"]
    assert file.read_bytes() == before
    assert file.stat().st_mode & 0o777 == 0o640
    moment = file.stat().st_mtime_ns
    assert lint(project, "--fix") == ["没有发现问题。"]
    assert file.stat().st_mtime_ns == moment
    assert {path for path in project.rglob("*") if ".cache" not in path.parts} == files


def test_comments_go_with_their_key(project: Path) -> None:
    """Check that a key moves with its comment and its list, and that an unknown key stays behind them."""
    file = project / "docs" / "zh" / "guides" / "listen-and-ask.md"
    file.write_text(
        "---\n# 谁负责\nowner: training # 培训岗\nnew: 1\naliases:\n  - 倾听\n  - ' 提问 '\n"
        "title: 先听\nsummary: 先听后问\n---\n正文\n",
        encoding="utf-8",
    )
    lint(project, "--fix")
    assert file.read_text(encoding="utf-8") == (
        "---\ntitle: 先听\nsummary: 先听后问\naliases:\n  - 倾听\n  - '提问'\n"
        "# 谁负责\nowner: training # 培训岗\nnew: 1\n---\n正文\n"
    )


def test_values_over_several_lines_stay(project: Path) -> None:
    """Check that blanks which belong to a value are not taken for a mistake of another kind."""
    change(project, f"zh/{CARD}", "summary: 先分清", "summary: >-\n  先分清  \n  先分清")
    lint(project, "--fix")
    text = (project / "docs" / "zh" / CARD).read_text(encoding="utf-8")
    assert "summary: >-\n  先分清\n  先分清" in text


def git(project: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=project, env=environment, check=True, capture_output=True)


@pytest.fixture
def committed(project: Path) -> Path:
    """Return the project with everything committed."""
    git(project, "init", "-q")
    git(project, "add", "docs")
    git(project, "commit", "-qm", "First")
    return project


def change_chinese(project: Path) -> None:
    change(project, f"zh/{CARD}", "数小不要紧", "数小没关系")


def change_english(project: Path) -> None:
    change(project, f"en/{CARD}", "A small figure is fine", "A small figure is all right")


def stale(project: Path) -> bool:
    return any("KB035" in line for line in lint(project, "--fix"))


def test_chinese_alone(committed: Path) -> None:
    """Check that an English text that nobody touched is left, and said to be old, committed or not."""
    change_chinese(committed)
    assert stale(committed)
    git(committed, "commit", "-qam", "Chinese")
    assert stale(committed)


def test_same_change(committed: Path) -> None:
    """Check that the digest is renewed when both were changed together, before and after the commit."""
    change_chinese(committed)
    change_english(committed)
    before = (committed / "docs" / "en" / CARD).read_bytes()
    git(committed, "commit", "-qam", "Both")
    assert not stale(committed)
    git(committed, "checkout", "-qf", "HEAD~1")
    change_chinese(committed)
    change_english(committed)
    assert not stale(committed)
    after = (committed / "docs" / "en" / CARD).read_bytes()
    assert [one for one in after.split(b"\n") if one not in before.split(b"\n")] == [after.split(b"\n")[13]]


def test_english_later(committed: Path) -> None:
    """Check that an English text that was changed after the Chinese one follows it, and not the other way."""
    change_chinese(committed)
    git(committed, "commit", "-qam", "Chinese")
    change_english(committed)
    assert not stale(committed)
    git(committed, "commit", "-qam", "English")
    change(committed, f"zh/{CARD}", "数小没关系", "数小没事")
    assert stale(committed)


def test_mending_is_no_translating(committed: Path) -> None:
    """Check that what `--fix` itself did to the English file is not taken for the hand of a translator."""
    change_chinese(committed)
    change(committed, f"en/{CARD}", "## Ask\n", "## Ask \n")
    assert stale(committed)
    assert stale(committed)
    change(committed, f"en/{CARD}", "(obj-lost-job.md)", "(obj-lost-job.md#say)")
    assert stale(committed)


def test_without_repository(project: Path) -> None:
    """Check that nothing is taken for sure where there is no history."""
    change_chinese(project)
    change_english(project)
    assert stale(project)


def test_new_pair(committed: Path) -> None:
    """Check that two files that are new together get their digest."""
    for language in ("zh", "en"):
        source = committed / "docs" / language / "guides" / "listen-and-ask.md"
        text = source.read_text(encoding="utf-8").partition("aliases")[0] + "owner: training\n---\n"
        if language == "en":
            text = text.replace("owner: training\n", "")
        (source.parent / "new-guide.md").write_text(text, encoding="utf-8")
    assert any("new-guide.md:1: KB036" in line for line in lint(committed))
    assert not any("KB036" in line for line in lint(committed, "--fix"))


KEYS = st.sampled_from([*ORDER, "other"])
VALUES = st.sampled_from(
    ["甲", '" 甲 "', "[甲, ' 乙']", "\n  - 甲 \n  - 乙", "|\n  甲  \n  乙\n", "2026-11-24", "{a: b}  ", ""]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(
    front=st.lists(st.tuples(KEYS, VALUES, st.sampled_from(["", "# 说明\n", "\n"])), max_size=6),
    body=st.text(alphabet="甲a #>`~-\t\r\n ", max_size=60),
)
def test_meaning_is_kept(front: list[tuple[str, str, str]], body: str) -> None:
    """Check that mending keeps every key and value, blanks aside, and every line of the text, and is done at once."""
    text = "---\n" + "".join(f"{above}{key}: {value}\n" for key, value, above in front) + f"---\n{body}"
    once = mended(text, {"KB002", "KB003", "KB037", "KB038"})
    assert mended(once, {"KB002", "KB003", "KB037", "KB038"}) == once
    before, after = (
        read_markdown_file(Source("a.md", one.replace("\r\n", "\n").replace("\r", "\n")), []) for one in (text, once)
    )
    assert (before is None) == (after is None)
    if before and after:
        assert bare(before.front.value) == bare(after.front.value)
        assert [line.rstrip(" \t") for line in before.body.split("\n")] == [
            line.rstrip(" \t") for line in after.body.split("\n")
        ]


def unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def bare(value: object) -> object:
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items()}
    if isinstance(value, list):
        return [bare(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value
