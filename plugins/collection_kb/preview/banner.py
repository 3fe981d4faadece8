"""The banner of a previewed page: what is wrong with its file, or what stopped the build. The built site has none."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.language import Language
from collection_kb.machine.words import word
from collection_kb.preview.messages import Failed

FOLDER = "/__preview__/"
LONGEST = 30
"""Findings that a banner lists; the terminal command lists all."""

_END = b"</body>"


@dataclass(frozen=True)
class Dressed:
    """A page as the preview serves it, and the digest that tells it from what it was and will be."""

    html: bytes
    digest: str


def dressed(
    page: bytes, language: Language, findings: Iterable[Finding], failed: Failed | None, *, is_building: bool
) -> Dressed:
    """Return a page with its banner, and with the script that shows it anew when it changes."""
    parts = []
    if failed:
        parts.append(_failure(failed, language))
    elif is_building:
        parts.append(f"<p><strong>{word('preview_building', language)}</strong></p>")
    listed = [*findings]
    if listed:
        heading = word("preview_findings", language) % len(listed)
        parts.append(f"<p><strong>{heading}</strong></p>{_listing(listed, language)}")
    banner = _banner("".join(parts), language) if parts else ""
    digest = hashlib.sha256(page + banner.encode()).hexdigest()[:16]
    style = f'<link rel="stylesheet" href="{FOLDER}preview.css">'
    script = f'<script src="{FOLDER}preview.js" data-shown="{digest}" defer></script>'
    before, end, after = page.rpartition(_END)
    if not end:
        before, after = page, b""
    return Dressed(before + f"{style}{banner}{script}".encode() + end + after, digest)


def _banner(content: str, language: Language) -> str:
    name = hashlib.sha256(content.encode()).hexdigest()[:16]
    close = escape(word("close", language))
    return (
        f'<aside class="kb-preview" lang="{language}" role="status" data-kb-preview="{name}">{content}'
        f'<button type="button" data-kb-preview-close>{close}</button></aside>'
    )


def _failure(failed: Failed, language: Language) -> str:
    heading = f"<p><strong>{word('preview_failed', language)}</strong></p>"
    if failed.findings:
        return heading + _listing(failed.findings, language)
    return f"{heading}<pre>{escape(failed.problem)}</pre>"


def _listing(findings: Iterable[Finding], language: Language) -> str:
    listed = [*findings]
    items = [
        f'<li class="kb-preview__{one.level}"><code>{escape(one.path)}:{one.line}</code> '
        f"{escape(one.message(language))} <small>{escape(one.rule)}</small></li>"
        for one in listed[:LONGEST]
    ]
    more = len(listed) - LONGEST
    rest = f"<p>{word('preview_more', language) % more}</p>" if more > 0 else ""
    return f"<ul>{''.join(items)}</ul>{rest}"
