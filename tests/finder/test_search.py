"""The search box as an agent uses it."""

import random
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.pages import PHONE

BOX = "[data-kb-search]"
RESULTS = "[data-kb-results]"
ROWS = f"{RESULTS} [data-slug]"


def shown(page: Page, query: str) -> list[str]:
    """Return the slugs of the results once they belong to `query`."""
    page.wait_for_function(
        "(query) => document.querySelector('[data-kb-results]').dataset.kbQuery === query", arg=query
    )
    slugs: list[str] = page.locator(ROWS).evaluate_all("(rows) => rows.map((row) => row.dataset.slug)")
    return slugs


def ask(page: Page, query: str) -> list[str]:
    page.locator(BOX).fill(query)
    return shown(page, query)


@pytest.mark.parametrize(
    ("path", "query", "slug"),
    [
        ("/", "失业", "obj-lost-job"),
        ("/law/law-limitation-period/", "停息挂账", "obj-freeze-interest"),
        ("/", "徵信", "law-credit-reporting"),
        ("/", "zhengxin", "law-credit-reporting"),
        ("/", "mei qian", "obj-no-money"),
        ("/", "tiaopiao", "broken-promise"),
        ("/", "txgz", "obj-freeze-interest"),
        ("/", "正信", "law-credit-reporting"),
        ("/", "没前", "obj-no-money"),
        ("/", "si lian", "lost-contact"),
        ("/", "外fang", "field-visit-checklist"),
        ("/", "sssc", "law-limitation-period"),
        ("/", "制强执行", "law-court-process"),
        ("/", "M1是什么意思", "glossary"),
        ("/en/", "suicide", "suicide-threat"),
        ("/en/", "suiside", "suicide-threat"),
        ("/en/objections/obj-no-money/", "limitation period", "law-limitation-period"),
    ],
)
def test_found_first(page: Page, path: str, query: str, slug: str) -> None:
    """Check that characters, pinyin, initials, slips, traditional characters and English find their article first."""
    page.goto(path)
    assert ask(page, query)[0] == slug


def test_near_articles_follow(page: Page) -> None:
    """Check that what is near to the best article follows it, also when it has no word of the query."""
    page.goto("/")
    assert ask(page, "食言")[:2] == ["broken-promise", "promise-to-pay"]


def test_alias_comes_first(page: Page) -> None:
    """Check that an alias equal to the query is first, whatever else is said about its words."""
    page.goto("/")
    assert ask(page, "“我没钱”")[0] == "obj-no-money"


def test_keyboard_alone(page: Page) -> None:
    """Check that slash opens the box, arrows choose, Enter opens, and Escape goes back step by step."""
    page.goto("/objections/obj-no-money/")
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("失业")
    shown(page, "失业")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{ROWS} a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{ROWS} a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(f"{ROWS} a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator("[data-kb-panel]")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_have_value("")
    page.keyboard.type("失业")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/objections/obj-lost-job/$"))
    page.keyboard.press("Control+k")
    expect(page.locator(BOX)).to_be_focused()


def test_slash_while_typing(page: Page) -> None:
    """Check that a slash typed into a field stays there."""
    page.goto("/wording/")
    page.locator("textarea").press_sequentially("a/b")
    expect(page.locator("textarea")).to_have_value("a/b")


def test_input_method(page: Page) -> None:
    """Check that results come while composing, and that the Enter that confirms a candidate opens nothing."""
    page.goto("/objections/obj-no-money/")
    page.locator(BOX).focus()
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "zheng xin", "selectionStart": 9, "selectionEnd": 9})
    assert shown(page, "zheng xin")[0] == "law-credit-reporting"
    page.evaluate(
        """() => document.querySelector("[data-kb-search]").dispatchEvent(new KeyboardEvent("keydown",
             { key: "Enter", isComposing: true, keyCode: 229, bubbles: true, cancelable: true }))"""
    )
    client.send("Input.insertText", {"text": "征信"})
    assert shown(page, "征信")[0] == "law-credit-reporting"
    assert page.url.endswith("/objections/obj-no-money/")


def test_result_shows(page: Page) -> None:
    """Check that a result has title, summary with the match marked, type, topics and risk."""
    page.goto("/")
    ask(page, "轻生")
    row = page.locator('[data-slug="suicide-threat"]').first
    expect(row.locator("mark").first).to_have_text("轻生")
    expect(row).to_contain_text("场景")
    expect(row).to_contain_text("危机")
    expect(row).to_contain_text("弱势与危机客户")


