// The agent's own list of what was not found; it leaves the browser only when the agent sends it.
// @ts-check
kb.onPage(() => {
  const KEY = "kb-missing-queries";
  const page = document.querySelector("[data-kb-missing]");
  if (!(page instanceof HTMLElement)) return;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (page.querySelector(`[data-kb-missing-${name}]`));

  /** @returns {[string, {count: number, language: string}][]} */
  const entries = () => {
    try {
      return Object.entries(JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {});
    } catch {
      return [];
    }
  };

  const draw = () => {
    const known = entries().sort((one, other) => other[1].count - one[1].count);
    part("list").replaceChildren(
      ...known.map(([query, { count }]) => {
        const item = document.createElement("li");
        item.textContent = `${query} × ${count}`;
        return item;
      }),
    );
    part("none").hidden = known.length > 0;
    part("actions").hidden = known.length === 0;
    const report = part("report");
    if (page.dataset.report && report instanceof HTMLAnchorElement) {
      const queries = known.map(([query, { count, language }]) => `- ${query} (${language}, ${count})`).join("\n");
      const fields = new URLSearchParams({ template: "not-found.yml", title: page.dataset.title ?? "", queries: queries.slice(0, 4000) });
      report.href = `${page.dataset.report}?${fields}`;
      report.hidden = false;
    }
  };

  part("clear").addEventListener("click", () => {
    localStorage.removeItem(KEY);
    draw();
  });
  draw();
});
