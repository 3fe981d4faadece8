// The card at work: lines that can be copied, blanks that are filled once, branches that open in place, one-key ways.
// @ts-check
(() => {
  /** What the agent filled in: in memory only, gone with the tab, never stored, never sent.
   * @type {Map<string, string>} */
  const filled = new Map();
  const FAVOURITES = "kb-favourites";
  const VISITED = "kb-visited";
  const REMEMBERED = 8;

  const words = () => /** @type {Record<string, string>} */ (JSON.parse(document.querySelector("[data-kb-words]")?.getAttribute("data-kb-words") ?? "{}"));
  const say = (/** @type {string} */ text) => {
    const status = document.querySelector("[data-kb-said]");
    if (status) status.textContent = text;
  };

  // Blanks
  const fill = () => {
    for (const blank of document.querySelectorAll(".kb-blank")) {
      if (!(blank instanceof HTMLElement)) continue;
      blank.dataset.empty ??= blank.textContent ?? "";
      const value = filled.get(blank.dataset.blank ?? "");
      blank.textContent = value || blank.dataset.empty;
      blank.classList.toggle("kb-is-filled", Boolean(value));
    }
  };
  const clear = () => {
    filled.clear();
    for (const input of document.querySelectorAll("[data-kb-fill]")) if (input instanceof HTMLInputElement) input.value = "";
    fill();
    say(words().cleared ?? "");
  };

  // Lines to be spoken
  /** @param {Element} line */
  const textOf = (line) => {
    const copy = /** @type {Element} */ (line.cloneNode(true));
    for (const button of copy.querySelectorAll("button")) button.remove();
    return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
  };
  const lines = () => [...document.querySelectorAll(".kb-article__body blockquote > p")].filter((line) => !line.closest(".kb-section--bad, .kb-section--never, .kb-section--may-not-say"));
  /** @param {Element | undefined} line */
  const copy = async (line) => {
    if (!line) return;
    const text = textOf(line);
    if (!(await kb.copy(text))) {
      say(words().notCopied ?? "");
      return;
    }
    const button = line.querySelector("button");
    if (button) {
      button.textContent = words().copied;
      setTimeout(() => (button.textContent = button.dataset.label ?? ""), 1500);
    }
    say(`${words().copied} ${text}`);
  };

  // What this browser remembers
  /**
   * @param {string} key
   * @returns {{slug: string, title: string, path: string}[]}
   */
  const remembered = (key) => {
    try {
      const known = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(known) ? known.filter((one) => typeof one?.slug === "string" && typeof one.path === "string") : [];
    } catch {
      return [];
    }
  };
  /**
   * @param {string} key
   * @param {unknown} value
   */
  const remember = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // storage is switched off: nothing is remembered
    }
  };
  const here = () => {
    const article = document.querySelector("article[data-slug]");
    if (!(article instanceof HTMLElement)) return null;
    return { slug: article.dataset.slug ?? "", title: article.querySelector("h1")?.textContent?.trim() ?? "", path: article.dataset.path ?? "" };
  };
  const star = () => document.querySelector("[data-kb-favourite]");
  const isFavourite = () => remembered(FAVOURITES).some(({ slug }) => slug === here()?.slug);
  const showStar = () => {
    const button = star();
    if (!button) return;
    button.setAttribute("aria-pressed", String(isFavourite()));
  };
  const toggleFavourite = () => {
    const article = here();
    if (!article) return;
    const others = remembered(FAVOURITES).filter(({ slug }) => slug !== article.slug);
    remember(FAVOURITES, isFavourite() ? others : [article, ...others]);
    showStar();
    say(isFavourite() ? (words().kept ?? "") : (words().dropped ?? ""));
  };

  // Branches
  /** @param {HTMLAnchorElement} link */
  const preview = async (link) => {
    const item = link.closest("li");
    if (!item) return;
    const open = item.querySelector(".kb-preview");
    for (const other of document.querySelectorAll(".kb-preview")) other.remove();
    if (open) return;
    let next;
    try {
      const response = await fetch(link.href);
      if (!response.ok) throw new Error(link.href);
      next = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      location.href = link.href;
      return;
    }
    const body = next.querySelector(".kb-section--say, .kb-section--stop, .kb-section--answer, .kb-section--steps, .kb-section--point, .kb-section--ticks");
    const title = next.querySelector("h1");
    if (!body || !title) {
      location.href = link.href;
      return;
    }
    const box = document.createElement("div");
    box.className = "kb-preview";
    const whole = document.createElement("a");
    whole.href = link.href;
    whole.textContent = title.textContent?.trim() ?? "";
    const heading = document.createElement("p");
    heading.append(whole);
    box.append(heading);
    for (const part of body.children) if (part.tagName !== "H2") box.append(document.adoptNode(part.cloneNode(true)));
    for (const part of box.querySelectorAll("a:not(:first-child)[href]")) {
      part.setAttribute("href", new URL(part.getAttribute("href") ?? "", link.href).href);
    }
    item.append(box);
    fill();
    whole.focus();
  };
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest(".kb-section--branches li a") : null;
      if (!(link instanceof HTMLAnchorElement) || link.dataset.provision || link.closest(".kb-preview")) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button || location.protocol === "file:") return;
      event.preventDefault();
      preview(link);
    },
    { capture: true },
  );

  // Keys
  const help = () => {
    const dialog = document.querySelector("[data-kb-keys]");
    if (dialog instanceof HTMLDialogElement) dialog.open ? dialog.close() : dialog.showModal();
  };
  /** @type {Record<string, () => void>} */
  const ways = {
    "/": () => kb.toSearch(),
    "?": help,
    c: () => copy(lines()[0]),
    n: () => /** @type {HTMLElement | null} */ (document.querySelector("[data-kb-next] a"))?.focus(),
    p: () => /** @type {HTMLElement | null} */ (document.querySelector("[data-kb-fill]"))?.focus(),
    x: clear,
    f: toggleFavourite,
    h: () => /** @type {HTMLElement | null} */ (document.querySelector(".kb-brand"))?.click(),
  };
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.key === "Escape") for (const box of document.querySelectorAll(".kb-preview")) box.remove();
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (target instanceof HTMLElement && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [data-kb-results]")) return;
    const number = Number(event.key);
    const way = event.key >= "1" && event.key <= "9" ? () => copy(lines()[number - 1]) : ways[event.key];
    if (!way) return;
    event.preventDefault();
    way();
  });

  kb.onPage(() => {
    lines().forEach((line, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kb-copy";
      button.dataset.label = place < 9 ? String(place + 1) : "";
      button.textContent = button.dataset.label;
      button.title = words().copy ?? "";
      button.setAttribute("aria-label", `${words().copy} ${button.dataset.label}: ${textOf(line)}`);
      button.addEventListener("click", () => copy(line));
      line.append(button);
    });
    for (const input of document.querySelectorAll("[data-kb-fill]")) {
      if (!(input instanceof HTMLInputElement)) continue;
      const blank = input.dataset.kbFill ?? "";
      input.value = filled.get(blank) ?? "";
      input.addEventListener("input", () => {
        filled.set(blank, input.value);
        fill();
      });
    }
    document.querySelector("[data-kb-clear]")?.addEventListener("click", clear);
    star()?.addEventListener("click", toggleFavourite);
    document.querySelector("[data-kb-help]")?.addEventListener("click", help);
    showStar();
    fill();

    const article = here();
    if (article) remember(VISITED, [article, ...remembered(VISITED).filter(({ slug }) => slug !== article.slug)].slice(0, REMEMBERED));
    for (const [name, key] of [["favourites", FAVOURITES], ["visited", VISITED]]) {
      const list = document.querySelector(`[data-kb-list="${name}"]`);
      if (!(list instanceof HTMLElement)) continue;
      const known = remembered(key);
      list.querySelector("ul")?.replaceChildren(
        ...known.map(({ title, path }) => {
          const item = document.createElement("li");
          const link = document.createElement("a");
          link.href = (list.dataset.base ?? "") + path;
          link.textContent = title;
          item.append(link);
          return item;
        }),
      );
      list.hidden = known.length === 0;
    }
  });
})();
