"""The plainest page around a search library: a box, and a list that keeps our contract."""

from pathlib import Path

from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<link rel="icon" href="data:,">
<input data-kb-search>
<ol data-kb-results></ol>
<script type="module">
  const language = "{language}";
  const box = document.querySelector("[data-kb-search]");
  const list = document.querySelector("[data-kb-results]");
  {script}
  box.addEventListener("input", async () => {{
    const query = box.value;
    list.setAttribute("aria-busy", "true");
    const slugs = await find(query);
    if (query !== box.value) return;
    list.replaceChildren(...slugs.map((slug) => {{
      const result = document.createElement("li");
      result.dataset.slug = slug;
      return result;
    }}));
    list.removeAttribute("aria-busy");
    list.dataset.kbQuery = query;
  }});
</script>
</html>
"""


def write_pages(site: Path, script: str) -> None:
    """Write the page of every language; `script` defines `find`, which gives the articles of a query, best first."""
    for language in LANGUAGES:
        folder = site if language == SOURCE_LANGUAGE else site / language
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(_PAGE.format(language=language, script=script), encoding="utf-8")
