/* The pieces of a search index, fetched once each, and told apart into numbers: core/pieced.py says how they are written. */
"use strict";
const fetching = (folder, fields) => {
  const OTHERWISE = 7, FIELDS = ["title", "text", "tags", "keywords"]; // as core/pieced.py says
  const K1 = 1.2; // of lunr, which is told not to mind how long a text is
  const WAIT = 20000, AGAIN_AFTER = 30000; // milliseconds

  const kept = new Map(), failed = new Set(); // what was asked for, by its path; hosts let browsers keep failures, too
  const piece = (path) => {
    if (!kept.has(path)) {
      const how = { cache: failed.has(path) ? "reload" : "default", signal: AbortSignal.timeout(WAIT) };
      const coming = fetch(new URL(path, folder), how).then((answer) => {
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        return answer.json();
      });
      coming.catch(() => {
        failed.add(path);
        setTimeout(() => kept.delete(path), AGAIN_AFTER);
      });
      kept.set(path, coming);
    }
    return kept.get(path);
  };
  // A piece, or null: whoever asks goes on without it.
  const perhaps = (path) => piece(path).catch(() => null);

  // The last place of an ordered list whose value is not above this one; -1 if there is none.
  const lastUpTo = (list, value) => {
    let low = -1, high = list.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle; else high = middle;
    }
    return low;
  };

  // Which entries hold a word, and what that adds to the score of each, as lunr would say of all entries.
  const decoded = (numbers, all) => {
    const entries = [], counts = [];
    let entry = -1, held = 0;
    for (let at = 0; at < numbers.length; at++) {
      entry += numbers[at] >> 3;
      entries.push(entry);
      const code = numbers[at] & 7;
      if (code !== OTHERWISE) {
        counts.push(code + 1);
        held += 1;
        continue;
      }
      const said = numbers.slice(at + 1, at + 1 + FIELDS.length);
      at += FIELDS.length;
      counts.push(said);
      held += said.filter(Boolean).length;
    }
    const rarity = Math.log(1 + Math.abs((all - held + 0.5) / (held + 0.5)));
    const score = (field, count) => {
      const boost = (fields[field] || {}).boost || 1;
      return count ? Math.round(rarity * ((K1 + 1) * count / (K1 + count)) * boost * 1000) / 1000 : 0;
    };
    const scores = counts.map((said) => typeof said === "number" ? score("text", said)
      : FIELDS.reduce((sum, field, nth) => sum + score(field, said[nth]), 0));
    return { entries: Uint32Array.from(entries), scores: Float64Array.from(scores) };
  };

  let known = null; // what words.json says, once it is there
  const learnt = async () => {
    if (known) return known;
    const said = await piece("words.json");
    const words = said.words.split(" ");
    const first = new Uint32Array(said.sections.length + 1);
    said.sections.forEach((count, page) => { first[page + 1] = first[page] + count; });
    known = {
      words, pages: said.pages, starts: said.starts, compounds: said.compounds, first,
      numbers: new Map(words.map((token, number) => [token, number])), entries: first[said.sections.length],
    };
    return known;
  };

  const places = new Map(); // of words, once they are there
  const placesOf = async (token) => {
    if (!places.has(token)) {
      const number = known.numbers.get(token), file = lastUpTo(known.starts, number);
      const said = await perhaps(`words/${file}.json`);
      if (!said) return null;
      places.set(token, decoded(said[number - known.starts[file]], known.entries));
    }
    return places.get(token);
  };
  // Of words, as many as can be had.
  const allPlaces = async (tokens) => {
    const found = new Map(tokens.map((token) => [token, null]));
    await Promise.all(tokens.map(async (token) => { found.set(token, await placesOf(token)); }));
    return new Map([...found].filter(([, there]) => there));
  };

  const holds = ({ entries }, entry) => entries[lastUpTo(entries, entry)] === entry;
  const pageOf = (entry) => lastUpTo(known.first, entry);
  return { allPlaces, holds, learnt, pageOf, perhaps };
};
