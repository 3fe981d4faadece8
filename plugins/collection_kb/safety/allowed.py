"""What authors may write beyond Markdown. The build takes away the rest, and `kb lint` says so: both ask here."""

import re
from html import unescape
from urllib.parse import urlsplit

import nh3

INLINE_TAGS = (
    *("abbr", "b", "bdi", "br", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby"),
    *("s", "samp", "small", "strong", "sub", "sup", "u", "var", "wbr"),
)
"""HTML tags that may stand in a text. They hold words only, so a page cannot come apart where one is not closed."""

ATTRIBUTES = ("class", "dir", "id", "lang", "title")
"""What may stand in braces behind a heading or link, and in a tag."""

SCHEMES = ("http", "https", "law", "mailto", "tel")
"""How an address may begin when it does not lead to a file of this site."""

_OWN_PREFIX = "kb-"
_NAME = re.compile(r"[\w.:-]+")
_CLASS = re.compile(r"[\w-]+")
_PLAIN = re.compile(r"[^\x00-\x1f\x7f\"<>&]*")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED = re.compile(r"[\t\n\r]")
_BEFORE = "".join(map(chr, range(0x21)))

INLINE_TAG = rf"""</?(?i:{"|".join(INLINE_TAGS)})(?:\s+(?:dir|lang|title)="[^\x00-\x1f"<>&]*")*\s*/?>"""
"""A tag that may stand in a text, as a regular expression."""

_MARKDOWN_TAGS = (
    *("a", "blockquote", "code", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
)
_OUR_TAGS = ("div", "input", "section", "span")
_CLEANER = nh3.Cleaner(
    tags={*INLINE_TAGS, *_MARKDOWN_TAGS, *_OUR_TAGS},
    clean_content_tags={
        *("applet", "embed", "frame", "frameset", "iframe", "math", "noembed", "noframes", "noscript", "object"),
        *("script", "select", "style", "svg", "template", "textarea", "title", "xmp"),
    },
    attributes={
        "*": set(ATTRIBUTES),
        "a": {"data-provision", "href"},
        "img": {"alt", "height", "src", "width"},
        "input": {"aria-labelledby"},
        "ol": {"start"},
        "span": {"data-blank"},
        "td": {"align"},
        "th": {"align"},
    },
    tag_attribute_values={"input": {"type": {"checkbox"}}},
    url_schemes=set(SCHEMES) - {"law"},
    link_rel=None,
)


def cleaned(html: str) -> str:
    """Return a page's HTML with nothing but what Markdown and our own extensions of it write.

    It is the second gate. What gets that far has passed the first one, which knows where a mistake stands.
    """
    return _CLEANER.clean(html)


def may_have(attribute: str, value: str | None) -> bool:
    """Return whether an author may give an element this attribute; `value` is None when it has none."""
    if value is None or value.startswith(_OWN_PREFIX):
        return False
    if attribute in {"id", "class"}:
        pattern = _NAME if attribute == "id" else _CLASS
        return bool(pattern.fullmatch(value))
    return attribute in ATTRIBUTES and bool(_PLAIN.fullmatch(value))


def may_lead_to(address: str, *, embedded: bool = False) -> bool:
    """Return whether a link may have this address; `embedded` asks for a picture, which must be a file of this site.

    The address is read as browsers do: entities resolved, white space before it and line breaks in it passed over.
    """
    text = _IGNORED.sub("", unescape(address).strip(_BEFORE))
    try:
        urlsplit(text)
    except ValueError:
        return False
    scheme = _SCHEME.match(text)
    if embedded:
        return not scheme and not text.startswith(("/", "\\"))
    return not scheme or scheme[1].lower() in SCHEMES
