"""A trainer at the form, with the back end that keeps what is written in the browser."""

from playwright.sync_api import Locator, Page, expect

from collection_kb.knowledge.language import Language

_STORE = 'await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test", { create: true })'

_PUT = f"""async (files) => {{
  const root = {_STORE};
  for (const [path, text] of Object.entries(files)) {{
    const folders = path.split("/");
    const name = folders.pop();
    let folder = root;
    for (const one of folders) folder = await folder.getDirectoryHandle(one, {{ create: true }});
    const stream = await (await folder.getFileHandle(name, {{ create: true }})).createWritable();
    await stream.write(text);
    await stream.close();
  }}
}}"""

_GET = f"""async () => {{
  const files = {{}};
  const read = async (folder, path) => {{
    for await (const [name, one] of folder.entries()) {{
      if (one.kind === "directory") await read(one, `${{path}}${{name}}/`);
      else files[path + name] = await (await one.getFile()).text();
    }}
  }};
  await read({_STORE}, "");
  return files;
}}"""


class Editor:
    """The form in a browser that speaks Chinese; `found` are the files that it finds, by path."""

    def __init__(self, page: Page, address: str, found: dict[str, str]) -> None:
        self.page = page
        self.address = address
        self.found = found
        page.set_viewport_size({"width": 1366, "height": 3000})  # fields far below the screen are not there yet
        page.goto(f"{address}/admin/")
        page.evaluate(_PUT, self.found)
        page.locator("[data-kb-start]").first.click()
        page.get_by_role("button", name="使用测试仓库").click()
        expect(page.get_by_text("术语表 · Glossary")).to_be_visible(timeout=20_000)

    def new(self, type_id: str) -> None:
        """Begin an article."""
        self.page.goto(f"{self.address}/admin/#/collections/{type_id}/new")
        expect(self.text("title", "zh")).to_be_visible()

    def edit(self, type_id: str, path: str) -> None:
        """Open an article."""
        self.page.goto(f"{self.address}/admin/#/collections/{type_id}/entries/{path}")
        expect(self.text("title", "zh")).not_to_have_value("")

    def field(self, key: str, language: Language = "zh") -> Locator:
        """Return a field."""
        return self.page.locator(f'[data-locale="{language}"] [data-key-path="{key}"]')

    def text(self, key: str, language: Language) -> Locator:
        """Return the box of a field into which one types; of a list, the first."""
        return self.field(key, language).locator("input, textarea").first

    def choose(self, key: str, *labels: str) -> None:
        """Choose from a list, by the Chinese label."""
        for label in labels:
            self.field(key).get_by_role("combobox").click()
            self.page.get_by_role("option", name=label).click()

    def name(self, slug: str) -> None:
        """Give a new article the name of its file."""
        self.page.get_by_role("group", name="Slug").get_by_role("textbox").fill(slug)

    def save(self) -> dict[str, str]:
        """Save, and return the files that are then other than they were found."""
        self.page.get_by_role("button", name="保存", exact=True).click()
        expect(self.page.get_by_text("条目已保存")).to_be_visible()
        files: dict[str, str] = self.page.evaluate(_GET)
        return {path: text for path, text in files.items() if self.found.get(path) != text}
