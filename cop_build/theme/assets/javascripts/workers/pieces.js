/* Answers from a search index in pieces, of which only those are fetched that a question needs.
 *
 * core/pieced.py says what stands in which piece. Words are scored as lunr scores them, with the whole index: the same
 * answers come in the same order. A piece that cannot be fetched makes answers fewer, and is asked for again later.
 */
"use strict";
importScripts("fetching.js");
const inPieces = (config, say) => {
  const VERSION = 1;
  const WITH_TEXT = 24;              // pages that are answered with what they say; the others with their title
  const MOST_LISTS = 8, MOST_SCANNED_PAGES = 50; // lists of titles; pages that come last
  const MOST_WIDENED = 30000;        // pages on which the words stand that only widen a question
  const LEAST_WEIGHT = 6;            // of words that are what was typed, and do not only widen it
  const MOST_GROUPS = 30;            // words of a question, each a bit of a number

  const { pieces } = config.words;
  if (pieces.version !== VERSION) throw new Error("pieces of another version");
  const parts = new RegExp(`(${config.separator})`);
  const { allPlaces, holds, learnt, pageOf, perhaps } =
    fetching(new URL(`../../../search/${pieces.folder}/`, self.location.href), config.fields);
  let known = null; // the words of the index, once they are there
  const ready = async () => {
    if (known) return;
    const said = await learnt();
    const pages = said.first.length - 1;
    asking.know(said.words.map((word, number) => [word, said.pages[number]]), pages,
      { ...config.words, compounds: said.compounds });
    known = said;
  };

  // Words that only widen a question are left out where they stand on too many pages.
  const affordable = (weights) => {
    let spent = 0;
    return [...weights].sort((a, b) => b[1] - a[1]).filter(([token, weight]) => {
      const pages = known.pages[known.numbers.get(token)];
      if (weight < LEAST_WEIGHT && spent + pages > MOST_WIDENED) return false;
      spent += pages;
      return true;
    });
  };

  // Score all entries, then all pages: the rules are those of words.js, for many entries at once.
  const judged = (query, weights, found) => {
    const scores = new Float64Array(known.entries), masks = new Uint32Array(known.entries);
    const tokens = [...found.keys()];
    const size = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    const bits = new Map(tokens.map((token) => [token, query.groups.reduce((sum, one, nth) =>
      one.tokens.includes(token) ? sum | 1 << nth : sum, 0)]));
    for (const [token, { entries, scores: added }] of found) {
      // A word that begins another is found with it, as Material counts.
      const mask = tokens.reduce((sum, other) => token.startsWith(other) ? sum | bits.get(other) : sum, 0);
      const weight = weights.get(token) / size;
      for (let at = 0; at < entries.length; at++) {
        scores[entries[at]] += weight * added[at];
        masks[entries[at]] |= mask;
      }
    }
    const shareOf = asking.shareOf(query), shares = new Map();
    const share = (mask) => {
      if (!shares.has(mask)) shares.set(mask, shareOf(query.groups.filter((_, nth) => mask & 1 << nth)));
      return shares.get(mask);
    };
    const pages = [];
    for (let page = 0; page < known.first.length - 1; page++) {
      let best = 0, union = 0;
      for (let entry = known.first[page]; entry < known.first[page + 1]; entry++) {
        if (!masks[entry]) continue;
        union |= masks[entry];
        scores[entry] *= asking.entryWorth(share(masks[entry]));
        best = Math.max(best, scores[entry]);
      }
      if (union) pages.push({ page, share: share(union), score: best * asking.pageWorth(share(union)) });
    }
    return { pages: asking.sifted(pages), scores, masks };
  };

  // The blocks of a text that hold a word, two at most, or all of a title; words stand in <mark>.
  const marked = (html, tokens, isWhole) => {
    const blocks = [];
    let depth = 0, block = "", isHit = false;
    const close = () => {
      if (isHit) blocks.push(block);
      block = "";
      isHit = false;
    };
    for (const part of html.split(/(<[^>]*>)/)) {
      if (part.startsWith("<")) {
        block += part;
        depth += part.startsWith("</") ? -1 : part.endsWith("/>") ? 0 : 1;
        if (!depth && !isWhole) close();
      } else {
        block += part.split(parts).map((word, nth) => {
          if (nth % 2 || !tokens.has(word.toLowerCase())) return word;
          isHit = true;
          return `<mark>${word}</mark>`;
        }).join("");
      }
    }
    close();
    return blocks.length ? blocks.slice(0, 2).join("") : html;
  };

  // The entries of a page that answer, with the page's own, as Material has them.
  const itemsOf = (docs, one, query, found, { scores, masks }) => docs.flatMap((doc, nth) => {
    const entry = known.first[one.page] + nth;
    if (!masks[entry]) return nth ? [] : [{ ...doc, score: 0, terms: {}, found: [] }];
    const there = [...found].filter(([, each]) => holds(each, entry)).map(([token]) => token);
    const terms = Object.fromEntries([...found.keys()].map((token) => [token, there.some((word) => word.startsWith(token))]));
    const tokens = new Set(there);
    return [{
      ...doc, title: marked(doc.title, tokens, true), text: marked(doc.text, tokens, false), score: scores[entry], terms,
      found: query.groups.filter((_, at) => masks[entry] & 1 << at),
    }];
  });

  // Later pages with their titles alone: as many as stand in a few lists.
  const titled = async (pages) => {
    const lists = new Map();
    const listed = [];
    for (const one of pages) {
      const number = Math.floor(one.page / pieces.titles);
      if (!lists.has(number) && lists.size === MOST_LISTS) break;
      lists.set(number, perhaps(`titles/${number}.json`));
      listed.push([one, number]);
    }
    const found = await Promise.all(listed.map(async ([one, number]) => {
      const list = await lists.get(number);
      if (!list) return [];
      const [location, title] = list[one.page % pieces.titles];
      return [[{ location, title: asking.shown(title), text: "", score: one.score, terms: {} }]];
    }));
    return found.flat();
  };

  // Pages with words that hold the very letters come last.
  const scanned = async (query, weights, seen) => {
    const [run] = query.runs;
    if (query.runs.length !== 1 || run.length < 2) return [];
    const tokens = asking.wordsHolding(run).flatMap(asking.tokensOf).filter((token) => !weights.has(token));
    const more = await allPlaces(affordable(new Map(tokens.map((token) => [token, 1]))).map(([token]) => token));
    const pages = new Set();
    for (const { entries } of more.values()) for (const entry of entries) pages.add(pageOf(entry));
    return [...pages].filter((page) => !seen.has(page)).sort((a, b) => a - b).slice(0, MOST_SCANNED_PAGES)
      .map((page) => ({ page, score: 0 }));
  };

  const answered = async (typed, isOld) => {
    if (!asking.folded(typed).trim()) return [];
    await ready();
    const query = asking.understood(typed);
    query.groups = query.groups.slice(0, MOST_GROUPS);
    const weights = new Map(affordable(asking.asked(query)));
    const found = await allPlaces([...weights.keys()]);
    if (isOld()) return null;
    for (const one of query.groups) if (!one.tokens.some((token) => found.has(token))) query.lost.push(one);
    query.groups = query.groups.filter((one) => !query.lost.includes(one));
    const all = judged(query, weights, found);
    const first = all.pages.slice(0, WITH_TEXT);
    const seen = new Set(all.pages.map((one) => one.page));
    const later = scanned(query, weights, seen).then((last) => titled([...all.pages.slice(WITH_TEXT), ...last]));
    const texts = await Promise.all(first.map((one) => perhaps(`pages/${one.page}.json`)));
    if (isOld()) return null;
    const plain = new Map();
    const read = first.flatMap((one, nth) => {
      if (!texts[nth]) return [];
      for (const doc of texts[nth]) plain.set(doc.location, asking.plainOf(doc));
      return [{ ...one, items: itemsOf(texts[nth], one, query, found, all) }];
    });
    const whole = asking.lookedAt(read, query, (location) => plain.get(location) || "").map(({ items }) =>
      items.sort((a, b) => b.score - a.score).map((item) => asking.dressed(item, query)));
    const items = [...whole, ...await titled(first.filter((_, nth) => !texts[nth])), ...await later];
    if (!items.length && (all.pages.length || weights.size > found.size)) throw new Error("no piece could be fetched");
    return items;
  };

  // One after another, so that answers come in the order of the questions; what was typed on from is not answered.
  let turn = Promise.resolve(), newest = 0;
  return (typed) => {
    const mine = ++newest, isOld = () => mine !== newest;
    turn = turn.then(async () => {
      if (isOld()) return;
      let items;
      try {
        items = await answered(typed, isOld);
      } catch (error) {
        console.warn(`search: ${error.message}`);
        items = [[{ ...pieces.unavailable, score: 1, terms: {} }]];
      }
      if (items && !isOld()) say(items);
    });
  };
};