def test_copy_first_line(page: Page, base_url: str) -> None:
    """Check that the first spoken line is copied straight from the result, by button and by key."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    page.goto("/")
    ask(page, "失业")
    page.locator(BOX).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("c")
    expect(page.locator(".kb-result__copy").first).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto("/objections/obj-lost-job/")
    line = page.locator(".kb-section--say blockquote p").first
    assert line.inner_text().removesuffix("1").strip() == copied


def test_filters(page: Page) -> None:
    """Check that one key leads from the last result to the filters, and that they narrow the results."""
    page.goto("/")
    ask(page, "征信")
    page.get_by_label("类型").select_option("law")
    page.wait_for_function(f"() => !document.querySelector('{RESULTS}').hasAttribute('aria-busy')")
    kinds = page.locator(".kb-result__kind").all_inner_texts()
    assert kinds
    assert all(kind.startswith("法规卡") for kind in kinds)


def test_both_languages(page: Page) -> None:
    """Check that the switch brings in the articles of the other language."""
    page.goto("/")
    assert ask(page, "suicide threat")
    page.get_by_role("button", name="中英文都搜").click()
    expect(page.locator('.kb-result__link[lang="en"]').first).to_be_visible()


def test_link_with_query(page: Page) -> None:
    """Check that `?q=` opens with the results of that query."""
    page.goto("/?q=失业")
    assert shown(page, "失业")[0] == "obj-lost-job"
    expect(page.locator("[data-kb-panel]")).to_be_visible()


def test_recent_queries(page: Page) -> None:
    """Check that an opened query is offered again, and can be forgotten."""
    page.goto("/")
    ask(page, "失业")
    page.locator(BOX).press("Enter")
    page.wait_for_url("**/obj-lost-job/")
    page.locator(BOX).focus()
    page.get_by_role("button", name="失业", exact=True).click()
    assert shown(page, "失业")[0] == "obj-lost-job"
    page.locator(BOX).fill("")
    page.get_by_role("button", name="清除记录").click()
    expect(page.locator(".kb-result__again")).to_have_count(0)


def test_nothing_found(page: Page) -> None:
    """Check that what was not found offers near topics and stands on the agent's own list, until cleared."""
    page.goto("/")
    ask(page, "龘靐齉")
    expect(page.locator("[data-kb-hint]")).to_contain_text("相近的主题")
    expect(page.locator("[data-kb-announce]")).to_contain_text("没搜到")
    page.goto("/missing/")
    expect(page.locator("[data-kb-missing-list]")).to_contain_text("龘靐齉 × 1")
    expect(page.locator("[data-kb-missing-report]")).to_be_hidden()
    page.get_by_role("button", name="清空").click()
    expect(page.locator("[data-kb-missing-none]")).to_be_visible()


def test_announced(page: Page) -> None:
    """Check that the number of results is said to screen readers."""
    page.goto("/en/")
    ask(page, "suicide")
    expect(page.locator("[data-kb-announce]")).to_contain_text("results")


def test_phone(browser: Browser, base_url: str) -> None:
    """Check that results fit a phone and open by a tap."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, base_url=base_url)
    page = context.new_page()
    page.goto("/objections/obj-no-money/")
    page.locator(BOX).tap()
    ask(page, "失业")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator(f"{ROWS} a").first.tap()
    expect(page).to_have_url(re.compile("/obj-lost-job/"))
    context.close()


def test_without_javascript(browser: Browser, base_url: str) -> None:
    """Check that without JavaScript the box leads to the list of all articles."""
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/")
    page.locator(BOX).fill("失业")
    page.locator(BOX).press("Enter")
    assert "/articles/" in page.url
    page.get_by_role("link", name="“我失业了”").first.click()
    expect(page).to_have_url(re.compile("/obj-lost-job/"))
    context.close()


def test_fast_typing(page: Page) -> None:
    """Check that results of an older query never stand below a newer one, however slowly the index comes."""
    dice = random.Random(3)  # noqa: S311 - no secret

    def slowly(route: Route) -> None:
        page.wait_for_timeout(dice.randrange(60))
        route.continue_()

    page.route("**/assets/search/**", slowly)
    page.goto("/")
    page.locator(BOX).focus()
    for query in ("失", "失业", "失业了", "征", "征信"):
        page.locator(BOX).fill(query)
    assert shown(page, "征信")[0] == "law-credit-reporting"
    page.wait_for_timeout(500)
    assert shown(page, "征信")[0] == "law-credit-reporting"


ODD: dict[str, Callable[[random.Random], str]] = {
    "control": lambda dice: "".join(chr(dice.randrange(32)) for _ in range(8)),
    "emoji": lambda dice: "".join(chr(dice.randrange(0x1F300, 0x1F700)) for _ in range(5)),
    "long": lambda dice: dice.choice("没钱ab(*") * 10_000,
    "markup": lambda dice: dice.choice(
        ["<img src=x onerror=kbRan=1>", "<script>kbRan=1</script>", '"><svg onload=kbRan=1>']
    ),
    "patterns": lambda dice: "".join(dice.choice("()[]{}*+?.\\^$|/") for _ in range(10)),
    "mixed": lambda dice: "".join(chr(dice.randrange(0x20, 0xD7FF)) for _ in range(12)),
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_queries(page: Page, kind: str) -> None:
    """Check that no string breaks the box, and that nothing it holds is run or shown as markup."""
    dice = random.Random(7)  # noqa: S311
    page.goto("/")
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.evaluate(
        """async (queries) => {
             const box = document.querySelector("[data-kb-search]");
             const results = document.querySelector("[data-kb-results]");
             for (const query of queries) {
               box.value = query;
               box.dispatchEvent(new Event("input"));
               do await new Promise((done) => setTimeout(done)); while (results.hasAttribute("aria-busy"));
             }
           }""",
        [ODD[kind](dice) for _ in range(5 if kind == "long" else 400)],
    )
    assert problems == []
    assert page.evaluate("globalThis.kbRan") is None
    assert page.locator(f"{RESULTS} :is(img, script, svg)").count() == 0


def test_lone_surrogates(page: Page) -> None:
    """Check that half a character, as a broken paste leaves it, does no harm."""
    page.goto("/")
    page.evaluate(
        r"""() => { const box = document.querySelector("[data-kb-search]"); box.value = "没钱\ud83d 还\udc00";
             box.dispatchEvent(new Event("input")); }"""
    )
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length > 0")
