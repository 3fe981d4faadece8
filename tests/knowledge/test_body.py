"""Sections, spoken words and links of a Markdown text, with their lines."""

from collection_kb.knowledge.body import Link, Spoken, links, read_sections

TEXT = """\
before

## Say

> First line
> goes on.

> Second, for [name].

```
## no heading
> not spoken
```

### Part

- [ ] tick [Art. 5](law:pipl-5-6) and [card](../objections/obj-no-money.md#say)
"""


def test_sections() -> None:
    """Check that headings cut the text, but not those within code."""
    sections = read_sections(TEXT, 10)
    assert [(section.heading.level, section.heading.text, section.heading.line) for section in sections] == [
        (0, "", 10),
        (2, "Say", 12),
        (3, "Part", 24),
    ]
    assert sections[2].ticks() == 1


def test_spoken() -> None:
    """Check that a paragraph of a quotation is one line to be spoken."""
    spoken = read_sections(TEXT, 10)[1].spoken()
    assert spoken[:2] == [Spoken("First line goes on.", 14), Spoken("Second, for [name].", 17)]


def test_links() -> None:
    """Check that links have their target and line; a placeholder is none."""
    assert list(links(read_sections(TEXT, 10))) == [
        Link("Art. 5", "law:pipl-5-6", 26),
        Link("card", "../objections/obj-no-money.md#say", 26),
    ]
