"""The security headers of a built site, as files for nginx and for static hosts.

The Content-Security-Policy (W3C, level 3) allows what the site itself ships and nothing else. A script that stands in a
page is allowed by its hash; there is none today, so `script-src` is `'self'` alone.
"""

import base64
import hashlib
import re
from pathlib import Path

_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"type\s*=\s*[\"']?application/(?:ld\+)?json", re.IGNORECASE)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def inline_hashes(site: Path) -> tuple[str, ...]:
    """Return the hashes of the scripts that stand in pages, each once, in order. Data blocks are never run."""
    hashes = set()
    for page in site.rglob("*.html"):
        if "admin" in page.relative_to(site).parts:
            continue
        for match in _INLINE_SCRIPT.finditer(page.read_text(encoding="utf-8")):
            if " src=" not in match["attributes"] and not _DATA.search(match["attributes"]):
                digest = hashlib.sha256(match["code"].encode()).digest()
                hashes.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    return tuple(sorted(hashes))


def policy(hashes: tuple[str, ...]) -> str:
    """Return the Content-Security-Policy."""
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(("'self'", *hashes)),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def all_headers(site: Path) -> dict[str, str]:
    """Return every security header of a built site."""
    return {"Content-Security-Policy": policy(inline_hashes(site)), **HEADERS}


def static_host_file(headers: dict[str, str]) -> str:
    """Return a `_headers` file, as several static hosts read it."""
    lines = [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join(["/*", *lines, "/sw.js", "  Cache-Control: no-cache", ""])


def nginx_file(headers: dict[str, str]) -> str:
    """Return lines for an nginx `server` or `location` block."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
