// Light or dark: the reader's choice, or the system's as long as there is none. Runs before the page is painted.
// @ts-check
(() => {
  const key = "kb-scheme";
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  const chosen = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is switched off: the system decides
    }
  };
  const apply = () => {
    root.dataset.scheme = chosen() ?? (system.matches ? "dark" : "light");
  };

  apply();
  system.addEventListener("change", apply);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-kb-scheme]")) return;
    const next = root.dataset.scheme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem(key, next);
    } catch {
      // the choice holds for this page only
    }
    root.dataset.scheme = next;
  });
})();
