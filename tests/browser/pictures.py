"""Makes the pictures of the guides for those who contribute, from the real site: `make pictures`."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from tests.conftest import CHROMIUM_ARGUMENTS, PROJECT, serving

TARGET = PROJECT / ".github" / "images" / "contributing"
REPOSITORY = "https://github.com/you/kb"
UNKNOWN = {"zh": "PayPal", "en": "sheriff"}
"""What agents may type and no article names."""

CARD = "objections/obj-no-money/"
FORM = "admin/"


def preview(page: Page, address: str, language: str) -> Locator | None:  # noqa: ARG001 - one shape for all
    """Open a card, as a preview shows it."""
    page.goto(f"{address}{CARD}")
    return None


def upkeep(page: Page, address: str, language: str) -> Locator | None:  # noqa: ARG001
    """Show what stands beside a card: who keeps it, how to change it, how to say that it is wrong."""
    page.goto(f"{address}{CARD}")
    page.set_viewport_size({"width": 960, "height": 1200})
    page.add_style_tag(
        content=".kb-header, .kb-box:not(:has([data-kb-last-changed], .kb-edit)):not(.kb-feedback) { display: none }"
    )
    return page.locator(".kb-article__side")


def nothing_found(page: Page, address: str, language: str) -> Locator | None:
    """Type what no article names, and open the list of what was not found."""
    page.goto(address)
    page.locator("[data-kb-search]").fill(UNKNOWN[language])
    page.wait_for_function("() => localStorage.getItem('kb-missing-queries')")
    page.goto(f"{address}missing/")
    return page.locator("#content")


def form(page: Page, address: str, language: str) -> Locator | None:  # noqa: ARG001
    """Open a card in the form, with what the form keeps in the browser only."""
    page.goto(f"{address.removesuffix('en/')}{FORM}#/collections/objection/entries/obj-no-money")
    page.wait_for_load_state("networkidle")
    return None


PICTURES: dict[str, Callable[[Page, str, str], Locator | None]] = {
    "preview": preview,
    "upkeep": upkeep,
    "not-found": nothing_found,
    "form": form,
}


def build(folder: Path) -> Path:
    """Return the site as it looks once a repository is named."""
    for name in ("docs", "plugins", "node_modules", ".cache"):
        if (PROJECT / name).exists():
            (folder / name).symlink_to(PROJECT / name)
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    named = config.replace("repo_url:\n", f"repo_url: {REPOSITORY}\nedit_uri: edit/main/docs/\n")
    (folder / "mkdocs.yml").write_text(named, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], check=True, cwd=folder)
    return folder / "site"


def main() -> None:
    """Build, serve on loopback, and take the pictures; without the form, its pictures stay as they are."""
    TARGET.mkdir(parents=True, exist_ok=True)
    number = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(Path(folder))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS)
        with serving(site) as address:
            for language, below in (("zh", "/"), ("en", "/en/")):
                for name, show in PICTURES.items():
                    if show is form and not (site / FORM).exists():
                        continue
                    page = browser.new_page(viewport={"width": 960, "height": 520}, service_workers="block")
                    shown = show(page, f"{address}{below}", language)
                    (shown or page).screenshot(path=TARGET / f"{name}-{language}.png")
                    page.close()
                    number += 1
        browser.close()
    sys.stdout.write(f"OK: {number} pictures are in {TARGET.relative_to(PROJECT)}/\n")


if __name__ == "__main__":
    main()
