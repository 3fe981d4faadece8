"""The editor itself, Sveltia CMS, from its npm package. What it would fetch from a CDN is served beside it instead."""

import json
from collections.abc import Iterator
from pathlib import Path

SCRIPT = "sveltia-cms.js"

_LOCALES = ("zh-CN", "en-GB")
"""The editor brings American English; it asks for these when the browser speaks them."""

_CDN = "https://unpkg.com/@sveltia/cms"
_FONTS_CDN = "https://cdn.jsdelivr.net/fontsource/fonts/"
_FONTS = {
    "source-sans-3:vf@5.3.0/latin-wght-normal.woff2": "source-sans-3-*.woff2",
    "noto-mono@5.3.0/latin-400-normal.woff2": "noto-mono-*.woff2",
    "material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": "material-symbols-outlined-*.woff2",
}


class PackageError(Exception):
    """The installed package is not the one that this code was written for."""


def find_package(project: Path) -> Path | None:
    """Return the folder of the installed package; None when it is not installed."""
    package = project / "node_modules" / "@sveltia" / "cms"
    return package if (package / "package.json").is_file() else None


def package_files(package: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what the page needs of the package: each file with its path below the page.

    Raises PackageError when an address of a CDN does not stand where it stood: the page's policy would block it.
    """
    script = (package / "dist" / SCRIPT).read_text(encoding="utf-8")
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    for number, (address, pattern) in enumerate(_FONTS.items()):
        fonts = sorted((package / "npm" / "assets").glob(pattern))
        if len(fonts) != 1:
            raise PackageError(f"{pattern} is not in @sveltia/cms {version}")
        script = _moved(script, _FONTS_CDN + address, f"fonts/{number}.woff2", version)
        yield f"fonts/{number}.woff2", fonts[0].read_bytes()
    script = _moved(script, _CDN, "package", version)  # it adds the version itself where it fetches its words
    yield "package/package.json", (package / "package.json").read_bytes()
    for locale in _LOCALES:
        words = (package / "locales" / f"{locale}.json").read_bytes()
        yield f"package@{version}/locales/{locale}.json", words
    yield SCRIPT, script.encode()


def _moved(script: str, address: str, here: str, version: str) -> str:
    if address not in script:
        raise PackageError(f"{address} is not in @sveltia/cms {version}")
    return script.replace(address, here)
