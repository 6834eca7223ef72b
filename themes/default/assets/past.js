// Keeps an old page honest: moves what has been held since the page was made, and lets the next coming meeting be next.
// Without this script the headings say as of which day they speak.
(() => {
  const now = new Date();
  // Local time in the same form as data-ends, so that the two compare as text.
  const local = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const ended = (element) => element.dataset.ends && element.dataset.ends < local;

  const kept = document.querySelector("[data-keep]");
  if (kept && ended(kept)) {
    for (const note of document.querySelectorAll("[data-when-held]")) note.hidden = false;
    for (const part of document.querySelectorAll("[data-until-held]")) part.hidden = true;
  }

  const slot = document.querySelector("[data-next]");
  const lists = [...document.querySelectorAll("[data-coming]")];
  const passed = document.querySelector("[data-passed]");
  const held = new Set();

  for (const item of document.querySelectorAll("[data-next] > li, [data-coming] > li")) {
    if (!ended(item)) continue;
    const address = item.querySelector(".title").href;
    if (passed && !held.has(address)) passed.querySelector("ol").append(item);
    else item.remove();
    held.add(address);
  }
  if (passed && held.size > 0) passed.hidden = false;

  // Whatever else names a coming date, such as "Next:" beside a network.
  for (const element of document.querySelectorAll("[data-ends]:not([data-keep])")) {
    if (ended(element) && !element.closest("[data-passed]")) element.hidden = true;
  }

  const coming = ":scope > li:not(.cancelled, .postponed)";
  const soonest = (a, b) => (a.dataset.ends < b.dataset.ends ? -1 : 1);
  const first = lists.map((list) => list.querySelector(coming)).filter(Boolean).sort(soonest)[0];
  if (slot && !slot.querySelector("li")) {
    // One of several alternatives stays among them as well: there one chooses.
    if (first) slot.append(first.closest(".choice") ? first.cloneNode(true) : first);
    else slot.hidden = true;
  }
  for (const list of lists) {
    if (list.querySelector("li")) continue;
    (list.closest(".choice") || list).hidden = true;
  }
  // A month in which nothing is left to come and no deadline.
  for (const group of document.querySelectorAll(".month-group")) {
    if (![...group.querySelectorAll("li")].some((item) => !item.closest("[hidden]"))) group.hidden = true;
  }
  const none = document.querySelector("[data-none]");
  if (none && held.size > 0) {
    none.hidden = Boolean(document.querySelector("[data-next] > li, [data-coming] > li"));
  }
})();
