"""What kind of address a link has."""

import re
from html import unescape

_BLANK = re.compile(r"[\x00-\x20]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def scheme_of(target: str) -> str:
    """Return the scheme with its colon, as a browser reads it; `//` for another host, nothing for a relative path."""
    match = _SCHEME.match(_BLANK.sub("", unescape(target)))
    return match[0].lower() if match else ""


def is_on_a_host(target: str) -> bool:
    """Return whether the address names a host."""
    return scheme_of(target) in {"http:", "https:", "//"}


def is_relative(target: str) -> bool:
    """Return whether the address is a path seen from the page."""
    return bool(target) and not scheme_of(target) and not target.startswith(("/", "#"))
