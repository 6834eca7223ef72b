// Keeps a previewed page up to date: loads it anew when the site changed, swaps style sheets in place when only they did,
// and lays the problems of the last build over it. The server tells only what the present state is (a mark for each kind
// of thing); comparing it with its own, the page knows what to do, however many builds or restarts it slept through.
(() => {
  "use strict";

  const script = document.currentScript;
  const shown = { page: script.dataset.page, style: script.dataset.style, problems: null };
  const isOwnPage = document.body?.classList.contains("husting") ?? false;

  // --- the page and its scroll position

  const SCROLL = "husting.scroll";

  function reload() {
    remember(SCROLL, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
    location.reload();
  }

  function restoreScroll() {
    const saved = JSON.parse(recall(SCROLL) ?? "null");
    remember(SCROLL, null);
    if (saved?.path !== location.pathname) return;
    const restore = () => scrollTo({ left: saved.x, top: saved.y, behavior: "instant" });
    restore();
    // Pictures may have pushed the place down since; but whoever has moved on meanwhile is left alone.
    let moved = false;
    for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      addEventListener(kind, () => (moved = true), { once: true, passive: true });
    }
    if (document.readyState !== "complete") addEventListener("load", () => moved || restore(), { once: true });
  }

  // Storage may be forbidden; then places are forgotten, and nothing else is lost.
  function remember(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, value);
    } catch {}
  }

  function recall(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  // --- style sheets

  // A style sheet's name may hold a print of its bytes; without it, it is the same one.
  const plainName = (path) => path.replace(/\.[0-9a-f]{16}(?=\.)/, "");

  function swapStyles(mark, styles) {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const url = new URL(old.href, location.href);
      if (url.origin !== location.origin || old.dataset.husting) continue;
      const now = styles.find((path) => plainName(path) === plainName(url.pathname));
      url.pathname = now ?? url.pathname;
      url.searchParams.set("_husting", mark);
      const fresh = old.cloneNode();
      fresh.href = url.href;
      // The old one goes when the new one is there, so that the page is never without.
      old.dataset.husting = "replaced";
      fresh.addEventListener("load", () => old.remove(), { once: true });
      fresh.addEventListener("error", () => old.remove(), { once: true });
      old.after(fresh);
    }
  }

  // --- the overlay, behind a shadow root so that neither's style reaches the other

  const CLOSED = "husting.closed";
  const host = document.createElement("husting-preview");
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML =
    '<link rel="stylesheet" href="/_husting/preview.css"><div class="speech" role="alert"></div><div class="overlay"></div>';
  const speech = root.querySelector(".speech");
  const overlay = root.querySelector(".overlay");
  // Beside the body, so that no rule about its children or its shape applies.
  document.documentElement.append(host);

  let asked = 0;

  async function showProblems(mark) {
    const number = ++asked;
    let html;
    try {
      const response = await fetch("/_husting/problems", { cache: "no-store" });
      if (!response.ok) throw new Error(response.statusText);
      html = await response.text();
    } catch {
      shown.problems = null;
      return;
    }
    // An answer that a later one has overtaken is no news.
    if (number === asked) fillOverlay(html, mark);
  }

  function fillOverlay(html, mark) {
    const wasInside = root.activeElement !== null;
    overlay.innerHTML = html;
    showEdit();
    const panel = overlay.querySelector(".panel");
    const headline = panel?.querySelector("h2").textContent ?? "";
    if (speech.textContent !== headline) speech.textContent = headline;
    if (!panel) return;
    const bar = overlay.querySelector(".bar");
    const toggle = (open) => {
      panel.hidden = !open;
      bar.hidden = open;
      bar.setAttribute("aria-expanded", String(open));
    };
    const close = () => {
      remember(CLOSED, mark);
      toggle(false);
      bar.focus();
    };
    bar.addEventListener("click", () => {
      remember(CLOSED, null);
      toggle(true);
      panel.focus();
    });
    panel.querySelector(".close").addEventListener("click", close);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
    // Errors open by themselves, once; warnings wait to be asked.
    toggle(panel.dataset.failed === "true" && recall(CLOSED) !== mark);
    if (wasInside) (panel.hidden ? bar : panel).focus();
  }

  // The server does not know which page it is seen on; the page does.
  function showEdit() {
    const edit = overlay.querySelector(".edit");
    if (!edit || isOwnPage) return;
    edit.href = `/_husting/edit?page=${encodeURIComponent(decodeURI(location.pathname))}`;
    edit.hidden = false;
  }

  function showLost(isLost) {
    const lost = overlay.querySelector(".lost");
    if (lost) lost.hidden = !isLost;
  }

  // --- hearing from the server

  let source = null;
  let timer = 0;
  let pause = 500;

  function listen() {
    clearTimeout(timer);
    if (source || document.hidden) return;
    source = new EventSource("/_husting/events");
    source.addEventListener("message", (event) => {
      pause = 500;
      showLost(false);
      update(JSON.parse(event.data));
    });
    // Browsers differ in whether they try again when nobody listens; so we do it ourselves.
    source.addEventListener("error", () => {
      hush();
      showLost(true);
      timer = setTimeout(listen, pause);
      pause = Math.min(pause * 2, 4000);
    });
  }

  function hush() {
    source?.close();
    source = null;
  }

  function update(marks) {
    if (marks.page !== shown.page) {
      shown.page = marks.page;
      return reload();
    }
    if (marks.style !== shown.style) {
      shown.style = marks.style;
      swapStyles(marks.style, marks.styles);
    }
    if (marks.problems !== shown.problems) {
      shown.problems = marks.problems;
      showProblems(marks.problems);
    }
  }

  // A browser keeps few connections to one server. Pages that nobody sees give theirs up, and catch up when seen again.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hush();
    listen();
  });
  // Leaving is not losing: the connection's end must not flash up a warning.
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);

  if (!isOwnPage) restoreScroll();
  listen();
})();
