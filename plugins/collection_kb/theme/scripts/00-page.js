// A page after the other without loading anew: it is faster, and what the agent filled in stays in memory, nowhere else.
// @ts-check
globalThis.kb ??= /** @type {Kb} */ ({});
(() => {
  /** @type {(() => void)[]} */
  const makers = [];
  kb.onPage = (make) => {
    makers.push(make);
    make();
  };

  // The address changes, what the head has loaded stays where it is.
  for (const link of document.head.querySelectorAll("link")) if (link.href) link.href = String(link.href);

  /** @param {URL} url */
  const isHere = (url) => url.pathname === location.pathname && url.search === location.search;

  /** @param {URL} url */
  const isPage = (url) =>
    location.protocol !== "file:" && url.origin === location.origin && !/\.[a-z0-9]+$/.test(url.pathname.replace(/\.html$/, ""));

  let turn = 0;
  /**
   * @param {URL} url
   * @param {{back?: boolean}} how
   */
  const visit = async (url, { back = false } = {}) => {
    const own = (turn += 1);
    let text = "";
    try {
      const response = await fetch(url);
      if (!response.ok || !(response.headers.get("content-type") ?? "").includes("text/html")) throw new Error(url.href);
      text = await response.text();
    } catch {
      location.href = url.href;
      return;
    }
    if (own !== turn) return; // the reader has clicked on
    const next = new DOMParser().parseFromString(text, "text/html");
    if (!back) {
      history.replaceState({ scroll: window.scrollY }, "");
      history.pushState(null, "", url.pathname + url.search);
    }
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    for (const name of ["canonical", "alternate"]) {
      for (const link of document.head.querySelectorAll(`link[rel="${name}"]`)) link.remove();
      for (const link of next.head.querySelectorAll(`link[rel="${name}"]`)) document.head.append(document.adoptNode(link));
    }
    document.body.replaceWith(document.adoptNode(next.body));
    for (const make of makers) make();
    if (url.hash && !back) location.replace(url.hash);
    else window.scrollTo(0, back ? (history.state?.scroll ?? 0) : 0);
    if (!url.hash) {
      const heading = document.querySelector("h1");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus({ preventScroll: true });
    }
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href);
    if (!isPage(url) || isHere(url)) return;
    event.preventDefault();
    visit(url);
  });
  history.scrollRestoration = location.protocol === "file:" ? "auto" : "manual";
  let shown = location.pathname + location.search;
  window.addEventListener("popstate", () => {
    const url = new URL(location.href);
    if (url.pathname + url.search === shown && url.hash) return;
    if (isPage(url)) visit(url, { back: true });
  });
  kb.onPage(() => {
    shown = location.pathname + location.search;
  });
})();
