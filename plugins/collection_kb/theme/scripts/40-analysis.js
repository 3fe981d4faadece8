// Cuts text into terms, as plugins/collection_kb/finder/analysis.py does; one file of vectors holds both equal.
// @ts-check
globalThis.kb ??= /** @type {Kb} */ ({});
kb.analysis = (() => {
  const CHINESE = "\\u3400-\\u4dbf\\u4e00-\\u9fff";
  const PIECE = new RegExp(`[${CHINESE}]+|[a-z]+(?:'[a-z]+)*[0-9]*|[0-9]+(?:[.:][0-9]+)*`, "g");
  const IS_CHINESE = new RegExp(`^[${CHINESE}]`);
  const SHORTEST_STEM = 3;
  const SHORTEST_INITIALS = 2;
  const LONGEST_INITIALS = 5;
  const ENDINGS = /** @type {const} */ ([["ies", "y"], ["ing", ""], ["ed", ""], ["es", ""], ["s", ""]]);

  /** @type {KbAnalysis["fold"]} */
  const fold = (text, tables) =>
    Array.from(
      text
        .normalize("NFKC")
        .replace(/[A-Z]/g, (capital) => capital.toLowerCase())
        .replaceAll("’", "'"),
      (character) => tables.simplified.get(character) ?? character,
    ).join("");

  /** @type {KbAnalysis["pieces"]} */
  const pieces = (folded) => folded.match(PIECE) ?? [];

  /** @type {KbAnalysis["isChinese"]} */
  const isChinese = (piece) => IS_CHINESE.test(piece);

  /** @type {KbAnalysis["stem"]} */
  const stem = (word) => {
    if (/^[0-9]/.test(word)) return word;
    let result = (word.endsWith("'s") ? word.slice(0, -2) : word).replaceAll("'", "");
    for (const [ending, instead] of ENDINGS) {
      if (!result.endsWith(ending)) continue;
      const rest = result.slice(0, -ending.length);
      if (rest.length < SHORTEST_STEM || (ending === "s" && "su".includes(rest.slice(-1)))) continue;
      if (ending === "es" && !"sxzh".includes(rest.slice(-1))) continue;
      result = rest + instead;
      break;
    }
    const last = result.slice(-1);
    if (result.length > SHORTEST_STEM && last === result.slice(-2, -1) && !"aeiousl".includes(last)) {
      result = result.slice(0, -1);
    }
    return result.length > SHORTEST_STEM && last === "e" ? result.slice(0, -1) : result;
  };

  /** @param {string} run */
  const pairs = (run) => {
    const characters = Array.from(run);
    return characters.length < 2 ? [run] : characters.slice(1).map((second, place) => characters[place] + second);
  };

  /** @type {KbAnalysis["terms"]} */
  const terms = (text, tables) =>
    pieces(fold(text, tables)).flatMap((piece) => (isChinese(piece) ? pairs(piece) : [stem(piece)]));

  /** @type {Map<string, string>} */
  const blurs = new Map();

  /**
   * Take the differences out of a syllable that many do not hear: zh and z, ing and in.
   * @param {string} syllable
   */
  const blurred = (syllable) => {
    const result = blurs.get(syllable) ?? syllable.replace(/^([zcs])h/, "$1").replace(/([ie]n)g$/, "$1");
    blurs.set(syllable, result);
    return result;
  };

  /** @type {KbAnalysis["soundsOf"]} */
  const soundsOf = (character, tables) => [...new Set((tables.readings.get(character) ?? []).map(blurred))];

  /**
   * @param {string} run
   * @param {KbTables} tables
   * @param {boolean} [sharp] with the differences that many do not hear
   */
  const soundsOfRun = (run, tables, sharp) => {
    const readings = Array.from(run, (character) =>
      sharp ? (tables.readings.get(character) ?? []) : soundsOf(character, tables),
    );
    if (readings.length === 1) return [readings[0].map((syllable) => `~${syllable}`)];
    return readings.slice(1).map((second, place) =>
      readings[place].flatMap((one) => second.map((other) => `~${one} ${other}`)),
    );
  };

  /** @type {KbAnalysis["sounds"]} */
  const sounds = (text, tables, sharp) =>
    pieces(fold(text, tables))
      .filter(isChinese)
      .flatMap((run) => soundsOfRun(run, tables, sharp).flat());

  /** @type {KbAnalysis["initials"]} */
  const initials = (text, tables) =>
    pieces(fold(text, tables))
      .filter(isChinese)
      .flatMap((run) => {
        const letters = Array.from(run, (character) => [
          ...new Set((tables.readings.get(character) ?? []).map((syllable) => syllable[0])),
        ].sort());
        const result = [];
        for (let size = SHORTEST_INITIALS; size <= LONGEST_INITIALS; size += 1) {
          for (let start = 0; start + size <= letters.length; start += 1) {
            if (size === SHORTEST_INITIALS && letters.length !== size) continue;
            let grown = ["^"];
            for (const choices of letters.slice(start, start + size)) {
              grown = grown.flatMap((begun) => choices.map((letter) => begun + letter));
            }
            result.push(...grown);
          }
        }
        return result;
      });

  /** @type {KbAnalysis["exact"]} */
  const exact = (text, tables) => `=${pieces(fold(text, tables)).join("")}`;

  /**
   * Cut Latin letters into syllables, few and long ones first; what is left at the end may be the start of one.
   * @param {string} letters
   * @param {KbTables} tables
   * @returns {string[][]} at most two ways
   */
  const syllables = (letters, tables) => {
    /** @type {string[][]} */
    const ways = [];
    /** @type {(place: number, begun: string[]) => void} */
    const grow = (place, begun) => {
      if (ways.length >= 2 || begun.length > 20) return;
      if (place === letters.length) {
        ways.push(begun);
        return;
      }
      for (let size = Math.min(6, letters.length - place); size > 0; size -= 1) {
        const syllable = letters.slice(place, place + size);
        if (tables.syllables.has(syllable)) grow(place + size, [...begun, syllable]);
      }
      if (begun.length > 1 && letters.length - place <= 2 && !/[aeiou]/.test(letters.slice(place))) ways.push(begun);
    };
    if (letters.length <= 60) grow(0, []);
    return ways;
  };

  /**
   * Cut letters that are no syllables as typed but become some when two neighbours are exchanged or one is left out.
   * @param {string} letters
   * @param {KbTables} tables
   */
  const mended = (letters, tables) => {
    /** @type {string[][]} */
    const ways = [];
    for (let place = 0; place < letters.length && letters.length > 3 && letters.length < 30; place += 1) {
      const [before, here, next] = [letters.slice(0, place), letters[place], letters[place + 1] ?? ""];
      const after = letters.slice(place + 2);
      for (const slip of [before + next + here + after, before + next + after]) {
        const whole = syllables(slip, tables).filter((way) => way.join("") === slip);
        ways.push(...whole.slice(0, 1));
      }
    }
    return ways.sort((one, other) => one.length - other.length).slice(0, 4);
  };

  /** @type {KbAnalysis["readings"]} */
  const readings = (piece, tables) => {
    if (isChinese(piece)) {
      const heard = soundsOfRun(piece, tables);
      const slots = pairs(piece).map(
        (pair, place) =>
          /** @type {[string, number][]} */ ([[pair, 1], ...(heard[place] ?? []).map((sound) => [sound, 0.3])]),
      );
      return [{ kind: "words", weight: 1, slots }];
    }
    const words = piece.split(" ");
    /** @type {KbReading[]} */
    const result = [{ kind: "words", weight: 1, slots: words.map((word) => [[stem(word), 1]]) }];
    const letters = words.map((word) => word.replaceAll("'", ""));
    /** @type {string[][]} */
    let ways = [[]];
    let slips = 0;
    for (const word of letters) {
      let own = syllables(word, tables);
      if (!own.length) {
        own = mended(word, tables);
        slips += 1;
      }
      ways = ways.flatMap((begun) => own.map((way) => [...begun, ...way])).slice(0, 4);
    }
    for (const [rank, way] of ways.entries()) {
      const sharp = way.length === 1 ? [`~${way[0]}`] : way.slice(1).map((second, place) => `~${way[place]} ${second}`);
      const slots = sharp.map((term) => {
        const heard = term.slice(1).split(" ").map(blurred);
        return /** @type {[string, number][]} */ ([[`~${heard.join(" ")}`, 1]]);
      });
      if (slots.length) result.push({ kind: "sounds", weight: 0.7 ** slips * (rank ? 0.4 : 1), slots, sharp });
    }
    const joined = letters.join("");
    if (/^[a-z]+$/.test(joined) && joined.length >= SHORTEST_INITIALS && joined.length <= 2 * LONGEST_INITIALS) {
      const size = Math.min(joined.length, LONGEST_INITIALS);
      /** @type {[string, number][][]} */
      const slots = [];
      for (let start = 0; start + size <= joined.length; start += size - 1) {
        slots.push([[`^${joined.slice(start, start + size)}`, 1]]);
      }
      result.push({ kind: "initials", weight: 0.85, slots });
    }
    return result;
  };

  return { fold, pieces, isChinese, stem, terms, sounds, soundsOf, initials, exact, readings };
})();
