/* What a day brings although nobody has built the site again: the page says that its review is due, and no longer
   calls a session the next one that is over. Days are those of the community's time zone.

   data-cop-from="2027-05-01": hidden by whoever built the page, shown from that day on,
   with the class that data-cop-class names.
   data-cop-until="2026-12-02": shown, hidden from that day on.

   A clock that is a hundred years ahead is wrong (it may count Buddhist years), and changes nothing. */
(() => {
  "use strict";
  const zone = document.currentScript.dataset.timezone;
  const CENTURY = 100;
  const DAY = /^\d{4}-\d{2}-\d{2}$/;

  function parts(timeZone) {
    const form = { day: "2-digit", month: "2-digit", timeZone, year: "numeric" };
    const said = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", form).formatToParts(new Date());
    return Object.fromEntries(said.map(({ type, value }) => [type, value]));
  }

  function today() {
    let said;
    try {
      said = parts(zone);
    } catch {
      said = parts(undefined); // a zone that this browser does not know
    }
    return `${said.year.padStart(4, "0")}-${said.month}-${said.day}`;
  }

  function hasCome(day, now) {
    return DAY.test(day) && DAY.test(now) && day <= now && Number(now.slice(0, 4)) - Number(day.slice(0, 4)) < CENTURY;
  }

  function show() {
    const now = today();
    for (const part of document.querySelectorAll("[data-cop-from]")) {
      const come = hasCome(part.dataset.copFrom, now);
      part.hidden = !come;
      if (part.dataset.copClass) {
        part.classList.toggle(part.dataset.copClass, come);
      }
    }
    for (const part of document.querySelectorAll("[data-cop-until]")) {
      part.hidden = hasCome(part.dataset.copUntil, now);
    }
  }

  show();
  document.addEventListener("visibilitychange", show);
  window.addEventListener("pageshow", show);
})();
