// The keyboard: the first stop leads to the content, every stop can be seen, none is hidden, and after the last one the
// browser has its keys back; `brief` as a second argument means on a phone alone. Then that a page keeps still where its reader wants that.

import { newPage, open, visit } from "./lib/browser.mjs";
import { fullest, pages } from "./lib/pages.mjs";
import { answer, each } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";

const WAYS = [
  { name: "phone", width: 360, scheme: "dark" },
  { name: "desk", width: 1280, scheme: "light" },
  { name: "forced colours", width: 1280, forced: true },
];

/** In the page: what has the focus, and how it shows. */
function stop() {
  const own = document.activeElement;
  if (!own || own === document.body) return undefined;
  const drawn = (element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
    return outline || (element.matches("svg *") && style.stroke !== "none" && Number.parseFloat(style.strokeWidth) >= 3);
  };
  const box = own.getBoundingClientRect();
  const within = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const inside = own.matches("svg a") ? [...own.querySelectorAll(".hit, text")] : [];
  return {
    name: `${own.localName}.${own.getAttribute("class") ?? ""} ${own.textContent.trim().slice(0, 30)}`,
    seen: own.matches(":focus-visible") && [own, ...inside].some(drawn),
    within: within && box.width > 0 && own.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    skips: own.matches(".skip"),
  };
}

/** In the page: how many things can be stopped at. Who is past the last one leaves the page or begins again at its first. */
const stops = () => document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']").length;

/** In the page: what moves by itself or on its way. */
function moving() {
  const takes = (element) => Number.parseFloat(getComputedStyle(element).transitionDuration) > 0;
  const found = [...document.querySelectorAll("*")].filter(takes).map((element) => `${element.localName} takes its time`);
  if (getComputedStyle(document.documentElement).scrollBehavior !== "auto") found.push("the page glides");
  return [...found, ...document.getAnimations().map(() => "an animation")];
}

async function walk(window, fault) {
  const most = (await window.evaluate(stops)) + 5;
  const unseen = new Set();
  for (let turn = 0; turn < most; turn += 1) {
    await window.keyboard.press("Tab");
    const at = await window.evaluate(stop);
    if (!at && turn === 0) fault("no stop at all");
    if (!at || (turn > 0 && at.skips)) return turn;
    if (turn === 0 && !at.skips) fault(`the first stop is ${at.name}`);
    if (!at.seen && !unseen.has(at.name)) fault(`focus is not seen on ${at.name}`);
    if (!at.within) fault(`the stop is out of sight: ${at.name}`);
    unseen.add(at.name);
  }
  fault("the keyboard is trapped");
  return most;
}

async function skip(window, fault) {
  await window.keyboard.press("Tab");
  // Enter on anything else may lead away.
  if (!(await window.evaluate(stop))?.skips) return;
  await window.keyboard.press("Enter");
  const at = await window.evaluate(() => document.activeElement?.id);
  if (at !== "main") fault(`the first stop leads to ${at || "nothing"}`);
}

/** Links within the page land where they lead, though what lies between is laid out on the way. */
async function jump(window, fault) {
  for (const link of await window.locator("nav.jump a[href^='#']").all()) {
    const id = (await link.getAttribute("href")).slice(1);
    await window.evaluate((own) => (location.hash = own), id);
    await window.waitForTimeout(60);
    const top = await window.evaluate((own) => document.getElementById(own).getBoundingClientRect().top, id);
    if (top < -1 || top > window.viewportSize().height) fault(`#${id} is at ${Math.round(top)} px`);
  }
}

await answer(async (folder, report) => {
  const all = fullest(pages(folder));
  const site = await serve(folder);
  const browser = await open();
  let most = 0;
  await each(process.argv[3] === "brief" ? WAYS.slice(0, 1) : WAYS, 2, async (way) => {
    const window = await newPage(browser, { ...way, reducedMotion: "reduce" });
    for (const page of all) {
      const fault = (text) => report.findings.push(`${page.address} (${way.name}): ${text}`);
      await visit(window, site.origin + page.address);
      most = Math.max(most, await walk(window, fault));
      await visit(window, site.origin + page.address);
      await skip(window, fault);
      if (way === WAYS[0]) await jump(window, fault);
      for (const found of await window.evaluate(moving)) fault(found);
      report.looked += 1;
    }
    await window.context().close();
  });
  report.measured.push(`keyboard: ${all.length} kinds in ${WAYS.length} ways, at most ${most} stops`);
  await browser.close();
  site.close();
});
