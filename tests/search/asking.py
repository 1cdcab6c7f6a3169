"""A reader who searches, in a real Chromium: what a page's own search answers, and how quickly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Request

_LISTEN = """
window.results = [];
const Theirs = window.Worker;
window.Worker = class extends Theirs {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      if (data.type === 1) window.searchReadyAt = performance.now();
      if (data.type === 3) window.results.push(data.data);
    });
  }
};
"""
# Once it is ready, Material asks for what stands in the empty field: an answer that belongs to nobody's question.
_READY = """async () => {
  while (!window.searchReadyAt || !window.results.length) await new Promise((go) => setTimeout(go, 5));
  window.results.length = 0;
}"""
_ASK = """async (query) => {
  const box = document.querySelector("input[data-md-component='search-query']");
  const before = window.results.length, from = performance.now();
  box.focus();
  box.value = query;
  box.dispatchEvent(new KeyboardEvent("keyup", { key: "Shift", bubbles: true }));
  while (window.results.length === before) {
    if (performance.now() - from > 60000) throw new Error("no answer to " + query);
    await new Promise((go) => setTimeout(go, 1));
  }
  const { items } = window.results.at(-1);
  window.results.length = 0;
  return { milliseconds: performance.now() - from, pages: items.map((one) => one[0].location.split("#")[0]) };
}"""


@dataclass(frozen=True)
class Answer:
    """What a search found.

    Attributes:
        pages: Addresses in the site, best first.
        milliseconds: From the key to the answer.
    """

    pages: tuple[str, ...]
    milliseconds: float


_MIDDLES = """async ([address, page]) => {
  const html = await (await fetch(address + page)).text();
  const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
  for (const away of article.querySelectorAll("[data-search-exclude], .headerlink, script, style")) away.remove();
  const nodes = document.createNodeIterator(article, NodeFilter.SHOW_TEXT);
  const cutter = new Intl.Segmenter("th", { granularity: "word" });
  const found = new Set();
  for (let node = nodes.nextNode(); node; node = nodes.nextNode())
    for (const run of node.textContent.match(/[\\u0e01-\\u0e3a\\u0e40-\\u0e4e]{8,}/g) || [])
      for (const word of [...cutter.segment(run)].slice(1, -1))
        if (word.segment.length > 2) found.add(word.segment);
  return [...found].sort();
}"""


class Reader:
    """One open page whose search box is used."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._last = ""

    def ask(self, query: str) -> Answer:
        """Search for something as if it had been typed. Asked again for the same, Material says nothing."""
        if query == self._last:
            self.ask(f"{query} ")
        self._last = query
        said = self.page.evaluate(_ASK, query)
        return Answer(tuple(said["pages"]), said["milliseconds"])

    def words_in_the_middle(self, address: str, page: str) -> list[str]:
        """Return the words of three letters and more inside the page's sentences, as the browser itself cuts them."""
        return [str(word) for word in self.page.evaluate(_MIDDLES, [address, page])]


@contextmanager
def reading(browser: Browser, address: str, *, slower: int = 1, seen: list[Request] | None = None) -> Iterator[Reader]:
    """Open a page, and its search.

    Args:
        slower: So many times slower than this machine.
        seen: Gets every request, as soon as it is made.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="th-TH")
    page = context.new_page()
    if slower > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    if seen is not None:
        page.on("request", lambda request: seen.append(request))
    page.add_init_script(_LISTEN)
    page.goto(address)
    page.evaluate(_READY)
    yield Reader(page)
    context.close()
