/* The search that every page has: it hears words that came without a key, and the field on the first page opens it.
   Without scripts that field is a link to the A–Z. */
(() => {
  "use strict";
  const field = document.querySelector("[data-cop-search]");
  const query = document.querySelector("[data-md-component='search-query']");
  const toggle = document.querySelector("#__search");
  if (!query || !toggle) {
    return;
  }

  // Material waits for a key to come up. What is pasted, dictated or completed by a phone brings none.
  query.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));

  if (!field) {
    return;
  }
  let isOurs = false;

  function open(event) {
    event.preventDefault();
    isOurs = true;
    query.focus(); // in the same turn as the key or the finger, or a phone shows no keyboard
    if (!toggle.checked) {
      toggle.click();
    }
  }

  field.setAttribute("role", "button");
  field.setAttribute("aria-haspopup", "dialog");
  field.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      open(event);
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === " ") { // a button's other key; Enter is a click already
      open(event);
    }
  });
  toggle.addEventListener("change", () => {
    if (isOurs && !toggle.checked) {
      isOurs = false;
      field.focus({ preventScroll: true });
    }
  });
})();
