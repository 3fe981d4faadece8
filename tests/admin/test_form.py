"""A trainer writes and corrects articles in the form, in a browser under the policy of the form."""

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from collection_kb.admin import plugin as form
from collection_kb.knowledge.library import load_library
from collection_kb.knowledge.source import split_page
from collection_kb.knowledge.yaml_text import load_yaml
from collection_kb.lint.engine import find
from collection_kb.lint.fixes import fix
from tests.admin.editor import Editor
from tests.conftest import PROJECT, build_site, small_project
from tests.delivery.strict import strict
from tests.history.conftest import Repository

pytestmark = pytest.mark.xdist_group("form")  # its sites are built once

TODAY = dt.date(2026, 11, 24)
SCRIPT = Path(form.__file__).parent / "form.js"

CARD = {
    "zh": """\
---
title: “这短信是群发的吧”
summary: 不争真假，给他一条自己能查的路，再约下次联系的时间。
aliases:
  - 短信是群发的
  - 100条里有我一条吧
topics: [objections, communication]
risk: red-line
provisions: [pipl-5-6]
owner: operations
reviewed: 2026-11-24
---

## 这样说

> 您先别信我，也别点短信里的链接。合同上有官方客服电话，您打过去问有没有这一笔。

## 这样问

1. 您打算哪天去问？

## 如果……那么

- **愿意去问**：约好问完之后联系的时间。

## 绝不

- 不发欠款截图。手机可能在别人手里。

## 记一笔

他去哪里问，约了什么时候。

## 依据

- [个人信息保护法第5—6条](law:pipl-5-6)：核实只收必要的材料。
""",
    "en": """\
---
title: “That text went out to everybody”
summary: "Don't argue: show a way to check, then agree the next contact."
aliases:
  - "bulk text: not for me"
---

## Say

> Take nothing from me, and open no link. Call the service number in your contract and ask whether this account exists.

## Ask

1. Which day will you ask?

## If … then

- **Will ask**: agree when to talk after that.

## Never

- Send a picture of the debt. Someone else may hold the phone.

## Note

Where they ask, and the time you agreed.

## Rule

- [PIPL Art. 5–6](law:pipl-5-6): when you verify, collect only what is needed.
""",
}


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = small_project(tmp_path_factory.mktemp("form"), tmp_path_factory)
    (project / "node_modules").symlink_to(PROJECT / "node_modules")
    result = build_site(project / "mkdocs.yml", project / "site", "--strict")
    assert result.returncode == 0, result.stderr
    return project / "docs"


@pytest.fixture(scope="module")
def address(docs: Path) -> Iterator[str]:
    with strict(docs.parent / "site") as served:
        yield served


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "zh-CN"}


@pytest.fixture
def watched(page: Page, address: str) -> Iterator[None]:
    """Watch that the form complains of nothing and asks no other host."""
    complaints: list[str] = []
    host = urlsplit(address).netloc
    page.on("request", lambda one: complaints.append(one.url) if urlsplit(one.url).netloc not in {host, ""} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda one: complaints.append(one.text) if one.type in {"error", "warning"} else None)
    yield
    # It wants another way to ask for the file's name, which Decap CMS does not understand.
    assert [one for one in complaints if "fields._slug" not in one] == []


@pytest.fixture
def editor(page: Page, watched: None, address: str) -> Editor:  # noqa: ARG001
    return Editor(page, address, {})


def body(card: str) -> str:
    return split_page(card).body.strip()


def test_new_card(editor: Editor, docs: Path, tmp_path: Path) -> None:
    """Check that a card written in both languages passes lint; only its translation's digest is left to `--fix`."""
    editor.new("objection")
    assert editor.text("body", "zh").input_value().startswith("## 这样说\n\n> 【待填：")
    editor.name("obj-bulk-text")
    assert editor.text("body", "en").input_value().startswith("## Say\n\n> [to fill: ")
    editor.text("title", "zh").fill("“这短信是群发的吧”")
    editor.text("title", "en").fill(" “That text went out to everybody” ")
    editor.text("summary", "zh").fill("不争真假，给他一条自己能查的路，再约下次联系的时间。\n")
    editor.text("summary", "en").fill("Don't argue: show a way to check, then agree the next contact.")
    editor.text("aliases", "zh").fill("短信是群发的")
    editor.field("aliases", "zh").get_by_role("button", name="添加").click()
    editor.field("aliases", "zh").get_by_role("textbox").nth(1).fill("100条里有我一条吧 ")
    editor.text("aliases", "en").fill("bulk text: not for me")
    editor.choose("topics", "借口核实与异议应对", "沟通与话术")
    editor.field("risk").get_by_role("radio", name="红线").click()
    editor.choose("provisions", "个人信息保护法 第五、六条")
    editor.choose("owner", "催收运营岗")
    editor.field("reviewed").locator("input").fill("2026-11-24")
    for language, card in CARD.items():
        editor.text("body", language).fill(body(card) + "\n\n")  # type: ignore[arg-type]
    written = editor.save()
    assert written == {f"docs/{language}/objections/obj-bulk-text.md": card for language, card in CARD.items()}
    scratch = tmp_path / "docs"
    shutil.copytree(docs, scratch)
    Repository(tmp_path).commit("Start")
    for path, text in written.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    findings = find(scratch, today=TODAY)
    assert [finding.rule for finding in findings] == ["KB036"]
    fix(scratch, findings, TODAY)
    assert find(scratch, today=TODAY) == []
    english = (tmp_path / "docs/en/objections/obj-bulk-text.md").read_text(encoding="utf-8")
    assert re.sub('translation_of: "[0-9a-f]{12}"\n', "", english) == CARD["en"]
    assert (tmp_path / "docs/zh/objections/obj-bulk-text.md").read_text(encoding="utf-8") == CARD["zh"]
    assert load_library(scratch).articles["obj-bulk-text"].facts.provisions == ("pipl-5-6",)


