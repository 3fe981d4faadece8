// Starts the editor, and has it write files as people write them, so that a change shows what was changed.
// @ts-check
(() => {
  /**
   * @typedef {Record<string, unknown>} Content
   * @typedef {{ registerCustomFormat(name: string, extension: string, how: { toFile(content: Content): string }): void, init(): void }} Cms
   */

  const ID = /^[A-Za-z][A-Za-z0-9-]*$/;
  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  // What YAML 1.1 would read as something else than the text it is: marks, other kinds of values, keys, comments.
  const SPECIAL = /^[-?:,[\]{}#&*!|>'"%@`.+=<~\s]|: | #|:$|\s$|[\u0000-\u001f\u007f-\u009f\ufeff]/;
  const OTHER_KIND = /^(?:null|true|false|yes|no|on|off|y|n|[\d_,:.]+|\d[\dxobe_.+-]*|0x[\da-f_]+|\d{4}-\d\d?-\d\d?[t\s].*)$/i;

  /** @param {unknown} value */
  const scalar = (value) => {
    if (typeof value !== "string") return JSON.stringify(value);
    const text = value.replace(/\s*[\r\n\t\u0085\u2028\u2029]+\s*/g, " ").trim();
    return SPECIAL.test(text) || OTHER_KIND.test(text) ? JSON.stringify(text) : text;
  };

  /** @param {unknown} value */
  const isEmpty = (value) => value === null || value === undefined || (typeof value === "string" && !value.trim());

  /** @param {[string, unknown]} entry */
  const line = ([key, value]) => {
    if (key === "reviewed" && DAY.test(String(value))) return `${key}: ${value}\n`;
    if (!Array.isArray(value)) return isEmpty(value) ? "" : `${key}: ${scalar(value)}\n`;
    const items = value.filter((item) => !isEmpty(item));
    if (!items.length) return "";
    const texts = items.map(scalar);
    const isShort = key !== "aliases" && items.every((item) => ID.test(String(item)));
    return isShort ? `${key}: [${texts.join(", ")}]\n` : `${key}:\n${texts.map((text) => `  - ${text}\n`).join("")}`;
  };

  // The editor begins an article with one outline for all languages.
  const outlines = new Map(Object.entries(JSON.parse(document.querySelector("[data-kb-outlines]")?.textContent ?? "{}")));

  /** @param {Content} content */
  const toFile = ({ body, ...front }) => {
    const isSource = "owner" in front;
    const written = String(body ?? "").replace(/\r\n?/g, "\n").replace(/^\n+/, "").trimEnd();
    const text = isSource ? written : (outlines.get(written) ?? written);
    return `---\n${Object.entries(front).map(line).join("")}---\n\n${text}\n`;
  };

  const translate = () => {
    for (const area of document.querySelectorAll('textarea[lang="en"]')) {
      const translated = area instanceof HTMLTextAreaElement && outlines.get(area.value);
      if (!translated) continue;
      area.value = translated;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const start = () => {
    for (const part of document.querySelectorAll("main, link[rel='stylesheet']")) part.remove();
    new MutationObserver(translate).observe(document.body, { childList: true, subtree: true });
    const editor = document.createElement("script");
    editor.src = "sveltia-cms.js";
    editor.addEventListener("load", () => {
      const cms = /** @type {Cms} */ (/** @type {Record<string, unknown>} */ (/** @type {unknown} */ (globalThis)).CMS);
      cms.registerCustomFormat("yaml-frontmatter", "md", { toFile });
      cms.init();
    });
    document.body.append(editor);
  };

  Object.assign(globalThis, { CMS_MANUAL_INIT: true });
  for (const button of document.querySelectorAll("[data-kb-start]")) button.addEventListener("click", start);
  if (!document.querySelector("main")) start();
})();
