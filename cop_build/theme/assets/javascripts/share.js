/* Hands a page on: copies its address, gives it to the phone's own menu, prints it. A button is shown where it can do
   something. The address is the page's own, without the place in it that a reader came to. */
(() => {
  "use strict";
  const place = document.querySelector("[data-cop-share]");
  if (!place) {
    return;
  }
  const said = place.querySelector("[role='status']");
  const canonical = document.querySelector("link[rel='canonical']");
  const address = canonical ? canonical.href : location.href.split(/[?#]/)[0];
  const WAIT = 100; // milliseconds: words that change back at once are not read out

  function copyOutOfAField() {
    const field = document.createElement("textarea");
    const before = document.activeElement;
    field.value = address;
    field.readOnly = true;
    field.className = "cop-heard";
    place.append(field);
    field.select();
    const isCopied = document.execCommand("copy"); // old, and all that a page without https has
    field.remove();
    before?.focus({ preventScroll: true });
    return isCopied;
  }

  async function isCopied() {
    try {
      await navigator.clipboard.writeText(address);
      return true;
    } catch {
      return copyOutOfAField();
    }
  }

  async function copy() {
    const words = (await isCopied()) ? said.dataset.copied : `${said.dataset.failed} ${address}`;
    said.textContent = "";
    setTimeout(() => { said.textContent = words; }, WAIT);
  }

  function send() {
    navigator.share({ title: document.title, url: address }).catch(() => {}); // closed without choosing: nothing to say
  }

  const acts = { copy, print: () => print(), ...(navigator.share ? { send } : {}) };
  for (const button of place.querySelectorAll("[data-cop-does]")) {
    const act = acts[button.dataset.copDoes];
    if (act) {
      button.addEventListener("click", act);
      button.hidden = false;
    }
  }

  // On paper what is folded is shown; some browsers print it only if it is open.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...place.querySelectorAll("details:not([open])")];
    opened.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));
})();
