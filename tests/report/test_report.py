"""A reviewer reads what a change means: what happened to the articles, what they rest on, who answers for them."""

import re
import tempfile
from pathlib import Path

import pytest
import yaml

from collection_kb.knowledge.library import load_library
from collection_kb.lint.translation import digest_of
from collection_kb.report import page as report_page
from tests.conftest import PROJECT
from tests.history.conftest import Repository
from tests.report.conftest import chapters, edit, report, rows, run

PREVIEW = "https://preview.example/7"


def change_three(root: Path) -> None:
    """Change a card in both languages, a law card in Chinese only, and take a guide away."""
    for language, old, new in (
        ("zh", "咱们先不谈全部，只看这个月：吃饭、房租、家里要用的先留出来，还能稳稳拿出多少？", "再不还就找你领导。"),
        ("en", "A small figure is fine", "A tiny figure is fine"),
    ):
        edit(root / "docs" / language / "objections" / "obj-no-money.md", (old, new))
    edit(
        root / "docs" / "zh" / "objections" / "obj-no-money.md",
        ("topics: [objections, psychology]", "topics: [law]"),
        ("provisions: [cba-2026-prohibited, pipl-5-6]", "provisions: [cba-2026-prohibited, civil-code-188-189]"),
    )
    edit(root / "docs" / "zh" / "law" / "law-limitation-period.md", ("普通债权。", "普通债权，信用卡也算。"))
    for language in ("zh", "en"):
        (root / "docs" / language / "guides" / "listen-and-ask.md").unlink()


def test_three_articles(repository: Repository) -> None:
    """Check every chapter of the report on a change to three articles."""
    change_three(repository.root)
    text = report(repository, "--preview-url", PREVIEW)
    told = chapters(text)
    assert text.startswith("<!-- kb report -->\n## 这次改动意味着什么\n")
    assert list(told) == [
        "先看这几处",
        "文章",
        "新踩的红线",
        "检查结果",
        "改了哪里",
        "主题：声明与推断",
        "法规依据的增减",
        "谁负责",
    ]
    assert told["先看这几处"].splitlines()[:5] == [
        "- 踩红线的话，新增 1 处",
        "- 检查出的错误，新增 2 处",
        "- 少了法规依据的文章 1 篇",
        "- 打不开的旧地址 1 个",
        "- 中文改了、英文没跟上的文章 1 篇",
    ]
    card, law = f"[“我没钱”]({PREVIEW}/objections/obj-no-money/)", f"[诉讼时效]({PREVIEW}/law/law-limitation-period/)"
    assert rows(told["文章"]) == [
        "| 移除 | 让对方先说 <code>listen-and-ask</code> — ⚠ 旧地址打不开，redirects.yml 里没有它 | 指南 | — |",
        f"| 修改 | {law} <code>law-limitation-period</code> | 法规卡 | ⚠ 中文改了，英文没跟上 |",
        f"| 修改 | {card} <code>obj-no-money</code> | 异议卡 | 两种语言一起改 |",
    ]
    assert "KB070 <code>docs/zh/objections/obj-no-money.md:26</code> “找你领导”踩了红线" in told["新踩的红线"]
    assert told["检查结果"].startswith("新问题 4 处（其中错误 2 处），改好了 0 处。")
    assert re.findall(r"^- (?:错误|提醒) (KB\d+) <code>(\S+?):", told["检查结果"], re.MULTILINE) == [
        ("KB024", "docs/en/objections/obj-no-money.md"),
        ("KB024", "docs/zh/objections/obj-no-money.md"),
        ("KB035", "docs/en/law/law-limitation-period.md"),
        ("KB035", "docs/en/objections/obj-no-money.md"),
    ]
    gained, lost = (
        "民法典 第一百八十八、一百八十九条 <code>civil-code-188-189</code>",
        "个人信息保护法 第五、六条 <code>pipl-5-6</code>",
    )
    assert rows(told["法规依据的增减"]) == [f"| {card} <code>obj-no-money</code> | {gained} | {lost} |"]
    law_topics, card_topics = (row.strip("| ").split(" | ") for row in rows(told["主题：声明与推断"]))
    assert (law_topics[1], card_topics[1]) == ("法律法规", "法律法规")
    assert card_topics[2] != "法律法规"  # a card about money is none about law, whatever its author says
    assert card_topics[3] == "⚠ 不一致"
    assert rows(told["谁负责"]) == [
        "| 催收运营岗 | <code>obj-no-money</code> | 异议卡 | — |",
        "| 法务岗 | <code>law-limitation-period</code>, <code>obj-no-money</code> | 法规卡 | 法律法规 |",
        "| 培训岗 | <code>listen-and-ask</code> | 指南 | 沟通与话术 |",
    ]
    assert len(text.encode()) < 60_000


