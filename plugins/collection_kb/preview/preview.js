// @ts-check
// Shows the page anew when it changes, and lets its banner be closed until then. Only the preview server has this file.
(() => {
  const banner = document.querySelector("[data-kb-preview]");
  const name = banner instanceof HTMLElement ? banner.dataset.kbPreview ?? "" : "";
  const KEY = "kb-preview-closed";
  if (banner instanceof HTMLElement) {
    banner.hidden = sessionStorage.getItem(KEY) === name;
    banner.querySelector("[data-kb-preview-close]")?.addEventListener("click", () => {
      sessionStorage.setItem(KEY, name);
      banner.hidden = true;
    });
  }
  const script = document.currentScript;
  const shown = script instanceof HTMLScriptElement ? script.dataset.shown ?? "" : "";
  const address = `/__preview__/events?page=${encodeURIComponent(location.pathname)}&shown=${shown}`;
  const events = new EventSource(address);
  events.addEventListener("open", () => document.documentElement.setAttribute("data-kb-preview-listens", ""));
  events.addEventListener("message", () => location.reload());
})();
