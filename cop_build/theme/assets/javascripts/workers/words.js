/* Search that finds words inside Thai sentences.
 *
 * Wraps the search worker of Material for MkDocs, whose file is named behind the "#" of this one's address. asking.js
 * says which words are asked for, and puts the answers in order. An index in pieces is answered from by pieces.js alone.
 * Messages: 0 set up, 1 ready, 2 query, 3 result. An index that was not prepared by core/searched.py, and whatever is
 * not understood here, passes through untouched.
 */
"use strict";
importScripts("asking.js");
(() => {
  const VERSION = 1;
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  const MOST_SCANNED = 4e6, MOST_SCANNED_PAGES = 50, AROUND = 60; // letters of all texts; pages; letters shown

  let texts = new Map(), letters = 0; // the entries of the index, by their address
  const asked = [];                   // what each query in the worker's hands was made of
  let pieces = null;                  // answers in Material's place, if the index is in pieces

  const learn = (index, said, docs) => {
    const written = Object.keys(index.invertedIndex).map((token) => {
      const found = index.invertedIndex[token];
      const pages = new Set();
      for (const field of index.fields) for (const ref of Object.keys(found[field] || {})) pages.add(ref.split("#")[0]);
      return [token, pages.size];
    });
    asking.know(written, new Set(docs.map((doc) => doc.location.split("#")[0])).size, said);
    texts = new Map(docs.map((doc) => [doc.location, doc]));
    letters = docs.reduce((sum, doc) => sum + doc.title.length + doc.text.length, 0);
  };

  const question = (query) => [...asking.asked(query)].map(([token, weight]) => `${token}^${weight}`).join(" ");

  const plain = (location) => {
    const doc = texts.get(location);
    return doc ? doc.folded ??= asking.plainOf(doc) : "";
  };

  // Pages that hold the very letters, though the index cuts them elsewhere: last, and only while all texts are few.
  const scanned = (query, seen) => {
    const [run] = query.runs;
    if (query.runs.length !== 1 || run.length < 2 || letters > MOST_SCANNED) return [];
    const found = new Map();
    for (const [location, doc] of texts) {
      const page = location.split("#")[0];
      if (seen.has(page) || found.has(page) || !plain(location).includes(run)) continue;
      const text = plain(location), at = text.indexOf(run);
      const cuts = [text.slice(Math.max(0, at - AROUND), at), run, text.slice(at + run.length, at + run.length + AROUND)];
      const [before, word, after] = cuts.map((part) => part.replace(/[<>]/g, " "));
      const whole = { location, title: asking.shown(doc.title), text: `…${before}<mark>${word}</mark>${after}…`, score: 0, terms: { [run]: true } };
      const head = texts.get(page);
      found.set(page, location === page || !head ? [whole] : [whole, { location: page, title: asking.shown(head.title), text: "", score: 0, terms: {} }]);
      if (found.size >= MOST_SCANNED_PAGES) break;
    }
    return [...found.values()];
  };

  // Put answers in order: how rare the words found are and how many of all, whole phrases before scattered words.
  const ordered = (data, query) => {
    const shareOf = asking.shareOf(query);
    const pages = data.items.map((items) => {
      const page = items[0].location.split("#")[0];
      const union = new Set();
      let best = 0;
      for (const item of items) {
        item.found = query.groups.filter((one) => one.tokens.some((token) => item.terms[token]));
        item.found.forEach((one) => union.add(one));
        item.score = rawScore(item) * asking.entryWorth(shareOf(item.found));
        best = Math.max(best, item.score);
      }
      const share = shareOf([...union]);
      return { items, page, share, score: best * asking.pageWorth(share) };
    });
    const judged = asking.lookedAt(asking.sifted(pages), query, plain);
    const answered = judged.map(({ items }) =>
      items.sort((a, b) => b.score - a.score).map((item) => asking.dressed(item, query)));
    return [...answered, ...scanned(query, new Set(judged.map((one) => one.page)))];
  };

  // Material multiplies by 1 + (is a page + share of the words)²; what the index alone said is what we judge by.
  const rawScore = (item) => {
    const terms = Object.values(item.terms);
    if (!terms.length) return 0;
    const boost = (item.parent ? 0 : 1) + terms.filter(Boolean).length / terms.length;
    return item.score / (1 + boost * boost);
  };

  const before = (message) => {
    if (message.type === SETUP) {
      const said = message.data.config && message.data.config.words;
      pending = said && said.version === VERSION ? { said, docs: message.data.docs } : null;
      if (pending) return { ...message, data: { ...message.data, options: { ...message.data.options, suggest: false } } };
    }
    if (message.type === QUERY) {
      let query = null;
      try {
        query = asking.isReady() && asking.understood(message.data);
      } finally {
        asked.push(query && query.runs.length ? query : null); // one for each answer to come
      }
      if (query && query.groups.length) return { ...message, data: question(query) };
    }
    return message;
  };
  const after = (message) => {
    if (!message || message.type !== RESULT) return message;
    const query = asked.shift();
    return query ? { ...message, data: { ...message.data, items: ordered(message.data, query) } } : message;
  };
  const safely = (change, message) => {
    try {
      return change(message);
    } catch (error) {
      console.warn(error);
      return message;
    }
  };

  // An index in pieces: Material's worker is asked nothing.
  const fromPieces = (message) => {
    if (message.type === SETUP) {
      const said = message.data.config && message.data.config.words;
      if (!said || said.version !== VERSION || !said.pieces) return false;
      const answer = (items) => say({ type: RESULT, data: { items } });
      try {
        importScripts("pieces.js");
        pieces = inPieces(message.data.config, answer);
      } catch (error) {
        console.warn(error);
        pieces = (typed) => answer(typed.trim() ? [[{ ...said.pieces.unavailable, score: 1, terms: {} }]] : []);
      }
      say({ type: READY });
      return true;
    }
    if (!pieces || message.type !== QUERY) return false;
    pieces(message.data);
    return true;
  };

  let pending = null;
  const theirs = decodeURIComponent(self.location.hash.slice(1));
  if (!/^search\.[0-9a-f]+\.min\.js$/.test(theirs)) throw new Error("no search worker of that name");
  const heard = [];
  const listen = self.addEventListener.bind(self), say = self.postMessage.bind(self);
  self.addEventListener = (kind, listener, ...rest) =>
    kind === "message" ? void heard.push(listener) : listen(kind, listener, ...rest);
  self.postMessage = (message, ...rest) => say(safely(after, message), ...rest);
  importScripts(theirs);
  const build = self.lunr.Builder.prototype.build;
  self.lunr.Builder.prototype.build = function () {
    const index = build.call(this);
    if (pending) safely(() => learn(index, pending.said, pending.docs));
    return index;
  };
  listen("message", (event) => {
    if (fromPieces(event.data)) return;
    const data = safely(before, event.data);
    for (const listener of heard) listener({ data });
  });
})();
