"""A retired article keeps its address."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from collection_kb.delivery.policy import all_headers
from tests.conftest import build_site, serving

SITE = "https://kb.example/"


@pytest.mark.parametrize("own", ["", SITE])
def test_retired(project: Path, tmp_path: Path, page: Page, own: str) -> None:
    """Check that the old address of a retired article leads to the new one in each language, also without scripts."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("site_dir: site\n", f"site_dir: site\nsite_url: {own}\n"), encoding="utf-8")
    built = build_site(config, tmp_path / "site", "--strict")
    assert built.returncode == 0, built.stderr
    with serving(tmp_path / "site") as address:
        for folder, heading, words in (
            ("", "这一页搬到了", "“我失业了”"),
            ("en/", "This page has moved to", "I lost my job"),
        ):
            old = (tmp_path / "site" / folder / "objections/obj-hard-times/index.html").read_text(encoding="utf-8")
            target = f"{own}{folder}objections/obj-lost-job/" if own else "../obj-lost-job/"
            assert re.findall(r'<link rel="canonical" href="([^"]+)"', old) == [target]
            assert re.findall(r'http-equiv="refresh" content="([^"]+)"', old) == ["0; url=../obj-lost-job/"]
            assert heading in old
            assert re.search(r'<a href="../obj-lost-job/">([^<]+)</a>', old)
            page.goto(f"{address}/{folder}objections/obj-hard-times/")
            page.wait_for_url(f"**/{folder}objections/obj-lost-job/")
            expect(page.locator("h1")).to_contain_text(words)
    assert all_headers(tmp_path / "site")["Content-Security-Policy"].count("script-src 'self';") == 1
    listed = tmp_path / "site" / "sitemap.xml"
    assert listed.exists() == bool(own)
    assert not own or "obj-hard-times" not in listed.read_text(encoding="utf-8")
