// No page scrolls sideways: on the narrowest phone, with text twice as large, with the letters and lines set apart as WCAG
// 1.4.12 has it; `brief` as a second argument means those hardest ways alone. And what is set in columns lines up: the date blocks of a list, and what stands beside them.

import { newPage, open, visit } from "./lib/browser.mjs";
import { fullest, pages } from "./lib/pages.mjs";
import { answer, each } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";

const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-block-end: 2em !important; }`;

/** The fullest page of each kind is looked at in every way, the others in those that are hardest for them. */
const WAYS = [
  { name: "320", width: 320 },
  { name: "360", width: 360 },
  { name: "768", width: 768 },
  { name: "1280, text 200 %", width: 1280, text: 2 },
  { name: "1280, set apart", width: 1280, css: SPACING },
  { name: "1600", width: 1600 },
  { name: "320, text 200 %", width: 320, text: 2, hard: true },
  { name: "320, set apart", width: 320, css: SPACING, hard: true },
];

/** In the page: what reaches beyond the window, where that makes the page scroll, or is cut off. */
function beyond() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const scrolls = (element) => element.closest("pre, .prose table");
  const wide = (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(element);
  const name = (element) => `${element.localName}.${element.getAttribute("class") ?? ""}`;
  return [`${root.scrollWidth} px wide`, ...[...document.querySelectorAll("body *")].filter(wide).slice(0, 4).map(name)];
}

/** What a reader with a phone sees without scrolling: the next meeting, whom a network is for. */
const FIRST_SCREEN = { home: ".next .title", network: ".opening .lede, .opening .facts" };

/** In the page: whether something ends below a phone's first screen, though no name is longer than names are. */
const isBelow = (what) =>
  !/\S{40}/.test(document.querySelector("h1").textContent) && document.querySelector(what)?.getBoundingClientRect().bottom > 640;

/** In the page: lists whose date blocks do not stand under each other. */
function crooked() {
  const left = (element) => Math.round(element.getBoundingClientRect().left);
  const faults = [];
  for (const list of document.querySelectorAll("ol.meetings, ol.held, ol.news")) {
    const items = [...list.children].filter((item) => item.checkVisibility());
    for (const part of [":scope > .date, :scope > .on", ":scope > .what"]) {
      const edges = new Set(items.map((item) => item.querySelector(part)).filter(Boolean).map(left));
      if (edges.size > 1) faults.push(`${list.className}: ${part} at ${[...edges].join(", ")} px`);
    }
    for (const item of items) {
      const [date, what] = [item.querySelector(".date .day"), item.querySelector(":scope > .what")].map((e) => e?.getBoundingClientRect());
      if (date && what && date.right > what.left + 1 && date.bottom > what.top + 1) faults.push(`${list.className}: a date runs into ${item.querySelector(".title").textContent}`);
    }
  }
  return faults;
}

await answer(async (folder, report) => {
  const all = pages(folder);
  const full = fullest(all);
  const site = await serve(folder);
  const browser = await open();
  const ways = WAYS.filter((way) => way.hard || process.argv[3] !== "brief");
  await each(ways, 2, async (way) => {
    const window = await newPage(browser, { width: way.width, text: way.text, reducedMotion: "reduce" });
    for (const page of way.hard ? all : full) {
      await visit(window, site.origin + page.address);
      // What is laid out only when it is near would hide what sticks out of it.
      const near = "* { content-visibility: visible !important; }";
      await window.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets.push(sheet);
        for (const details of document.querySelectorAll("details")) details.open = true;
      }, near + (way.css ?? ""));
      report.looked += 1;
      const first = way.name === "360" && FIRST_SCREEN[page.kind];
      if (first && (await window.evaluate(isBelow, first))) report.findings.push(`${page.address}: ${first} is not on a phone's first screen`);
      for (const fault of await window.evaluate(beyond)) report.findings.push(`${page.address} (${way.name}): ${fault}`);
      for (const fault of await window.evaluate(crooked)) report.findings.push(`${page.address} (${way.name}): ${fault}`);
    }
    await window.context().close();
  });
  report.measured.push(`reflow: ${report.looked} looks at ${all.length} pages in ${ways.length} ways`);
  await browser.close();
  site.close();
});
