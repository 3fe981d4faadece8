"""A page of every type, and the screens on which it must be good."""

from playwright.sync_api import ViewportSize

PAGES = {
    "home": "/",
    "card": "/objections/obj-no-money/",
    "guide": "/guides/promise-to-pay/",
    "checklist": "/checklists/red-lines/",
    "scenario": "/scenarios/suicide-threat/",
    "script": "/scripts/opening-and-verification/",
    "law card": "/law/law-limitation-period/",
    "topic": "/topics/law/",
    "topics": "/topics/",
    "matrix": "/topics/matrix/",
    "law": "/provisions/",
    "area of law": "/provisions/conduct/",
    "instrument": "/instruments/nifa-2024-guideline/",
    "changes": "/law-changes/",
    "myths": "/law-myths/",
    "wording": "/wording/",
    "review queue": "/review/",
    "glossary": "/glossary/",
    "path": "/paths/first-week/",
    "origins": "/origins/",
    "articles": "/articles/",
    "missing": "/missing/",
    "what changed": "/what-changed/",
    "checks": "/lint/",
    "check": "/lint/kb070/",
}
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
