"""The security headers of a built site, as files for nginx and for static hosts.

The Content-Security-Policy (W3C, level 3) allows what the site itself ships and nothing else. A script that stands in a
page is allowed by its hash; there is none today, so `script-src` is `'self'` alone. The form alone has a policy of its
own: its editor writes styles into the page, shows pictures it has read, and talks to the code host.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

FORM = "admin/"

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
        if page.relative_to(site).as_posix().startswith(FORM):
            continue
        for match in _INLINE_SCRIPT.finditer(page.read_text(encoding="utf-8")):
            if " src=" not in match["attributes"] and not _DATA.search(match["attributes"]):
                digest = hashlib.sha256(match["code"].encode()).digest()
                hashes.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    return tuple(sorted(hashes))


def policy(hashes: tuple[str, ...], allowed: Mapping[str, str] | None = None) -> str:
    """Return the Content-Security-Policy; `allowed` adds to what directives have."""
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
    for name, value in (allowed or {}).items():
        directives[name] += f" {value}"
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def all_headers(site: Path) -> dict[str, str]:
    """Return every security header of a built site."""
    return {"Content-Security-Policy": policy(inline_hashes(site)), **HEADERS}


def form_headers(headers: Mapping[str, str], api: str, pictures: str) -> dict[str, str]:
    """Return the headers of the form: `api` and `pictures` are addresses of the code host, empty without one.

    The window in which people sign in must be able to answer, so the page keeps the windows that it opens.
    """
    allowed = {
        "style-src": "'unsafe-inline'",
        "img-src": f"blob: {pictures}".strip(),
        "connect-src": f"data: {api}".strip(),
    }
    return {
        **headers,
        "Content-Security-Policy": policy((), allowed),
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    }


def static_host_file(headers: Mapping[str, str], form: Mapping[str, str]) -> str:
    """Return a `_headers` file, as several static hosts read it; `form` are the headers of the form.

    A later rule takes the place of an earlier one on some hosts and adds to it on others, unless a `!` took it away.
    """
    own = {name: value for name, value in form.items() if headers[name] != value}
    lines = ["/*", *_lines(headers), "/sw.js", "  Cache-Control: no-cache"]
    if own:
        lines += [f"/{FORM}*", *(f"  ! {name}" for name in own), *_lines(own)]
    return "\n".join([*lines, ""])


def _lines(headers: Mapping[str, str]) -> list[str]:
    return [f"  {name}: {value}" for name, value in headers.items()]


def nginx_file(headers: Mapping[str, str], form: Mapping[str, str]) -> str:
    """Return lines for an nginx `server` or `location` block; `form` are the headers of the form."""
    variables = {name: f"$kb_{name.lower().replace('-', '_')}" for name in headers if form[name] != headers[name]}
    text = "".join(f'set {variable} "{headers[name]}";\n' for name, variable in variables.items())
    if variables:
        changes = "".join(f'  set {variable} "{form[name]}";\n' for name, variable in variables.items())
        text += f'if ($uri ~ "^(/.*)?/{FORM}") {{\n{changes}}}\n'
    values = {name: variables.get(name, f'"{value}"') for name, value in headers.items()}
    return text + "".join(f"add_header {name} {value} always;\n" for name, value in values.items())
