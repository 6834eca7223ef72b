// Asks, while someone types in a form of the desk, what a build would say, and puts the answers beside the fields. Saving
// works without this script; so does everything but the calendar beside dates and the preview that keeps up.
(() => {
  "use strict";

  const form = document.querySelector("form[data-check]");
  if (!form) return;
  const token = form.elements.namedItem("token").value;
  const said = document.getElementById("said");
  const PAUSE = 400;

  async function ask(address, pairs) {
    const headers = { "X-Husting-Token": token };
    const response = await fetch(address, { method: "POST", headers, body: new URLSearchParams(pairs) });
    if (!response.ok) throw new Error(response.statusText);
    return response.json();
  }

  // --- problems beside the fields

  function place(field) {
    return (field && document.getElementById(`p-${field}`)) || document.getElementById("p-");
  }

  function paragraph({ severity, label, sentence, more, line }, isGeneral) {
    const element = document.createElement("p");
    const bold = document.createElement("b");
    element.className = severity;
    bold.textContent = label;
    const at = isGeneral && line ? ` (${line})` : "";
    element.append(bold, ` ${[sentence, ...more].join(" ")}${at}`);
    return element;
  }

  function show({ problems, preview, changed }) {
    for (const slot of form.querySelectorAll(".wrong")) slot.replaceChildren();
    for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    for (const problem of problems) {
      const slot = place(problem.field);
      slot.append(paragraph(problem, slot.id === "p-"));
      // What is wrong must not hide behind a word.
      for (let above = slot.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
      const control = problem.field && document.getElementById(`c-${problem.field}`);
      if (control && problem.severity === "error") control.setAttribute("aria-invalid", "true");
    }
    if (changed) {
      const note = document.createElement("p");
      note.className = "warning";
      note.textContent = form.dataset.changed;
      place("").append(note);
    }
    const html = document.getElementById("preview");
    if (html && typeof preview === "string") html.innerHTML = preview;
    const words = { 0: said.dataset.none, 1: said.dataset.one }[problems.length] ?? said.dataset.many;
    const text = words.replace("{count}", problems.length);
    if (said.textContent !== text) said.textContent = text;
  }

  // --- asking, one question at a time

  let timer = 0;
  let asking = false;
  let again = false;

  async function check() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      show(await ask(form.dataset.check, new FormData(form)));
    } catch {
      // The server is gone or busy; the next key asks again.
    }
    asking = false;
    if (again) {
      again = false;
      check();
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  }

  // --- leaving with something unsaved

  let isDirty = false;

  form.addEventListener("input", () => {
    isDirty = true;
    soon();
  });
  form.addEventListener("submit", () => (isDirty = false));
  addEventListener("beforeunload", (event) => isDirty && event.preventDefault());

  // --- the calendar beside dates

  for (const pick of document.querySelectorAll(".pick")) {
    const text = form.elements.namedItem(pick.dataset.for);
    pick.hidden = false;
    pick.addEventListener("change", async () => {
      try {
        const answer = await ask("/_husting/date", { text: text.value, day: pick.value });
        if (typeof answer.text !== "string") return;
        text.value = answer.text;
        text.dispatchEvent(new Event("input", { bubbles: true }));
      } catch {
        // The text stays what it was.
      }
    });
  }

  // Another program may save the file while the form is open.
  addEventListener("focus", soon);
})();
