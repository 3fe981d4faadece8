"""Bad input is named, or harmless: no traceback, no file from elsewhere, no build of minutes."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from collection_kb.knowledge.content_files import SHOWN_KINDS, TAKEN
from collection_kb.knowledge.library import load_library
from collection_kb.knowledge.limits import EFFORT, LINE_LENGTH, NESTING, beyond_limits
from collection_kb.knowledge.yaml_text import YamlError, load_yaml
from collection_kb.safety.author_markup import refused_in
from tests.conftest import PROJECT, build_site
from tests.lint.test_mistakes import lint

FRONT = "---\ntitle: Words\n---\n"
SECONDS = 10
"""Of the processor, not of the clock: other work on the machine does not count."""

NAMES = {
    b"bad\xff.md": "KB104",
    b"new\nline.md": "KB104",
    b"con.md": "KB104",
    b"what?.md": "KB104",
    b"dot..md": "KB104",
    b"end .": "KB104",
    "right\u202eleft.md".encode(): "KB104",
    b"page.html": "KB105",
    b"code.js": "KB105",
    b"drawing.svg": "KB105",
    b"PAGE.HTML": "KB105",
    b"no-suffix": "KB105",
    b"_headers": "KB105",
    b"picture.PNG": "",
    "图片.png".encode(): "",
    b".hidden.html": "",
    b"en.md": "KB106",
    b"assets.md": "KB106",
    b"wording.md": "KB106",
}


def test_file_names(project: Path) -> None:
    """Check that odd names and kinds are named in a line that can be printed, and do not get into the site."""
    folder = os.fsencode(project / "docs" / "zh")
    for name in NAMES:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:  # noqa: PTH118, PTH123 - bytes
            file.write(FRONT + "<b>words</b> SECRET\n" if name.endswith(b".md") else "SECRET")
    code, lines = lint(project)
    assert code == 1
    told = sorted(re.findall(r":1: (KB10\d) ", "\n".join(lines)))
    assert told == sorted(rule for rule in NAMES.values() if rule)
    "\n".join(lines).encode("utf-8")
    result = build_site(project / "mkdocs.yml", project / "site")
    assert (result.returncode, "Traceback" in result.stderr) == (0, False), result.stderr
    shown = {
        path.relative_to(project / "site").as_posix()
        for path in (project / "site").rglob("*")
        if path.is_file() and b"SECRET" in path.read_bytes()
    }
    assert shown == {"picture.PNG", "图片.png"}


def test_links_out_of_the_tree(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Check that nothing is read or published through a symbolic link, and that a loop ends nothing but the build."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text(FRONT + "SECRET\n", encoding="utf-8")
    (outside / "secret.png").write_text("SECRET", encoding="utf-8")
    docs = project / "docs"
    for link, target in (("zh/a.md", "secret.md"), ("zh/b.png", "secret.png"), ("_data/c.yml", "secret.md")):
        (docs / link).symlink_to(outside / target)
    _, lines = lint(project)
    assert [line.split(":")[0] for line in lines if "KB103" in line] == [
        "docs/_data/c.yml",
        "docs/zh/a.md",
        "docs/zh/b.png",
    ]
    result = build_site(project / "mkdocs.yml", project / "site")
    assert "Traceback" not in result.stderr
    assert not any(b"SECRET" in path.read_bytes() for path in (project / "site").rglob("*") if path.is_file())
    for name in ("one", "two"):
        (docs / "zh" / name).symlink_to(docs, target_is_directory=True)
    result = build_site(project / "mkdocs.yml", project / "site")
    assert result.returncode == 1
    assert "docs/zh/one" in result.stderr
    assert "Traceback" not in result.stderr


def test_addresses_that_are_taken(site: Path) -> None:
    """Check that every page that the site makes itself has its name among those that no page of an author may have."""
    library = load_library(PROJECT / "docs")
    written = {page.name.removesuffix(".md") for page in library.pages} | {one.folder for one in library.types.values()}
    written |= {article.slug for article in library.articles.values() if article.type.folder == "."}
    assert {one.name for one in site.iterdir() if one.is_dir()} - written <= TAKEN
    assert not {".svg", ".html", ".htm", ".xml", ".js", ".xhtml"} & set(SHOWN_KINDS)


HOSTILE_YAML = {
    "a bomb": "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "deep": "a: " + "[" * 50_000,
    "deep, closed": "a: " + "[" * 20_000 + "]" * 20_000,
    "deep mappings": "\n".join(" " * number + "a:" for number in range(5_000)),
    "a megabyte": "a: " + "x" * 1_000_000,
    "base sixty": "a: " + ":".join(["59"] * 100_000),
    "base sixty, a fraction": "a: " + ":".join(["59"] * 100_000) + ".5",
    "many digits": "a: " + "9" * 100_000,
    "a large power": "a: 1e999999999",
    "a day that is none": "a: 2026-99-99",
    "a code object": "a: !!python/object/apply:os.system [ls]",
    "many keys": "\n".join(f"a{number}: x" for number in range(50_000)),
    "one key": "a: 1\n" * 50_000,
    "quotes": "a: " + "'" * 100_001,
    "colons": "a: " + "a: " * 50_000,
    "comments": "#\n" * 100_000,
    "documents": "---\n" * 50_000,
    "merge": "<<: {a: 1}\n" * 10,
    "binary": "a: !!binary " + "=" * 1000,
    "nul": "a: \0",
    "a surrogate": 'a: "\\ud800"',
    "a character beyond": 'a: "\\U00110000"',
}


@pytest.mark.parametrize("text", HOSTILE_YAML.values(), ids=HOSTILE_YAML)
def test_yaml(text: str) -> None:
    """Check that hostile YAML is read or refused, soon."""
    began = time.process_time()
    try:
        load_yaml(text)
    except YamlError as error:
        assert error.problem  # noqa: PT017 - either way is right
    assert time.process_time() - began < SECONDS


def repeated() -> Iterator[tuple[str, str]]:
    """Yield marks over and over, which have made one Markdown processor or other slow or dizzy."""
    marks = (
        *("[", "![", "[]", "[](", "[a](", "[a](b ", "[a](<", "[x][", "](", "[a]: <", "[^a]", "【", "【姓名】"),
        *("*", "*a ", "**a ", "***a ", "*a**b", "_a ", "*_", "__", "`", "`a ", "``a", "~", "|", "`|", "\\", "\\`"),
        *("<", "<a ", "</", "<b>", "<!--", "<!-- \n", "<![CDATA[", "<?", '<a href="', "<b a=", "<https://a", "<a@"),
        *(
            "&",
            "&#",
            "&a",
            "&#x",
            "{",
            "{x}",
            "{: ",
            "x\n{: a }\n",
            "\x02",
            "\x02klzzwxh:0001\x03",
            "\x02wzxhzdk:0\x03",
        ),
        *(">", "> ", "- ", "1. ", "* ", "> - ", "    ", "\t", "- [ ] x\n", "- x\n", "- x\n\n", "1. x\n", "> x\n"),
        *(
            "# x\n",
            "# x\n\n",
            "#",
            "=",
            "x  \n",
            "a|b\n",
            "```\n",
            "``` {a ",
            "~~~\n",
            "[a]: x\n",
            " ",
            "说，",
            "x\n\n",
        ),
    )
    for mark in marks:
        for count in (300, 1_500, 6_000):
            yield f"{mark!r} x {count}", f"x\n\n{mark * count} x\n"
    yield "a wide table", "|".join("a" * 3000) + "\n" + "|".join("-" * 3000) + "\n"
    yield "a staircase", "\n".join("    " * number + "- x" for number in range(300))
    yield "spaces in a heading", "# x" + " " * 9_000 + "y"
    yield "quotes, many", "\n\n".join([">" * NESTING + " x"] * 1_000)


@pytest.mark.parametrize(("name", "text"), [pytest.param(*one, id=one[0]) for one in repeated()])
def test_markdown(name: str, text: str) -> None:
    """Check that hostile Markdown is refused by name, or rendered soon and without an exception."""
    began = time.process_time()
    findings = list(beyond_limits("x.md", text))
    if not findings:
        refused_in(text)
    assert time.process_time() - began < SECONDS, name
    assert all(finding.rule in {"KB100", "KB101", "KB102", "KB107"} for finding in findings)


def test_limits_leave_room() -> None:
    """Check that nothing of ours comes near a limit, and that a long legitimate text passes."""
    assert [finding.rule for finding in load_library(PROJECT / "docs").findings] == []
    table = "| a | b |\n| - | - |\n" + "| [词条](a.md) | [依据](law:b) |\n" * 200
    paragraphs = "他说没钱，先问收入。见[“我失业了”](obj-lost-job.md)和[依据](law:x)。\n\n" * 5_000
    assert list(beyond_limits("x", table + paragraphs + "字" * LINE_LENGTH)) == []
    assert [one.rule for one in beyond_limits("x", "[" * int(EFFORT**0.5 + 1))] == ["KB102"]
    assert [one.line for one in beyond_limits("x", "a\n\nb\n" + "> " * (NESTING + 1) + "c")] == [4]


def test_refused_files_in_a_build(project: Path) -> None:
    """Check that a file beyond the limits is named, left out of the build, and holds nothing else up."""
    docs = project / "docs" / "zh"
    texts = {"KB100": "字" * 1_000_000, "KB101": "> " * 10_000 + "x", "KB102": "[a](" * 2_400}
    for rule, text in texts.items():
        (docs / f"page-{rule.lower()}.md").write_text(f"{FRONT}\n{text}\n", encoding="utf-8")
    many = "".join(f"  - 说法{number}\n" for number in range(5_000))
    card = docs / "objections" / "obj-no-money.md"
    card.write_text(card.read_text(encoding="utf-8").replace("aliases:\n", f"aliases:\n{many}"), encoding="utf-8")
    result = build_site(project / "mkdocs.yml", project / "site")
    assert (result.returncode, "Traceback" in result.stderr) == (0, False), result.stderr
    for rule in texts:
        assert f"docs/zh/page-{rule.lower()}.md:5: {rule} " in result.stderr
        assert not (project / "site" / f"page-{rule.lower()}").exists()


def test_front_matter_that_mkdocs_acts_upon(project: Path) -> None:
    """Check that no key of an author leads the build to a template that is not there, or to what is no text."""
    fronts = [
        "template: nope.html",
        "template: ../main.html",
        "template: [a]",
        "title: {a: b}",
        "title: [1]",
        "title: 5",
    ]
    fronts += [
        "a: &a [x, x]\nb: [*a, *a]",
        "a: " + "[" * 3_000 + "]" * 3_000,
        "hide: 5",
        "search: 5",
        "tags: {a: 1}",
        "status: [1]",
    ]
    for number, front in enumerate(fronts):
        text = f"---\n{front}\n---\nwords\n"
        (project / "docs" / "zh" / f"odd-{number}.md").write_text(text, encoding="utf-8")
    result = build_site(project / "mkdocs.yml", project / "site")
    assert (result.returncode, "Traceback" in result.stderr) == (0, False), result.stderr
    assert (project / "site" / "odd-0" / "index.html").is_file()