def test_correction(page: Page, watched: None, address: str) -> None:  # noqa: ARG001
    """Check that a corrected summary changes its line and nothing else, also where the form does not ask."""
    facts = "stage: after-call\nrisk: red-line\nprovisions: [pipl-5-6]\nowner: operations\nreviewed: 2026-11-24\n"
    facts += "review_every: 30\nrelated: [obj-no-money, listen-and-ask]\nseed: [S11, S2]\n"
    start, end = CARD["zh"].index("risk:"), CARD["zh"].index("---\n\n")
    chinese = CARD["zh"][:start] + facts + CARD["zh"][end:]
    english = CARD["en"].replace('not for me"\n', 'not for me"\ntranslation_of: 0123456789ab\n')
    paths = [f"docs/{language}/objections/obj-bulk-text.md" for language in CARD]
    editor = Editor(page, address, dict(zip(paths, (chinese, english), strict=True)))
    editor.edit("objection", "objections/obj-bulk-text")
    editor.text("summary", "zh").fill("先给他一条能查的路。")
    summary = "不争真假，给他一条自己能查的路，再约下次联系的时间。"
    assert editor.save() == {paths[0]: chinese.replace(summary, "先给他一条能查的路。")}


def test_incomplete_card_is_not_saved(editor: Editor) -> None:
    """Check that the form itself asks for what every article needs."""
    editor.new("law")
    editor.page.get_by_role("button", name="保存", exact=True).click()
    for key in ("title", "summary", "provisions", "owner", "reviewed"):
        expect(editor.field(key).get_by_role("alert").first).to_be_visible()


@pytest.fixture
def writer(page: Page) -> Page:
    """Run the form's script with an editor that only takes the writer of files from it."""
    page.set_content("<script>CMS = { registerCustomFormat: (...how) => (toFile = how[2].toFile), init() {} }</script>")
    page.evaluate("document.addEventListener('error', (event) => event.target.dispatchEvent(new Event('load')), true)")
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    page.wait_for_function("() => globalThis.toFile")
    return page


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=12)
TRICKS = st.sampled_from(
    [
        "no",
        "12",
        "1:30",
        "2026-11-24",
        "a: b",
        "a #b",
        "- a",
        "~",
        "'",
        '"',
        "=",
        "<<",
        "0x1f",
        "1e3",
        "1_000",
        ".5",
        "a:",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS | TRICKS, min_size=1, max_size=60, unique_by=str.strip))
def test_writer(writer: Page, texts: list[str]) -> None:
    """Check that whatever is typed is read back as the text that it was."""
    content = {"title": texts[0], "aliases": texts, "topics": ["law"], "reviewed": "2026-11-24", "body": "## A\n"}
    file = writer.evaluate("(content) => toFile(content)", content)
    page = split_page(file)
    front = load_yaml(page.front or "", 2).value
    expected = [" ".join(one) for text in texts if (one := text.split())]
    read: Any = front
    assert [" ".join(text.split()) for text in read.get("aliases", [])] == expected
    assert read["reviewed"] == TODAY
    assert read["topics"] == ["law"]
    assert page.body.strip() == "## A"


def test_worker_leaves_the_form_alone(browser: Browser, address: str) -> None:
    """Check that what the reader keeps offline is neither the form nor in its way."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/wording/")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    for path, is_kept in (("/wording/", True), ("/admin/", False), ("/admin", False)):
        response = page.goto(address + path)
        assert response
        assert response.from_service_worker is is_kept, path
    assert page.evaluate("caches.match(new URL('form.js', location.href).href)") is None
    context.close()