def test_before_and_after(repository: Repository) -> None:
    """Check that a changed part is shown as it was and as it is, and an unchanged one is not."""
    change_three(repository.root)
    shown = chapters(report(repository))["改了哪里"]
    cards = shown.split("<details>")
    (card,) = (one for one in cards if "obj-no-money" in one and "中文" in one)
    assert re.findall(r"<strong>(.+?)</strong>\n\n<table>", card) == ["这样说"]
    before, after = card.split("</td>")[:2]
    assert "> 明白，您是手头紧，不是不认这笔账。咱们先不谈全部，只看这个月：" in before
    assert "> 明白，您是手头紧，不是不认这笔账。再不还就找你领导。" in after
    assert "| 主题 | objections, psychology | law |" in card
    (gone,) = (one for one in cards if "listen-and-ask" in one and "英文" in one)
    assert "<strong>Good and bad › Bad</strong> (移除)\n\n<strong>Agent</strong>: Listen to me first." in gone


def test_in_english(repository: Repository) -> None:
    """Check that the English report names articles by their English titles and links to their English pages."""
    change_three(repository.root)
    text = report(repository, "--lang", "en", "--preview-url", f"{PREVIEW}/")
    told = chapters(text)
    assert f"[“I have no money”]({PREVIEW}/en/objections/obj-no-money/) <code>obj-no-money</code>" in told["Articles"]
    own = re.sub(r"<details>.*</details>|<code>.*?</code>|“[^”]*”|\[[^]]*\]", "", text, flags=re.DOTALL)
    assert not re.search(r"[\u4e00-\u9fff]", own)


def test_nothing_changed(repository: Repository) -> None:
    """Check that a report on nothing says so."""
    assert report(repository).endswith("内容没有变化。\n")


def test_added(repository: Repository) -> None:
    """Check an article that is new, in one language only, with topics left to be inferred."""
    text = (repository.root / "docs" / "zh" / "objections" / "obj-lost-job.md").read_text(encoding="utf-8")
    new = text.replace("“我失业了”", "“我被裁了”")
    (repository.root / "docs" / "zh" / "objections" / "obj-laid-off.md").write_text(new, encoding="utf-8")
    told = chapters(report(repository))
    assert rows(told["文章"]) == ["| 新增 | “我被裁了” <code>obj-laid-off</code> | 异议卡 | 缺英文 |"]
    assert "KB030" in told["检查结果"]
    assert "（没写，用推断的）" in told["主题：声明与推断"]


def test_renamed_and_moved(repository: Repository) -> None:
    """Check that an article under another name, or in another folder, is told as moved, not as lost and found."""
    for language in ("zh", "en"):
        docs = repository.root / "docs" / language
        (docs / "law" / "law-limitation-period.md").rename(docs / "law" / "law-time-bar.md")
        (docs / "scripts").mkdir()
        (docs / "objections" / "obj-lost-job.md").rename(docs / "scripts" / "obj-lost-job.md")
    with (repository.root / "docs" / "_data" / "redirects.yml").open("a", encoding="utf-8") as redirects:
        redirects.write("- from: law/law-limitation-period\n  to: law-time-bar\n")
    told = chapters(report(repository))
    assert "- 打不开的旧地址 1 个" in told["先看这几处"]
    assert rows(told["数据文件"]) == [
        "| <code>redirects.yml</code> | 新增 <code>law/law-limitation-period</code> | <code>law-time-bar</code> |"
    ]
    former, lost = "objections/obj-lost-job.md", "⚠ 旧地址打不开，redirects.yml 里没有它"
    assert rows(told["文章"]) == [
        "| 移动 | 诉讼时效 <code>law-time-bar</code>, 原来是 <code>law-limitation-period</code> | 法规卡 | 文字没变 |",
        f"| 移动 | “我失业了” <code>obj-lost-job</code>, 原来是 <code>{former}</code> — {lost} | 话术 | 文字没变 |",
    ]
    assert "法规依据的增减" not in told


