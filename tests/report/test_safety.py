"""An author writes what would act in a comment: markup, mentions, references, commands. In the report it is words."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection_kb.report.markdown import block, code, words
from collection_kb.report.page import LIMIT, Chapter, Item, page
from tests.history.conftest import Repository
from tests.report.conftest import chapters, edit, report

ATTACKS = (
    "</td></tr></table></details>",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "<img src=https://evil.example/x.png>",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "@everyone",
    "@org/team",
    "#12",
    "other/repo#3",
    "GH-4",
    "!5 %6 ~7 &8 $9 ^10",
    "https://github.com/other/repo/issues/11",
    "www.evil.example",
    "someone@evil.example",
    "```",
    "| a | b |",
    "$x$ :tada: [^1]",
    "\u202egnp.exe",
)
AT_A_START = (
    "/close",
    "/merge",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "===",
    "---",
    ": x",
    "~~~",
    "> q",
)
OURS = re.compile(r"</?(?:strong|em|code|details|summary|table|tr|th)>|<td valign=\"top\">|</td>|<!-- kb report -->")


def acts(line: str) -> list[str]:
    """Return what a code-hosting site would see in a line of ours besides words, structure and tags of our own."""
    bare = OURS.sub("", line)
    seen = re.findall(r"[<`\\*_{}~^$@]|(?<!\[)\[(?!.*\]\(https://preview\.example)|!\[|://(?!preview\.example)", bare)
    rendered = html.unescape(bare)
    seen += re.findall(r"[@#!$~^&][\w\"']|%[A-Za-z0-9\"]|:[\w+-]+:|(?<!p)s?://(?!preview)|GH-\d|www\.", rendered)
    return seen


def is_safe(made: str) -> bool:
    return not acts(made) and not re.match(r"\s*(?:[-+#>=:/~`|]|\d+[.)])", made) and "\n" not in made


@pytest.mark.parametrize("attack", [*ATTACKS, *AT_A_START])
def test_words(attack: str) -> None:
    """Check that each attack becomes words, alone, at the end of a sentence, and as code."""
    for text in (attack, f"看 {attack}", f"{attack} {attack}", f" \t{attack}\n{attack}"):
        assert is_safe(words(text)), words(text)
        assert is_safe(code(text).removeprefix("<code>").removesuffix("</code>")), code(text)


def test_words_are_kept() -> None:
    """Check that a reader of the rendered report sees what was written, what is invisible included."""
    text = "<b>100%</b> & “我没钱” @we #1 [x](y) 1. *a*"
    assert html.unescape(words(text)).replace("\u200b", "") == text
    assert words("a\u202eb\u200bc\ue000") == "a⟨U+202E⟩b⟨U+200B⟩c⟨U+E000⟩"


@given(st.text(st.characters() | st.sampled_from("<>@#&[]()`*_|:/!~$^%\\-+=.1aw\n "), max_size=60))
def test_any_words(text: str) -> None:
    """Check that no text at all acts."""
    assert is_safe(words(text)), words(text)


@given(st.text(st.characters() | st.sampled_from("<>@#&[]()`*_|:/!~$^%\\-+=.1aw\n "), max_size=120))
def test_any_block(text: str) -> None:
    """Check that a block holds quotes, lists, strong words and code, and nothing else that acts."""
    made, missing = block(text, 10_000)
    assert not missing
    for line in made.split("\n"):
        rest = re.sub(r"^(?:> ?|(?: {3})?(?:-|\d+\.) )", "", line)
        assert is_safe(rest), line
        assert line.count("<strong>") == line.count("</strong>")


def test_block_keeps_its_form() -> None:
    """Check what a reviewer needs to see: quotes, steps, ticks, strong words, where a link leads."""
    text = "> 您好。\n\n1. 先问\n   - 再听\n- [x] 做了\n- [ ] **没做**：见[这里](a.md)"
    assert block(text, 1000)[0] == (
        "> 您好。\n\n1. 先问\n   - 再听\n- ☑ 做了\n- ☐ <strong>没做</strong>：见这里 (<code>a.md</code>)"
    )
    assert block("一\n二\n三", 8) == ("一\n二", 1)


def test_hostile_article(repository: Repository) -> None:
    """Check a whole report on an article and a data file full of attacks, and on a file with an odd name."""
    root = repository.root
    hostile = "\n\n".join(
        (*ATTACKS, *AT_A_START, *(f"> {one}" for one in ATTACKS), *(f"- {one}" for one in AT_A_START))
    )
    title = "</summary></details> @everyone <img src=x> [x](https://evil.example) | #1 `"
    edit(
        root / "docs" / "zh" / "objections" / "obj-lost-job.md",
        ("title: “我失业了”", f"title: {title!r}"),
        ("aliases: [失业, 下岗, 被裁员]", f"aliases: {list(ATTACKS)!r}".replace("\\u202e", "")),
        ("## 这样说\n", f"## 这样说\n\n{hostile}\n\n### <b>@all</b> ```\n\n/close\n"),
    )
    (root / "docs" / "zh" / "law" / "<img src=x> @all.md").write_text("x", encoding="utf-8")
    (root / "docs" / "assets\n").mkdir()
    (root / "docs" / "assets\n" / "close\n@all.png").write_text("x", encoding="utf-8")
    (root / "`@all` [x](https:").mkdir()
    (root / "`@all` [x](https:" / "evil.example)").write_text("x", encoding="utf-8")
    text = report(repository, "--preview-url", "https://preview.example/1")
    assert "everyone" in chapters(text)["改了哪里"]
    for line in text.split("\n"):
        assert not line.startswith(("/", "```", "~~~", "    "))
        structure = re.sub(r"^(?:#{2,3} |> |\| ?|- |\d+\. )", "", line)
        assert not acts(structure), line
    for tag in ("details", "summary", "table", "tr", "td", "strong", "code", "em"):
        assert len(re.findall(f"<{tag}[ >]", text)) == text.count(f"</{tag}>"), tag


def test_size(repository: Repository) -> None:
    """Check that a report on long and many changes stays below 60 kB, says what it left out, and where that is."""
    root = repository.root / "docs" / "zh" / "objections"
    text = (root / "obj-lost-job.md").read_text(encoding="utf-8")
    for number in range(40):
        words_ = "> 再不还就找你领导。" if number < 25 else f"> 第 {number} 句：" + "@把话说完。" * 300
        body = text.replace("> 刚没了工作，您先顾好家里。", words_)
        (root / f"obj-{number}.md").write_text(body.replace("“我失业了”", f"“第 {number} 种”" * 20), encoding="utf-8")
    made = report(repository, "--preview-url", "https://preview.example/1")
    assert 40_000 < len(made.encode()) <= LIMIT < 60_000
    told = chapters(made)
    assert "太长，没有放进来。改动的小节：这样说, 这样问" in told["改了哪里"]
    for title in ("文章", "新踩的红线", "检查结果"):
        assert re.search(r"还有 \d+ 项放不下，看\[预览\]\(https://preview.example/1/\)", told[title]), title
    assert "谁负责" in told


def test_what_does_not_fit() -> None:
    """Check that short forms go before full ones, and that what is left out is counted, without a preview as well."""
    items = (Item("a" * 30_000, "[a]\n"), Item("b" * 40_000, "[b]\n"), Item("c" * 50_000, "[c]\n"))
    rows_ = tuple(Item(f"| {number} |\n") for number in range(2000))
    made = page("", (Chapter("One", items, is_elastic=True), Chapter("Two", rows_)), "en")
    assert len(made.encode()) <= LIMIT
    one, two = chapters(made).values()
    assert one == f"{'a' * 30_000}[b]\n[c]"
    kept = two.count("|") // 2
    assert two.endswith(f"Left out for lack of space: {2000 - kept}.")
    assert kept > 400


def test_one_long_article(repository: Repository) -> None:
    """Check that a long part is shown from its beginning, with the number of lines that are not shown."""
    lines = "\n".join(f"{number}. 问第 {number} 件事，一次只问一件。" for number in range(1, 400))
    edit(repository.root / "docs" / "zh" / "objections" / "obj-lost-job.md", ("1. 哪天离职的？", lines))
    shown = chapters(report(repository))["改了哪里"]
    assert "1. 问第 1 件事" in shown
    assert re.search(r"<em>……后面还有 3\d\d 行</em>", shown)
    assert "399" not in shown
