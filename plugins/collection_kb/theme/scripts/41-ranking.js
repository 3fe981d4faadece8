// Ranks articles for a query: fetches the postings of its terms, adds them up, and looks closely at the best.
// @ts-check
globalThis.kb ??= /** @type {Kb} */ ({});
kb.openIndex = async (load) => {
  const { fold, pieces, isChinese, terms, sounds, soundsOf, initials, exact } = kb.analysis;
  const GREATEST_IMPACT = 255;
  const LONGEST_QUERY = 200; // characters; nobody types more, and pasting a page must not hang it
  const LOOKED_AT = 16; // candidates whose lines are compared with the query
  const WELL_KNOWN = 60; // a pair with this impact somewhere is no slip: what sounds like it does not count
  const NAMED = 1e6; // an article that is called just so
  const SPREADERS = 2; // that many lend their score to what is near to them
  const SPREAD = 0.4; // and at most this share of it
  const LEAST_SHARE = 0.1; // of the best score; below it a result is noise
  const MISHEARD = 0.6; // what counts an article that has the pinyin of the query only when zh is taken for z
  const NEAREST = 100; // the nearness of an article's nearest neighbour
  const WRONG_LETTER = 0.5; // what initials with a slip count
  const SHORTEST_MENDED = 4; // initials; three with a slip say nothing

  const manifest = /** @type {KbManifest} */ (await load("manifest"));
  const N = manifest.documents;

  /** @type {Map<string, Promise<any>>} */
  const loaded = new Map();
  /** @param {string} name */
  const once = (name) => {
    const known = loaded.get(name) ?? load(`${manifest.folder}/${name}`);
    loaded.set(name, known);
    known.catch(() => loaded.delete(name));
    return known;
  };

  const raw = await once("tables");
  /** @type {Map<string, string[]>} */
  const readings = new Map();
  for (const [syllable, characters] of Object.entries(/** @type {Record<string, string>} */ (raw.readings))) {
    for (const character of characters) readings.set(character, [...(readings.get(character) ?? []), syllable]);
  }
  const simplified = Array.from(/** @type {string} */ (raw.simplified));
  /** @type {KbTables} */
  const tables = {
    simplified: new Map(
      simplified.flatMap((character, place) => (place % 2 ? [] : [[character, simplified[place + 1]]])),
    ),
    readings,
    syllables: new Set(Object.keys(raw.readings)),
  };

  /** @param {string} term */
  const shardOf = (term) => {
    let value = 0;
    for (let place = 0; place < term.length; place += 1) value = (Math.imul(value, 31) + term.charCodeAt(place)) >>> 0;
    return value % manifest.shards;
  };

  /** @typedef {{idf: number, best: number, impacts: Map<number, number>}} Posting */
  /** @type {Map<string, Posting | null>} */
  const postings = new Map();

  /** @param {Iterable<string>} wanted */
  const fetchPostings = async (wanted) => {
    const missing = [...new Set(wanted)].filter((term) => !postings.has(term));
    await Promise.all(
      missing.map(async (term) => {
        const row = (await once(`p${shardOf(term)}`))[term];
        if (!row) {
          postings.set(term, null);
          return;
        }
        const impacts = new Map();
        let number = 0;
        let best = 0;
        for (let place = 1; place < row.length; place += 2) {
          number += row[place];
          best = Math.max(best, row[place + 1]);
          impacts.set(number, row[place + 1]);
        }
        postings.set(term, { idf: Math.log(1 + (N - row[0] + 0.5) / (row[0] + 0.5)), best, impacts });
      }),
    );
  };

  const document = async (/** @type {number} */ number) =>
    /** @type {KbDocument} */ ((await once(`d${Math.floor(number / manifest.perFile)}`))[number % manifest.perFile]);

  /**
   * Take out what people say around the point; keep everything when nothing else is left.
   * @param {string} folded
   */
  const withoutFillers = (folded) => {
    let rest = ` ${folded} `;
    for (const cue of manifest.cues) {
      if (cue.id !== "filler") continue;
      for (const word of cue.zh) rest = rest.replaceAll(word, " ");
      rest = rest.replace(/[a-z']+/g, (word) => (cue.en.includes(word) ? " " : word));
    }
    return pieces(rest).length ? rest : folded;
  };

  /**
   * The pieces of a query in order; Latin words that follow each other stay together, as pinyin runs over words.
   * @param {string} folded
   */
  const segments = (folded) => {
    /** @type {string[]} */
    const result = [];
    let latin = false;
    for (const piece of pieces(folded)) {
      const isLatin = /^[a-z]/.test(piece);
      if (isLatin && latin) result[result.length - 1] += ` ${piece}`;
      else result.push(piece);
      latin = isLatin;
    }
    return result;
  };

  /**
   * @param {string} word
   * @returns {Promise<[string, number][]>} known words that begin like it or differ by a slip
   */
  const similar = async (word) => {
    if (word.length < 3) return [];
    const words = /** @type {string[]} */ (await once("words"));
    const slips = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
    const near = [];
    for (const known of words) {
      if (known.startsWith(word)) near.push({ known, weight: 0.8 - 0.02 * (known.length - word.length) });
      else if (slips && Math.abs(known.length - word.length) <= slips) {
        const distance = edits(word, known, slips);
        if (distance <= slips) near.push({ known, weight: (known[0] === word[0] ? 0.75 : 0.55) - 0.2 * (distance - 1) });
      }
    }
    near.sort((one, other) => other.weight - one.weight || (one.known < other.known ? -1 : 1));
    return near.slice(0, 6).map(({ known, weight }) => [known, Math.max(weight, 0.1)]);
  };

  /**
   * The number of slips between two words: a letter added, left out, changed, or two exchanged.
   * @param {string} one
   * @param {string} other
   * @param {number} most
   */
  const edits = (one, other, most) => {
    let before = /** @type {number[]} */ ([]);
    let last = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let row = 1; row <= one.length; row += 1) {
      const now = [row];
      let least = row;
      for (let column = 1; column <= other.length; column += 1) {
        const same = one[row - 1] === other[column - 1];
        let cost = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
          cost = Math.min(cost, before[column - 2] + 1);
        }
        now.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return most + 1;
      before = last;
      last = now;
    }
    return last[other.length];
  };

  /**
   * Join characters and pinyin that follow each other, as in 停息guazhang, by the pair of sounds where they meet.
   * @param {{segment: string, readings: KbReading[]}[]} read
   */
  const bridge = (read) => {
    for (const [place, { segment, readings }] of read.entries()) {
      if (isChinese(segment)) continue;
      const before = soundsOf(Array.from(read[place - 1]?.segment ?? "").pop() ?? "", tables);
      const after = soundsOf(Array.from(read[place + 1]?.segment ?? "")[0] ?? "", tables);
      for (const reading of readings.filter(({ kind }) => kind === "sounds")) {
        const heard = reading.slots.map(([[term]]) => term.slice(1).split(" "));
        const [first, last] = [heard[0][0], heard[heard.length - 1].slice(-1)[0]];
        const bridges = [before.map((sound) => `~${sound} ${first}`), after.map((sound) => `~${last} ${sound}`)]
          .filter((terms) => terms.length)
          .map((terms) => terms.map((term) => /** @type {[string, number]} */ ([term, 1])));
        if (bridges.length) reading.slots = [...(heard[0].length > 1 ? reading.slots : []), ...bridges];
      }
    }
  };

  /**
   * Look for initials that nothing has with one of them left out, and for three of them in a row.
   * @param {KbReading[]} readings of one segment
   */
  const mendInitials = async (readings) => {
    const known = readings.some(({ slots }) => slots.some((slot) => slot.some(([term]) => postings.get(term))));
    const reading = readings.find(({ kind }) => kind === "initials");
    const letters = reading?.slots.length === 1 ? reading.slots[0][0][0].slice(1) : "";
    if (!reading || known || letters.length < SHORTEST_MENDED) return;
    const shorter = Array.from(letters, (_, place) => letters.slice(0, place) + letters.slice(place + 1));
    const rows = Array.from({ length: letters.length - 2 }, (_, place) => letters.slice(place, place + 3));
    reading.weight *= WRONG_LETTER;
    reading.slots = [
      shorter.map((part) => [`^${part}`, 1]),
      ...rows.map((part) => /** @type {[string, number][]} */ ([[`^${part}`, 0.6]])),
    ];
    await fetchPostings(reading.slots.flatMap((slot) => slot.map(([term]) => term)));
  };

  /**
   * The rarity that a word of a slot may have at most: of the words that a misspelt one may stand for equally well, the
   * common one is meant.
   * @param {[term: string, weight: number][]} slot
   */
  const likeliest = (slot) => {
    const [[written], best] = slot;
    if (!best || !/^[a-z]/.test(written) || postings.get(written)) return Infinity;
    const equal = slot.filter(([, share]) => share >= best[1] - 0.05 && share <= best[1]);
    return Math.min(...equal.map(([term]) => postings.get(term)?.idf ?? Infinity));
  };

  /**
   * Score every article for a query.
   * @param {string} folded
   */
  const score = async (folded) => {
    const whole = exact(folded, tables);
    const read = segments(withoutFillers(folded)).map((segment) => ({
      segment,
      readings: kb.analysis.readings(segment, tables).filter(({ kind }) => manifest.language === "zh" || kind === "words"),
    }));
    bridge(read);
    await fetchPostings([
      whole,
      ...read.flatMap(({ readings }) =>
        readings.flatMap(({ slots }) => slots.flatMap((slot) => slot.filter(([, weight]) => weight === 1).map(([term]) => term))),
      ),
    ]);
    // What is not found as written is looked for by its sound or by similar words.
    await Promise.all(
      read.flatMap(({ readings }) =>
        readings
          .filter(({ kind }) => kind === "words")
          .flatMap(({ slots }) =>
            slots.map(async (slot) => {
              const known = postings.get(slot[0][0]);
              if (slot.length > 1 && (known?.best ?? 0) >= WELL_KNOWN) slot.splice(1);
              else if (!known && isChinese(slot[0][0])) {
                if (slot[0][0].length === 2) slot.push([slot[0][0][1] + slot[0][0][0], 0.6]);
                await fetchPostings(slot.map(([term]) => term));
                if (!slot.some(([term]) => postings.get(term))) {
                  slot.push(...Array.from(slot[0][0], (character) => /** @type {[string, number]} */ ([character, 0.3])));
                }
              }
              else if (!known && /^[a-z]/.test(slot[0][0]) && !readings.some((other) => other.kind !== "words" && other.slots.some((one) => postings.get(one[0][0])))) {
                slot.push(...(await similar(slot[0][0])));
              }
              await fetchPostings(slot.map(([term]) => term));
            }),
          ),
      ),
    );
    await Promise.all(read.map(({ readings }) => mendInitials(readings)));
    /** @type {Map<number, {score: number, mass: number}>} */
    const totals = new Map();
    let mass = 0;
    for (const { readings } of read) {
      /** @type {Map<number, {score: number, mass: number}>} */
      const best = new Map();
      let greatest = 0;
      for (const { slots, weight } of readings) {
        /** @type {Map<number, {score: number, mass: number}>} */
        const own = new Map();
        let total = 0;
        for (const slot of slots) {
          const found = slot.map(([term, share]) => ({ share, posting: postings.get(term) }));
          const likely = likeliest(slot);
          const rarity = Math.max(
            0,
            ...found.map(({ posting, share }) => (posting ? Math.min(posting.idf, likely) * share : 0)),
          );
          if (!rarity) continue;
          total += rarity;
          /** @type {Map<number, number>} */
          const slotBest = new Map();
          for (const { share, posting } of found) {
            if (!posting) continue;
            for (const [number, impact] of posting.impacts) {
              const value = (share * Math.min(posting.idf, likely) * impact) / GREATEST_IMPACT;
              if (value > (slotBest.get(number) ?? 0)) slotBest.set(number, value);
            }
          }
          for (const [number, value] of slotBest) {
            const sum = own.get(number) ?? { score: 0, mass: 0 };
            own.set(number, { score: sum.score + value, mass: sum.mass + rarity });
          }
        }
        greatest = Math.max(greatest, total * weight);
        for (const [number, sum] of own) {
          const weighted = { score: sum.score * weight, mass: sum.mass * weight };
          if (weighted.score > (best.get(number)?.score ?? 0)) best.set(number, weighted);
        }
      }
      mass += greatest;
      for (const [number, sum] of best) {
        const before = totals.get(number) ?? { score: 0, mass: 0 };
        totals.set(number, { score: before.score + sum.score, mass: before.mass + sum.mass });
      }
    }
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const [number, { score: sum, mass: covered }] of totals) {
      scores.set(number, sum * (0.5 + 0.5 * Math.min(1, covered / Math.max(mass, 1e-9))));
    }
    /** @type {Map<number, number>} */
    const covered = new Map([...totals].map(([number, { mass: own }]) => [number, mass ? Math.min(1, own / mass) : 0]));
    return { scores, covered, named: postings.get(whole)?.impacts ?? new Map(), read };
  };

  /**
   * @template Value
   * @param {() => Value} make
   */
  const later = (make) => {
    /** @type {Value | undefined} */
    let made;
    return () => (made ??= make());
  };

  /** @param {string} line */
  const analysedLine = (line) => ({
    length: Array.from(line).length,
    terms: later(() => new Set(terms(line, tables))),
    sounds: later(() => new Set(sounds(line, tables))),
    sharp: later(() => new Set(sounds(line, tables, true))),
    initials: later(() => new Set(initials(line, tables))),
  });

  /** @typedef {ReturnType<typeof analysedLine>} Line */
  /** @type {WeakMap<KbDocument, {names: Line[], texts: Line[]}>} */
  const lines = new WeakMap();

  /** @param {KbDocument} found */
  const analysed = (found) => {
    const known = lines.get(found) ?? {
      names: [found.title, ...found.lines].map(analysedLine),
      texts: [found.summary, ...found.spoken].map(analysedLine),
    };
    lines.set(found, known);
    return known;
  };

  /**
   * How closely a line says what the query says: the share of the query that it has, and the share of it that is query.
   * @param {Set<string>} query
   * @param {Set<string>} own the terms of the line
   * @param {Map<string, string[]>} [instead] what else a term of the query may stand for
   */
  const closeness = (query, own, instead) => {
    let common = 0;
    for (const term of query) {
      if (own.has(term)) common += 1;
      else if (instead?.get(term)?.some((other) => own.has(other))) common += 0.8;
    }
    return common ? 0.5 * (common / query.size + common / own.size) : 0;
  };

  /**
   * What is near to the best articles is useful beside them: it takes a share of their score.
   * @param {KbResult[]} results
   */
  const spread = async (results) => {
    const best = results
      .filter(({ score: value }) => value < NAMED)
      .sort((one, other) => other.score - one.score)
      .slice(0, SPREADERS);
    const greatest = best[0]?.score ?? 1;
    const known = new Map(results.map((result) => [result.number, result]));
    /** @type {Map<number, number>} */
    const gains = new Map();
    for (const result of results.filter(({ score: value }) => value >= NAMED).concat(best)) {
      const { near } = result.document;
      for (let place = 0; place < near.length; place += 2) {
        const gain = (SPREAD * Math.min(result.score, greatest) * near[place + 1]) / NEAREST;
        gains.set(near[place], (gains.get(near[place]) ?? 0) + gain);
      }
    }
    await Promise.all(
      [...gains].map(async ([number, gain]) => {
        const result = known.get(number);
        if (!result) results.push({ number, score: gain, covered: 0, document: await document(number) });
        else result.score = Math.max(result.score, Math.min(result.score + gain, 0.95 * greatest));
      }),
    );
  };

  /** @type {KbIndex["search"]} */
  const search = async (query, filter) => {
    const folded = fold(query.slice(0, LONGEST_QUERY), tables);
    if (!pieces(folded).length) return [];
    const { scores, covered, named, read } = await score(folded);
    const first = [...scores].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, 2 * LOOKED_AT);
    for (const number of named.keys()) if (!first.some(([known]) => known === number)) first.push([number, 0]);
    const point = withoutFillers(folded);
    const wanted = new Set(terms(point, tables));
    const instead = new Map(
      read
        .flatMap(({ readings: [words] }) => words.slots)
        .map((slot) => /** @type {[string, string[]]} */ ([slot[0][0], slot.slice(1).map(([term]) => term)]))
        .filter(([term, others]) => others.length && !isChinese(term)),
    );
    const heard = new Set(
      read.flatMap(({ readings }) =>
        readings.filter(({ kind }) => kind === "sounds").flatMap(({ slots }) => slots.map((slot) => slot[0][0])),
      ),
    );
    const sharp = new Set(
      read
        .filter(({ readings: [words] }) => !words.slots.some(([[term]]) => postings.get(term)))
        .flatMap(({ readings }) => readings.flatMap((reading) => reading.sharp ?? [])),
    );
    if (manifest.language === "zh") for (const sound of sounds(point, tables)) heard.add(sound);
    const cues = manifest.cues.filter(
      (cue) =>
        cue.type &&
        (cue.zh.some((word) => folded.includes(word)) || cue.en.some((word) => ` ${folded} `.includes(` ${word} `))),
    );
    const letters = folded.replace(/[^a-z]/g, "");
    const shortened = manifest.language === "zh" && letters.length > 1 && letters.length === folded.trim().length;
    /** @type {KbResult[]} */
    const results = await Promise.all(
      first.map(async ([number, sum], place) => {
        const found = await document(number);
        let factor = 1;
        if (place < LOOKED_AT || named.has(number)) {
          const { names, texts } = analysed(found);
          let close = 0;
          let misheard = sharp.size > 0;
          for (const line of names) {
            close = Math.max(close, closeness(wanted, line.terms(), instead));
            if (heard.size) {
              const blurred = closeness(heard, line.sounds());
              const exactly = blurred && sharp.size ? closeness(sharp, line.sharp()) : blurred;
              close = Math.max(close, 0.35 * blurred + 0.5 * exactly);
              if (exactly) misheard = false;
            }
            if (shortened && line.initials().has(`^${letters}`)) {
              close = Math.max(close, letters.length === line.length ? 0.9 : 0.6);
            }
          }
          for (const line of texts) close = Math.max(close, 0.8 * closeness(wanted, line.terms(), instead));
          factor += 2 * close * close;
          if (misheard) factor *= MISHEARD;
        }
        for (const cue of cues) if (cue.type === found.type) factor *= 1.15;
        const share = named.has(number) ? 1 : (covered.get(number) ?? 0);
        return { number, document: found, covered: share, score: named.has(number) ? NAMED + (named.get(number) ?? 0) : sum * factor };
      }),
    );
    await spread(results);
    results.sort((one, other) => other.score - one.score || one.number - other.number);
    const wantedOnes = results.filter(
      ({ document: found }) =>
        (!filter?.type || found.type === filter.type) &&
        (!filter?.topic || found.topics.some(([id]) => id === filter.topic)),
    );
    const least = LEAST_SHARE * (results.find(({ score: value }) => value < NAMED)?.score ?? 0);
    return wantedOnes.filter((result, place) => place < 5 || result.score >= least).slice(0, 20);
  };

  /** @type {KbIndex["marks"]} */
  const marks = async (query) => {
    const point = withoutFillers(fold(query.slice(0, LONGEST_QUERY), tables));
    return [...new Set(pieces(point).flatMap((piece) => (isChinese(piece) ? terms(piece, tables) : [piece])))].filter(
      (term) => term.length > 1,
    );
  };

  /** @type {KbIndex["topics"]} */
  const topics = async (query) => {
    const wanted = new Set(fold(query.slice(0, LONGEST_QUERY), tables).match(/[\u4e00-\u9fff]|[a-z]{3,}/g));
    const all = /** @type {{label: string, url: string, words: string}[]} */ (await once("topics"));
    const near = all.map((topic) => ({
      topic,
      common: [...wanted].filter((word) => topic.words.includes(word)).length,
    }));
    near.sort((one, other) => other.common - one.common);
    return near.slice(0, 3).map(({ topic: { label, url } }) => ({ label, url }));
  };

  return { manifest, search, marks, topics };
};