def test_finding_that_only_moved_is_not_new(repository: Repository) -> None:
    """Check that an old finding on another line or in a renamed file is neither new nor mended."""
    card = repository.root / "docs" / "zh" / "objections" / "obj-lost-job.md"
    edit(card, ("刚没了工作", "再不还就找你领导"))
    repository.commit("A mistake that is there already")
    edit(card, ("aliases: [失业, 下岗, 被裁员]", "aliases:\n  - 失业\n  - 下岗"))
    for language in ("zh", "en"):
        file = repository.root / "docs" / language / "objections" / "obj-lost-job.md"
        file.rename(file.with_name("obj-out-of-work.md"))
    told = chapters(report(repository, base="HEAD"))
    assert "新踩的红线" not in told
    assert "KB070" not in told["检查结果"]
    edit(card.with_name("obj-out-of-work.md"), ("再不还就找你领导", "先歇一歇"))
    assert "改好了 1 处" in chapters(report(repository, base="HEAD"))["检查结果"]


@pytest.mark.parametrize(
    ("zh", "en", "state"),
    [
        ([("哪天离职的", "哪天走的")], [], "⚠ 中文改了，英文没跟上"),
        ([("reviewed: 2026-11-24", "reviewed: 2026-11-23")], [], "文字没变"),
        ([("哪天离职的", "哪天走的")], [("e6c0039ab753", "{now}")], "英文核对过，不用改"),
        ([("哪天离职的", "哪天走的")], [("## Ask", "## Ask\n\n0. First.")], "两种语言一起改"),
        ([], [("## Ask", "## Ask\n\n0. First.")], "只改英文"),
    ],
)
def test_translation(repository: Repository, zh: list[tuple[str, str]], en: list[tuple[str, str]], state: str) -> None:
    """Check what is said of the translation of a touched article."""
    edit(repository.root / "docs" / "zh" / "objections" / "obj-lost-job.md", *zh)
    text = load_library(repository.root / "docs").articles["obj-lost-job"].texts["zh"]
    filled = [(old, new.format(now=digest_of(text))) for old, new in en]
    edit(repository.root / "docs" / "en" / "objections" / "obj-lost-job.md", *filled)
    assert rows(chapters(report(repository))["文章"]) == [
        f"| 修改 | “我失业了” <code>obj-lost-job</code> | 异议卡 | {state} |"
    ]


def test_unreadable_article(repository: Repository) -> None:
    """Check that an article that can no longer be read is not told as removed."""
    edit(repository.root / "docs" / "zh" / "law" / "law-limitation-period.md", ("topics: [law]", "topics: [law"))
    told = chapters(report(repository))
    assert "- 读不出来的文章 1 篇" in told["先看这几处"]
    assert rows(told["文章"]) == [
        "| 修改 | 诉讼时效 <code>law-limitation-period</code> — 读不出来，见“检查结果” | 法规卡 | — |"
    ]
    assert "KB006" in told["检查结果"]


def test_data(repository: Repository) -> None:
    """Check that a changed entry comes with what rests on it, and that a comment is no entry."""
    data = repository.root / "docs" / "_data"
    edit(data / "law" / "provisions" / "limitation.yml", ("confidence: verified", "confidence: secondary"))
    edit(data / "topics.yml", ("{zh: 法律法规, en: Law}", "{zh: 法律, en: Law}"))
    edit(data / "stages.yml", ("- id: before-call", "# A remark.\n- id: before-call"))
    edit(data / "seed-passages.yml", ("想办法", "办法"))
    cells = {row.split(" | ")[1]: row for row in rows(chapters(report(repository))["数据文件"])}
    assert cells["修改 <code>civil-code-188-189</code>"].endswith("| 1 篇、5 处: <code>law-limitation-period</code> |")
    assert cells["修改 <code>law</code>"].endswith("| <code>law-limitation-period</code> |")
    assert cells["修改 <code>S11</code>"].endswith("| <code>obj-no-money</code> |")
    assert cells["条目没变（注释、顺序或写法）"].startswith("| <code>stages.yml</code>")


def test_unreadable_data(repository: Repository) -> None:
    """Check that the reviewer is told when data cannot be read, instead of a comparison with nothing."""
    edit(repository.root / "docs" / "_data" / "topics.yml", ("- id: law\n", "- id: [law\n"))
    text = report(repository)
    assert "数据文件读不出来" in text
    assert list(chapters(text)) == ["检查结果"]
    assert "KB060" in text
    repository.commit("Broken")
    repository.git("checkout", "--quiet", "HEAD~", "--", "docs")
    assert "改动前的内容有数据读不出来" in report(repository, base="HEAD")


