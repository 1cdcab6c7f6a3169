/* How a question is understood and its answers are put in order, however the index is stored.
 *
 * What a reader types is folded, cut by the words of the index, mended and widened: words.js and pieces.js ask for the
 * words that come of it. Answers are put in order by how much of the question they hold.
 */
"use strict";
const asking = (() => {
  const REPAIRED_FROM = 5; // letters: shorter words are too often another word
  const REPAIRED_UP_TO = 64; // letters: a word is kept in as many forms as it has letters
  const MOST_ENDINGS = 24, MOST_PARTS = 12, MOST_LOOKED_AT = 200;
  const LEAST_SHARE = 0.3; // of what the best page holds of the question; pages below are no answers
  const SAME = 12, OTHERWISE = 8, REPAIRED = 6, BEGUN = 4, PART = 3;
  const HIDDEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
  const MARKS = "\u0e38\u0e39\u0e3a\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e";
  const PIECE = /[\u0e01-\u0e3a\u0e40-\u0e4e]+|\d+(?:[./]\d+)*|(?:(?![\u0e00-\u0e7f])[\p{L}\p{M}])+/gu;
  const THAI = /^[\u0e01-\u0e3a\u0e40-\u0e4e]/;
  const FOLLOWS = /[\u0e2f-\u0e3a\u0e45-\u0e4e]/, LEADS = /[\u0e40-\u0e44]/;
  const FOR_LUNR = /[\s~^:+\-*\\"]/;

  // The same rules as core/spelling.py.
  const folded = (text) => text
    .replace(HIDDEN, "").normalize("NFC").toLowerCase().normalize("NFC")
    .replace(/[\u0e50-\u0e59]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, "$1\u0e33")
    .replace(/([\u0e48-\u0e4b])\u0e4d\u0e32/g, "$1\u0e33")
    .replace(/\u0e33([\u0e48-\u0e4b])/g, "$1\u0e33")
    .replace(/\u0e40\u0e40/g, "\u0e41")
    .replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}/g,
      (marks) => [...new Set(marks)].sort((a, b) => MARKS.indexOf(a) - MARKS.indexOf(b)).join(""))
    .replace(/(?<=[\p{L}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\.|\.(?=\p{L})/gu, "")
    .replace(/(?<=\d),(?=\d)/g, "");

  let words = null; // what the index knows, once it is set up

  const add = (map, key, value) => {
    const there = map.get(key);
    if (there) there.push(value); else map.set(key, [value]);
  };

  // Learn the words of an index: pairs of a word, as it is written there, and on how many pages it stands.
  const know = (written, pages, { small, same: groups, compounds }) => {
    const tokens = new Map(), met = new Map(), inside = new Map(), same = new Map();
    let longest = 1;
    for (const [token, found] of written) {
      const word = folded(token).replace(/^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, "");
      if (!word || FOR_LUNR.test(token)) continue;
      add(tokens, word, token);
      met.set(word, Math.max(met.get(word) || 0, found));
      if (word.length > longest) longest = word.length;
    }
    for (const [word, parts] of Object.entries(compounds))
      if (tokens.has(word)) for (const part of parts) add(inside, part, word);
    for (const group of groups)
      for (const word of group) same.set(word, group.filter((other) => other !== word));
    words = {
      tokens, met, inside, same, longest, pages, sorted: [...tokens.keys()].sort(),
      small: new Set(small), compounds: new Map(Object.entries(compounds)), repairs: null,
    };
  };

  // Every word of the index with one letter left out, so that one wrong letter is found without comparing all words.
  const without = (word) => {
    const all = [word];
    for (let at = 0; at < word.length; at++) all.push(word.slice(0, at) + word.slice(at + 1));
    return all;
  };
  const oneApart = (a, b) => {
    if (a === b || Math.abs(a.length - b.length) > 1) return false;
    let at = 0, end = 0;
    while (at < Math.min(a.length, b.length) && a[at] === b[at]) at++;
    while (end < Math.min(a.length, b.length) - at && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const left = a.length - at - end, right = b.length - at - end;
    return left <= 1 && right <= 1 || left === 2 && right === 2 && a[at] === b[at + 1] && a[at + 1] === b[at];
  };
  const repaired = (word) => {
    if (word.length < REPAIRED_FROM - 1 || word.length > REPAIRED_UP_TO) return [];
    if (!words.repairs) {
      words.repairs = new Map();
      for (const known of words.tokens.keys())
        if (known.length >= REPAIRED_FROM - 1 && known.length <= REPAIRED_UP_TO)
          for (const form of without(known)) add(words.repairs, form, known);
    }
    const near = new Set();
    for (const form of without(word))
      for (const known of words.repairs.get(form) || [])
        if (Math.max(known.length, word.length) >= REPAIRED_FROM && oneApart(known, word)) near.add(known);
    return [...near].sort((a, b) => words.met.get(b) - words.met.get(a) || (a < b ? -1 : 1));
  };

  // Fewest unknown letters, then fewest words; a word with one wrong letter counts as two unknown letters.
  const cut = (run, mayRepair) => {
    const best = Array(run.length + 1).fill(Infinity), from = Array(run.length + 1).fill(null);
    const ends = (at) => at === run.length || !FOLLOWS.test(run[at]) && !LEADS.test(run[at - 1]);
    best[0] = 0;
    for (let start = 0; start < run.length; start++) {
      if (best[start] === Infinity) continue;
      const last = Math.min(run.length, start + words.longest + 1);
      for (let at = start + 1; at <= last; at++) {
        if (!ends(at)) continue;
        const piece = run.slice(start, at);
        const step = (cost, kind, known) => {
          if (best[start] + cost < best[at]) { best[at] = best[start] + cost; from[at] = { start, kind, known, piece }; }
        };
        if (words.tokens.has(piece) && (piece.length > 1 || run.length === 1)) step(1 - Math.min(piece.length, 40) / 1000, "known", [piece]);
        else if (mayRepair) {
          const near = repaired(piece);
          if (near.length) step(201, "repaired", near.slice(0, 4));
        }
      }
      let at = start + 1;
      while (!ends(at)) at++;
      if (best[start] + 100 * (at - start) < best[at]) {
        best[at] = best[start] + 100 * (at - start);
        from[at] = { start, kind: "unknown", known: [], piece: run.slice(start, at) };
      }
    }
    const pieces = [];
    for (let at = run.length; at > 0; at = from[at].start) {
      const last = pieces[0];
      if (last && last.kind === "unknown" && from[at].kind === "unknown") last.piece = from[at].piece + last.piece;
      else pieces.unshift({ ...from[at] });
    }
    return { pieces, unknown: best[run.length] >= 100 };
  };

  const cutRun = (run) => {
    const plain = cut(run, false);
    return plain.unknown && run.length >= REPAIRED_FROM ? cut(run, true).pieces : plain.pieces;
  };
  const cutWord = (word) => {
    if (words.tokens.has(word)) return { piece: word, kind: "known", known: [word] };
    const near = /^\d/.test(word) ? [] : repaired(word);
    return { piece: word, kind: near.length ? "repaired" : "unknown", known: near.slice(0, 4) };
  };

  const begunBy = (start) => {
    let low = 0, high = words.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words.sorted[middle] < start) low = middle + 1; else high = middle;
    }
    const found = [];
    while (low < words.sorted.length && words.sorted[low].startsWith(start)) found.push(words.sorted[low++]);
    return found.sort((a, b) => words.met.get(b) - words.met.get(a)).slice(0, MOST_ENDINGS);
  };
  const holding = (part) => words.sorted.filter((word) => word.includes(part)).slice(0, MOST_PARTS);

  // The words of the index that answer one word of the question, and how well.
  const answers = (one, isLast) => {
    const weights = new Map();
    const give = (word, weight) => {
      if (words.tokens.has(word)) weights.set(word, Math.max(weights.get(word) || 0, weight));
    };
    for (const known of one.known) give(known, one.kind === "repaired" ? REPAIRED : SAME);
    for (const known of [one.piece, ...one.known]) {
      for (const whole of words.inside.get(known) || []) give(whole, PART);
      for (const part of words.compounds.get(known) || []) give(part, PART);
      for (const other of words.same.get(known) || []) give(other, OTHERWISE);
    }
    if (isLast && one.piece.length > 1) for (const word of begunBy(one.piece)) give(word, BEGUN);
    if (!weights.size && one.piece.length > 2) for (const word of holding(one.piece)) give(word, PART);
    return weights;
  };

  const rarity = (word) => Math.log(1 + words.pages / (words.met.get(word) || words.pages));

  const understood = (typed) => {
    const text = folded(typed);
    const runs = text.match(PIECE) || [];
    const isOpen = /[\p{L}\p{M}\p{N}]$/u.test(text); // the last word may go on
    const all = [];
    runs.forEach((run, number) => {
      const isLastRun = isOpen && number === runs.length - 1;
      const pieces = THAI.test(run) ? cutRun(run) : [cutWord(run)];
      pieces.forEach((one, nth) => {
        const isLast = isLastRun && nth === pieces.length - 1;
        const weights = answers(one, isLast);
        all.push({ ...one, run: number, weights, rarity: 0, isSmall: words.small.has(one.piece) });
      });
    });
    // A name of several words, such as the long form of an abbreviation, is one word to its other forms.
    for (const [name, others] of words.same)
      if (!words.tokens.has(name) && name.length > 2 && text.includes(name)) {
        const weights = new Map();
        for (const other of others) if (words.tokens.has(other)) weights.set(other, OTHERWISE);
        if (weights.size) all.push({ piece: name, kind: "name", known: [], run: -1, weights, rarity: 0, isSmall: false });
      }
    const large = all.filter((one) => !one.isSmall && one.weights.size);
    const kept = large.length ? all.filter((one) => !one.isSmall) : all;
    for (const one of kept) {
      const known = [...one.weights.keys()];
      one.rarity = known.length ? Math.min(...known.slice(0, 4).map(rarity)) : 0;
      one.tokens = known.flatMap((word) => words.tokens.get(word));
    }
    return { typed, text, runs, groups: kept.filter((one) => one.weights.size), lost: kept.filter((one) => !one.weights.size) };
  };

  // What the index is asked for: its words, as they are written there, and how well each answers.
  const asked = ({ groups }) => {
    const weights = new Map();
    for (const one of groups)
      for (const [word, weight] of one.weights)
        for (const token of words.tokens.get(word)) weights.set(token, Math.max(weights.get(token) || 0, weight));
    return weights;
  };

  const shown = (text) => text.replace(/<\/mark>\u200b*<mark>/g, "").replace(/\u200b/g, "");
  const plainOf = (doc) => folded(`${doc.title} ${doc.text.replace(/<[^>]*>/g, " ")} ${doc.keywords || ""}`);

  // How much of the question groups of its words are, and what that share is worth to an entry and to a page.
  const shareOf = (query) => {
    const whole = query.groups.reduce((sum, one) => sum + one.rarity, 0) + query.lost.length || 1;
    return (found) => found.reduce((sum, one) => sum + one.rarity, 0) / whole;
  };
  const entryWorth = (share) => 0.2 + share * share;
  const pageWorth = (share) => 0.3 + share * share * 2;

  // Pages in order, without those that hold too little of the question.
  const sifted = (pages) => {
    const most = Math.max(0, ...pages.map((one) => one.share));
    return pages.sort((a, b) => b.score - a.score).filter((one) => one.share >= most * LEAST_SHARE);
  };

  // Look at the texts of the first pages: whole phrases come before scattered words.
  const lookedAt = (judged, query, plain) => {
    const phrases = query.runs.filter((run) => run.length > 3);
    judged.slice(0, MOST_LOOKED_AT).forEach((one) => {
      let bonus = 0;
      for (const item of one.items) {
        const text = plain(item.location);
        item.phrases = phrases.filter((run) => text.includes(run));
        const share = item.phrases.reduce((sum, run) => sum + run.length, 0) / (query.text.length || 1);
        const isWhole = query.runs.length > 1 && text.includes(query.text.trim());
        item.score *= 1 + share + (isWhole ? 1 : 0);
        bonus = Math.max(bonus, share + (isWhole ? 1 : 0));
      }
      one.score *= 1 + bonus * 2;
    });
    return judged.sort((a, b) => b.score - a.score);
  };

  const dressed = (item, query) => {
    const terms = {};
    const found = item.found || [];
    for (const run of item.phrases || []) terms[run] = true;
    for (const one of found)
      if (!(item.phrases || []).some((run) => run.includes(one.piece)))
        for (const token of one.tokens) if (item.terms[token] && (token.length > 2 || found.length === 1)) terms[token] = true;
    for (const one of [...query.groups, ...query.lost]) // a name is missed as the words of which it is made
      if (found.length && !found.includes(one) && one.kind !== "name") terms[one.piece] = false;
    const { parent, keywords, found: _, phrases, folded: __, ...rest } = item;
    return { ...rest, title: shown(rest.title), text: shown(rest.text), terms };
  };

  const wordsHolding = (part) => words.sorted.filter((word) => word.includes(part));
  const tokensOf = (word) => words.tokens.get(word);

  return {
    asked, dressed, entryWorth, folded, know, lookedAt, pageWorth, plainOf, shareOf, shown, sifted, tokensOf,
    understood, wordsHolding, isReady: () => words !== null,
  };
})();
