// Checks wording against the red lines, as `plugins/collection_kb/knowledge/wording.py` does, step by step.
// Nothing that is typed leaves the page.
// @ts-check
(() => {
  /** @typedef {{zh: string[], en: string[]}} Patterns */
  /** @typedef {{id: string, text: string, url: string}} Provision */
  /** @typedef {{id: string, label: string, why: string, instead: string, provisions: Provision[], patterns: Patterns, safe: Patterns}} Rule */

  const LONGEST_SENTENCE = 600;
  const CHINESE = "\\u3400-\\u4dbf\\u4e00-\\u9fff";
  const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
  const SPACE = /[\t\n\u000b\u000c\r\u0085\u2028\u2029 ]+/g;
  const FILLED = new RegExp(`(?<=[${CHINESE}])[ *_·.-]+(?=[${CHINESE}])`, "g");
  const END = /[。!?;]+|\.(?= |$)/;
  const SCRIPTS = /** @type {const} */ ([["zh", new RegExp(`[${CHINESE}]`)], ["en", /[a-z]/]]);

  const trim = (/** @type {string} */ text) => text.replace(/^ +| +$/g, "");

  const normalise = (/** @type {string} */ text) =>
    trim(
      text
        .normalize("NFKC")
        .replace(/[A-Z]/g, (capital) => capital.toLowerCase())
        .replaceAll("’", "'")
        .replace(INVISIBLE, "")
        .replace(SPACE, " "),
    ).replace(FILLED, "");

  const sentences = (/** @type {string} */ text) =>
    text.split(END).flatMap((sentence) => {
      const characters = Array.from(sentence);
      const parts = [];
      for (let start = 0; start < characters.length; start += LONGEST_SENTENCE) {
        parts.push(trim(characters.slice(start, start + LONGEST_SENTENCE).join("")));
      }
      return parts.filter(Boolean);
    });

  /** @type {Map<string, RegExp>} */
  const compiled = new Map();
  const pattern = (/** @type {string} */ source, /** @type {string} */ flags) => {
    const key = flags + source;
    const known = compiled.get(key) ?? new RegExp(source, flags);
    compiled.set(key, known);
    return known;
  };

  /** What is left of the line at hand, by safe wording: nearly every rule takes out the same first.
   * @type {Map<string, Map<string, string>>} */
  const cuts = new Map();

  /**
   * @param {string} sentence
   * @param {string} safe
   */
  const without = (sentence, safe) => {
    const known = cuts.get(safe) ?? new Map();
    const rest = known.get(sentence) ?? sentence.replace(pattern(safe, "gu"), "□");
    cuts.set(safe, known.set(sentence, rest));
    return rest;
  };

  /**
   * @param {string} sentence
   * @param {Rule} rule
   * @returns {string | null} the words that cross the line
   */
  const cross = (sentence, rule) => {
    for (const [language, script] of SCRIPTS) {
      if (!rule.patterns[language].length || !script.test(sentence)) continue;
      let rest = sentence;
      for (const safe of rule.safe[language]) rest = without(rest, safe);
      for (const source of rule.patterns[language]) {
        const found = pattern(source, "u").exec(rest);
        if (found) return trim(found[0]);
      }
    }
    return null;
  };

  kb.onPage(() => {
  const box = document.querySelector("[data-kb-wording]");
  const list = document.querySelector("[data-kb-verdicts]");
  const status = document.querySelector("[data-kb-verdict]");
  const data = document.getElementById("kb-red-lines");
  if (!(box instanceof HTMLTextAreaElement) || !list || !(status instanceof HTMLElement) || !data) return;
  /** @type {{words: Record<"zh" | "en", Record<string, string>>, rules: Rule[]}} */
  const { words, rules } = JSON.parse(data.textContent ?? "{}");
  for (const rule of rules) {
    for (const kind of /** @type {const} */ (["patterns", "safe"])) {
      for (const [language] of SCRIPTS) {
        rule[kind][language] = rule[kind][language].map((written) =>
          written.replace(/\{([a-z][a-z-]*)\}/g, (_, name) => words[language][name]),
        );
      }
    }
  }

  /**
   * @param {string} tag
   * @param {string} name
   * @param {string} text
   */
  const element = (tag, name, text) => {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  };

  /**
   * @param {number} line
   * @param {string} words
   * @param {Rule} rule
   */
  const verdict = (line, words, rule) => {
    const item = element("li", "kb-verdict", "");
    item.dataset.line = String(line);
    item.dataset.rule = rule.id;
    const head = element("p", "kb-verdict__head", "");
    head.append(element("span", "kb-verdict__line", String(line)), element("mark", "", words), element("strong", "", rule.label));
    const why = element("p", "kb-verdict__why", `${rule.why} `);
    for (const provision of rule.provisions) {
      const link = document.createElement("a");
      link.href = `${list.getAttribute("data-base")}${provision.url}`;
      link.textContent = provision.text;
      why.append(link, " ");
    }
    const instead = element("p", "kb-verdict__instead", "");
    instead.append(element("span", "", status.dataset.instead ?? ""), ` ${rule.instead}`);
    item.append(head, why, instead);
    return item;
  };

  /** What was said of a line, so that typing checks the line that changed and no other.
   * @type {Map<string, {words: string, rule: Rule}[]>} */
  let known = new Map();
  /** @param {string} line */
  const judge = (line) => {
    cuts.clear();
    const parts = sentences(normalise(line));
    return rules.flatMap((rule) => {
      for (const part of parts) {
        const words = cross(part, rule);
        if (words !== null) return [{ words, rule }];
      }
      return [];
    });
  };

  const check = () => {
    const lines = box.value.split("\n");
    known = new Map(lines.map((line) => [line, known.get(line) ?? judge(line)]));
    const verdicts = lines.flatMap((line, index) =>
      (known.get(line) ?? []).map(({ words, rule }) => verdict(index + 1, words, rule)),
    );
    list.replaceChildren(...verdicts);
    const message = verdicts.length ? status.dataset.crossed : status.dataset.clean;
    status.textContent = box.value.trim() ? (message ?? "").replace("%s", String(verdicts.length)) : "";
    status.classList.toggle("kb-is-crossed", verdicts.length > 0);
  };

  box.addEventListener("input", check);
  check();
  });
})();
