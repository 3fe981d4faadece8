// The search box: results while typing, by keyboard alone, also while an input method is composing.
// @ts-check
(() => {
  const SHOWN = 10;
  const RECENT = "kb-recent-queries";
  const MISSING = "kb-missing-queries";
  const WEAK = 0.34; // less of the query than this was found: what is shown is near, not right

  // The index: scripts that hand over their data, which works on a server and from a folder alike.
  /** @type {WeakMap<HTMLScriptElement, (value: unknown) => void>} */
  const waiting = new WeakMap();
  Object.assign(globalThis, {
    kbData: (/** @type {string} */ _name, /** @type {unknown} */ value) => {
      const script = document.currentScript;
      if (script instanceof HTMLScriptElement) waiting.get(script)?.(value);
    },
  });
  /** @param {string} root */
  const loader = (root) => (/** @type {string} */ name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      waiting.set(script, resolve);
      script.src = `${root}/${name}.js`;
      script.addEventListener("load", () => script.remove());
      script.addEventListener("error", () => {
        script.remove();
        reject(new Error(name));
      });
      document.head.append(script);
    });
  /** @type {Map<string, Promise<KbIndex>>} */
  const indexes = new Map();
  /** @param {string} root */
  const openAt = (root) => {
    const known = indexes.get(root) ?? kb.openIndex(loader(root));
    indexes.set(root, known);
    known.catch(() => indexes.delete(root));
    return known;
  };

  kb.onPage(() => {
  const form = document.querySelector("[data-kb-finder]");
  const input = document.querySelector("[data-kb-search]");
  const panel = document.querySelector("[data-kb-panel]");
  const list = document.querySelector("[data-kb-results]");
  const hint = document.querySelector("[data-kb-hint]");
  const status = document.querySelector("[data-kb-announce]");
  const typeFilter = document.querySelector("[data-kb-filter='type']");
  const topicFilter = document.querySelector("[data-kb-filter='topic']");
  const both = document.querySelector("[data-kb-both]");
  if (
    !(form instanceof HTMLFormElement && input instanceof HTMLInputElement && panel instanceof HTMLElement) ||
    !(list instanceof HTMLElement && hint instanceof HTMLElement && status instanceof HTMLElement) ||
    !(typeFilter instanceof HTMLSelectElement && topicFilter instanceof HTMLSelectElement && both instanceof HTMLButtonElement)
  )
    return;

  const base = form.dataset.base ?? "";
  const language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
  const other = language === "en" ? "zh" : "en";
  const words = /** @type {Record<string, string>} */ (JSON.parse(form.dataset.words ?? "{}"));

  /** @param {string} folder */
  const open = (folder) => openAt(new URL(`${base}assets/search/${folder}`, location.href).href);

  // What this browser remembers, and nobody else.
  /**
   * @param {string} key
   * @returns {any}
   */
  const remembered = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return null;
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
  const recent = () => {
    const known = remembered(RECENT);
    return Array.isArray(known) ? known.filter((query) => typeof query === "string") : [];
  };
  const keep = () => {
    const query = input.value.trim().slice(0, 100);
    if (query) remember(RECENT, [query, ...recent().filter((known) => known !== query)].slice(0, 8));
  };
  /** @param {string} query */
  const miss = (query) => {
    const known = remembered(MISSING) ?? {};
    const entry = known[query] ?? { count: 0, language };
    known[query] = { ...entry, count: entry.count + 1 };
    remember(MISSING, Object.fromEntries(Object.entries(known).slice(-100)));
  };

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {string} name
   * @param {...(string | Node)} content
   */
  const element = (tag, name, ...content) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...content);
    return made;
  };

  /**
   * A text with what the query has in common with it marked.
   * @param {string} text
   * @param {string[]} terms
   */
  const marked = (text, terms) => {
    const lower = text.toLowerCase();
    const hits = new Array(text.length).fill(false);
    if (lower.length === text.length) {
      for (const term of terms) {
        for (let place = lower.indexOf(term); place >= 0; place = lower.indexOf(term, place + 1)) {
          hits.fill(true, place, place + term.length);
        }
      }
    }
    const whole = document.createDocumentFragment();
    for (let start = 0, end = 0; start < text.length; start = end) {
      while (end < text.length && hits[end] === hits[start]) end += 1;
      const part = text.slice(start, end);
      whole.append(hits[start] ? element("mark", "", part) : part);
    }
    return whole;
  };

  /**
   * @param {KbResult & {language?: string}} result
   * @param {string[]} terms
   */
  const row = (result, terms) => {
    const found = result.document;
    const item = element("li", `kb-result${found.risk === "normal" ? "" : ` kb-result--${found.risk}`}`);
    item.dataset.slug = found.slug;
    const link = element("a", "kb-result__link");
    link.href = base + found.url;
    if (result.language && result.language !== language) link.lang = result.language;
    const kind = element("span", "kb-result__kind", found.typeLabel);
    if (found.riskLabel) kind.append(" · ", element("strong", "", found.riskLabel));
    for (const [, label] of found.topics) kind.append(` · ${label}`);
    link.append(
      element("span", "kb-result__title", marked(found.title, terms)),
      element("span", "kb-result__summary", marked(found.summary, terms)),
      kind,
    );
    item.append(link);
    if (found.spoken.length) {
      const copy = element("button", "kb-result__copy", words.copy);
      copy.type = "button";
      copy.title = found.spoken[0];
      copy.setAttribute("aria-label", `${words.copy}: ${found.spoken[0]}`);
      copy.addEventListener("click", () => copyLine(found.spoken[0], copy));
      item.append(copy);
    }
    return item;
  };

  /**
   * @param {string} line
   * @param {HTMLElement} button
   */
  const copyLine = async (line, button) => {
    if (!(await kb.copy(line))) return;
    keep();
    button.textContent = words.copied;
    status.textContent = `${words.copied} ${line}`;
    setTimeout(() => (button.textContent = words.copy), 1500);
  };

  const show = () => {
    panel.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const hide = () => {
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };

  const showRecent = () => {
    const queries = recent();
    const rows = queries.map((query) => {
      const again = element("button", "kb-result__again", query);
      again.type = "button";
      again.addEventListener("click", () => {
        input.value = query;
        input.focus();
        update();
      });
      return element("li", "kb-result", again);
    });
    list.replaceChildren(...rows);
    hint.replaceChildren();
    if (rows.length) {
      const forget = element("button", "kb-result__forget", words.forget);
      forget.type = "button";
      forget.addEventListener("click", () => {
        remember(RECENT, []);
        input.focus();
        showRecent();
      });
      hint.append(words.recent, " ", forget);
    } else hint.textContent = words.keys;
    list.dataset.kbQuery = input.value;
    list.removeAttribute("aria-busy");
  };

  /** @param {KbIndex} index */
  const nearestTopics = async (index) => {
    const topics = await index.topics(input.value);
    if (!topics.length) return;
    hint.append(" ", words.nearest);
    for (const topic of topics) {
      const link = element("a", "kb-chip", topic.label);
      link.href = base + topic.url;
      hint.append(" ", link);
    }
  };

  let latest = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settled;
  const update = async () => {
    const turn = (latest += 1);
    const query = input.value;
    clearTimeout(settled);
    if (!query.trim()) {
      showRecent();
      return;
    }
    list.setAttribute("aria-busy", "true");
    try {
      const index = await open(language);
      const filter = { type: typeFilter.value, topic: topicFilter.value };
      /** @type {(KbResult & {language?: string})[]} */
      let results = await index.search(query, filter);
      if (both.getAttribute("aria-pressed") === "true") {
        const more = await (await open(other)).search(query, filter);
        results = [...results, ...more.map((result) => ({ ...result, language: other }))].sort(
          (one, two) => two.score - one.score,
        );
      }
      if (turn !== latest) return; // a newer query is on its way
      const terms = await index.marks(query);
      const found = results.slice(0, SHOWN);
      const weak = !found.some(({ covered }) => covered >= WEAK);
      list.replaceChildren(...found.map((result) => row(result, terms)));
      hint.textContent = found.length ? (weak ? words.weak : "") : words.nothing;
      if (weak) await nearestTopics(index);
      if (turn !== latest) return;
      show();
      list.dataset.kbQuery = query;
      list.removeAttribute("aria-busy");
      settled = setTimeout(() => {
        const count = (found.length === 1 ? words.one : words.many).replace("%s", String(found.length));
        status.textContent = found.length ? `${count} ${found[0].document.title}` : words.nothing;
        if (weak) miss(query.trim().slice(0, 100));
      }, 900);
    } catch {
      if (turn !== latest) return;
      hint.textContent = words.failed;
      list.replaceChildren();
      list.removeAttribute("aria-busy");
      show();
    }
  };

  /** @returns {HTMLElement[]} */
  const links = () => [...list.querySelectorAll("a, .kb-result__again")].map((link) => /** @type {HTMLElement} */ (link));

  /** @param {number} step */
  const move = (step) => {
    const all = links();
    const place = all.findIndex((link) => link === document.activeElement);
    const next = place + step;
    if (next < 0) input.focus();
    else all[Math.min(next, all.length - 1)]?.focus();
  };

  const openFirst = async () => {
    if (list.dataset.kbQuery !== input.value) await update();
    const first = links()[0];
    if (first && input.value.trim()) {
      keep();
      first.click();
    }
  };

  input.addEventListener("input", update);
  input.addEventListener("focus", () => {
    show();
    open(language).catch(() => {});
    if (list.dataset.kbQuery !== input.value) update();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the input method's own key
    const target = event.target;
    const onResult = target instanceof HTMLElement && list.contains(target);
    if (event.key === "Escape") {
      event.preventDefault();
      if (onResult) input.focus();
      else if (panel.hidden) input.value = "";
      hide();
    } else if (event.key === "ArrowDown" && (target === input || onResult)) {
      event.preventDefault();
      show();
      move(1);
    } else if (event.key === "ArrowUp" && onResult) {
      event.preventDefault();
      move(-1);
    } else if (event.key === "Enter" && target === input) {
      event.preventDefault();
      openFirst();
    } else if (event.key === "c" && onResult && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const copy = target.closest("li")?.querySelector(".kb-result__copy");
      if (copy instanceof HTMLElement) copy.click();
    }
  });
  list.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) keep();
  });
  for (const filter of [typeFilter, topicFilter]) filter.addEventListener("change", update);
  both.addEventListener("click", () => {
    both.setAttribute("aria-pressed", String(both.getAttribute("aria-pressed") !== "true"));
    update();
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !form.contains(event.relatedTarget)) hide();
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked.slice(0, 200);
    update();
  }
  });

  document.addEventListener("pointerdown", (event) => {
    const panel = document.querySelector("[data-kb-panel]");
    const form = document.querySelector("[data-kb-finder]");
    if (!(panel instanceof HTMLElement) || !(event.target instanceof Node) || form?.contains(event.target)) return;
    panel.hidden = true;
    document.querySelector("[data-kb-search]")?.setAttribute("aria-expanded", "false");
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    kb.toSearch();
  });
  kb.toSearch = () => {
    const input = document.querySelector("[data-kb-search]");
    if (!(input instanceof HTMLInputElement)) return;
    input.focus();
    input.select();
  };
})();
