// A page that nobody built again: in a browser whose clock is two years ahead nothing past is called next or coming; some
// weeks ahead the next meeting is the next again; and without scripts every page reads, and says as of when it speaks.

import { newPage, open, visit } from "./lib/browser.mjs";
import { fullest, pages } from "./lib/pages.mjs";
import { answer } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";

/** Headings above what is to come, in the sites' languages. */
const COMING = "^(næste|kommende|dine møder|møder her|next|coming|upcoming|your meetings|meetings here)";

/** In the page, with its clock: what has passed and is shown as coming. */
function stale([pattern, now]) {
  const coming = new RegExp(pattern, "i");
  const shown = (element) => element.checkVisibility() && !element.closest("[data-passed]");
  const found = [];
  for (const element of document.querySelectorAll("main [data-ends]:not([data-keep])")) {
    if (shown(element) && element.dataset.ends < now) found.push(element.textContent.trim().replace(/\s+/g, " ").slice(0, 80));
  }
  for (const section of document.querySelectorAll("main section")) {
    const heading = section.querySelector("h2");
    if (!heading || !coming.test(heading.textContent.trim())) continue;
    for (const time of section.querySelectorAll("time[datetime]")) {
      // A year or month is past with its last day.
      const until = time.dateTime.length < 10 ? `${time.dateTime}-99` : `${time.dateTime.slice(0, 10)}T99`;
      if (shown(time) && !time.dateTime.includes("W") && until < now) found.push(`${heading.textContent.trim()}: ${time.dateTime}`);
    }
  }
  for (const label of document.querySelectorAll("main .label, main dt, main p, main li")) {
    const own = [...label.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ");
    const dated = label.closest("section")?.querySelector("h2 .as-of");
    if (shown(label) && !dated && /(lige nu|right now).*(kommende|coming)|(kommende|coming|planlagt|planned).*(lige nu|right now|at the moment)/i.test(own)) found.push(`says: ${own.trim().slice(0, 80)}`);
  }
  return found;
}

/** In the page: the next meeting as it is shown, and the first day that the lists of coming meetings hold. */
function next() {
  const shown = [...document.querySelectorAll("[data-next] > li")].find((item) => item.checkVisibility());
  return shown && `${shown.dataset.ends} ${shown.querySelector(".title").textContent}`;
}

/** In the page: what is read, and the headings of what is to come that do not say as of when. */
function read(pattern) {
  const coming = new RegExp(pattern, "i");
  // What is not shown has an innerText too.
  const shown = (part) => [document.querySelector(part)].find((own) => own?.checkVisibility());
  const letters = (part) => shown(part)?.innerText.replace(/\s/g, "").length ?? 0;
  const headings = [...document.querySelectorAll("main h2")].filter((own) => coming.test(own.textContent.trim()) && own.checkVisibility());
  return {
    // Searching is what scripts are for; without them there is the index of names.
    letters: letters("main") - letters("[data-search]"),
    menu: document.querySelectorAll("header nav a").length,
    undated: headings.filter((own) => !/\d{4}/.test(own.textContent)).map((own) => own.textContent.trim()),
  };
}

async function ahead(browser, site, all, day, look) {
  const window = await newPage(browser, { width: 1280 });
  await window.clock.setFixedTime(new Date(`${day}T12:00:00+01:00`));
  for (const page of all) {
    await visit(window, site.origin + page.address);
    await look(page, window, `${day}T12:00`);
  }
  await window.context().close();
}

async function withoutScripts(browser, site, all, report) {
  const [without, scripted] = [await newPage(browser, { width: 360, javaScriptEnabled: false }), await newPage(browser, { width: 360 })];
  await scripted.clock.setFixedTime(new Date("2026-11-22T12:00:00+01:00"));
  for (const page of all) {
    const fault = (text) => report.findings.push(`${page.address} (no scripts): ${text}`);
    for (const window of [without, scripted]) await visit(window, site.origin + page.address);
    const [own, other] = [await without.evaluate(read, COMING), await scripted.evaluate(read, COMING)];
    if (own.menu === 0) fault("no menu");
    if (own.letters < 0.95 * other.letters - 20) fault(`${own.letters} letters to read, with scripts ${other.letters}`);
    for (const heading of own.undated) fault(`does not say as of when: ${heading}`);
    report.looked += 1;
  }
}

await answer(async (folder, report) => {
  const all = pages(folder);
  const site = await serve(folder);
  const browser = await open();
  for (const day of ["2026-12-15", "2027-05-25", "2028-11-22"]) {
    await ahead(browser, site, all, day, async (page, window, now) => {
      for (const found of await window.evaluate(stale, [COMING, now])) report.findings.push(`${page.address} on ${day}: ${found}`);
      if (page.kind === "home") report.measured.push(`next on ${day}: ${await window.evaluate(next)}`);
      report.looked += 1;
    });
  }
  await withoutScripts(browser, site, fullest(all), report);
  await browser.close();
  site.close();
});