def test_pages_and_other_files(repository: Repository) -> None:
    """Check a page that is no article, an image, and files outside the content, new ones included."""
    edit(repository.root / "docs" / "zh" / "index.md", ("试验用的知识库", "新的知识库"))
    (repository.root / "docs" / "assets").mkdir()
    (repository.root / "docs" / "assets" / "a.png").write_bytes(b"\x89PNG")
    edit(repository.root / "mkdocs.yml", ("use_directory_urls", "# \nuse_directory_urls"))
    (repository.root / "run.sh").write_text("echo", encoding="utf-8")
    told = chapters(report(repository))
    assert "| 标题 | 试验用的知识库 | 新的知识库 |" in told["改了哪里"]
    assert told["图片等附件"] == "- <code>docs/assets/a.png</code>"
    assert told["内容之外的文件"].splitlines() == ["- <code>mkdocs.yml</code>", "- <code>run.sh</code>"]
    assert "- 内容之外的文件 2 个" in told["先看这几处"]


def test_what_the_base_did_since(repository: Repository) -> None:
    """Check that what was merged into the base in the meantime is not told as undone."""
    repository.git("checkout", "--quiet", "-b", "mine")
    edit(repository.root / "docs" / "zh" / "objections" / "obj-lost-job.md", ("哪天离职的", "哪天走的"))
    repository.commit("Mine")
    repository.git("checkout", "--quiet", "main")
    edit(repository.root / "docs" / "zh" / "law" / "law-limitation-period.md", ("普通债权", "一般债权"))
    repository.commit("Theirs")
    committed = report(repository, "--head", "mine")
    repository.git("checkout", "--quiet", "mine")
    assert report(repository) == committed
    assert [row.split("</code>")[0] for row in rows(chapters(committed)["文章"])] == [
        "| 修改 | “我失业了” <code>obj-lost-job"
    ]


def test_what_a_repository_says_of_its_files_does_not_count(repository: Repository) -> None:
    """Check that attributes hide no file from the report, that links lead nowhere, and line ends stay as they are."""
    repository.git("checkout", "--quiet", "-b", "mine")
    (repository.root / ".gitattributes").write_text(
        "docs/zh/law/* export-ignore\n*.md text eol=crlf\n", encoding="utf-8"
    )
    edit(repository.root / "docs" / "zh" / "law" / "law-limitation-period.md", ("普通债权", "一般债权"))
    (repository.root / "docs" / "zh" / "law" / "law-link.md").symlink_to("/etc/hostname")
    repository.commit("Hide")
    told = chapters(report(repository, "--head", "mine"))
    assert [row.split("</code>")[0] for row in rows(told["文章"])] == ["| 修改 | 诉讼时效 <code>law-limitation-period"]
    assert "KB003" not in told["检查结果"]


def test_refused(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Check that what cannot be compared is said in one sentence, in both languages."""
    root = repository.root
    assert "git 里没有“nowhere”这个分支或提交" in run(root, base="nowhere").output
    assert "git knows no branch or commit “--all”" in run(root, "--lang", "en", base="--all").output
    assert "git 里没有“gone”" in run(root, "--head", "gone").output
    assert "预览地址“javascript:alert(1)”不能用" in run(root, "--preview-url", "javascript:alert(1)").output
    assert "预览地址" in run(root, "--preview-url", "https://a.example/) [x](https://b.example").output
    repository.git("checkout", "--quiet", "--orphan", "empty")
    repository.git("rm", "--quiet", "--cached", "-r", "docs")
    repository.git("commit", "--quiet", "--message", "No content")
    assert "“empty”里没有 docs 这个文件夹" in run(root, base="empty").output
    alone = tmp_path_factory.mktemp("alone")
    (root / "docs").rename(alone / "docs")
    result = run(alone)
    assert result.exit_code == 1
    assert "docs 不在 git 仓库里" in result.output


def test_cleans_up(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check that nothing stays in the temporary folder, nor in the repository."""
    scratch = repository.root / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    report(repository, "--head", "main")
    assert list(scratch.iterdir()) == []
    scratch.rmdir()
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("worktree", "list").count("\n") == 1


def test_every_word_is_used() -> None:
    """Check that no word of the report is left over, and that each is there in both languages."""
    folder = PROJECT / "plugins" / "collection_kb" / "report"
    words = yaml.safe_load((folder / "words.yml").read_text(encoding="utf-8"))
    code = '"zh" "en" "error" "warning" ' + "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    assert [
        key for key in words if f'"{key}"' not in code and f"'{key}'" not in code and not key.startswith("key_")
    ] == []
    assert all(set(labels) == {"zh", "en"} for labels in words.values())
    assert report_page.word("zh", "en") == "Chinese"
