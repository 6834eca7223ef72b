// A very large site: its lists stay usable. They are divided, with links to their parts; the pages hold on a phone, and what
// they weigh and how long the browser takes for them stays in bounds.

import zlib from "node:zlib";
import { newPage, open, visit } from "./lib/browser.mjs";
import { fullest, pages } from "./lib/pages.mjs";
import { answer } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";

/** Gzipped bytes and elements of a page that lists hundreds of networks, at most; and seconds until it stands. */
const MOST = { bytes: 60_000, elements: 12_000, seconds: 6 };
/** A list of more entries than this is divided or has links into it. */
const LONG_LIST = 60;

/** In the page: lists that go on and on, and how wide the page is. */
function shape(most) {
  const lists = [...document.querySelectorAll("main ol, main ul")].filter((list) => list.checkVisibility());
  const jumps = document.querySelectorAll("main nav a, main summary").length;
  return {
    elements: document.querySelectorAll("*").length,
    longest: Math.max(0, ...lists.map((list) => list.children.length)),
    jumps,
    lost: lists.some((list) => list.children.length > most) && jumps === 0,
    sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  };
}

await answer(async (folder, report) => {
  const site = await serve(folder);
  const browser = await open();
  report.measured.push("kind              gzip  elements  longest list  jumps  seconds");
  for (const page of fullest(pages(folder))) {
    const window = await newPage(browser, { width: 320 });
    const fault = (text) => report.findings.push(`${page.address}: ${text}`);
    const began = performance.now();
    await visit(window, site.origin + page.address);
    const seconds = (performance.now() - began) / 1000;
    const bytes = zlib.gzipSync(page.html).length;
    const own = await window.evaluate(shape, LONG_LIST);
    if (bytes > MOST.bytes) fault(`${bytes} bytes`);
    if (own.elements > MOST.elements) fault(`${own.elements} elements`);
    if (seconds > MOST.seconds) fault(`${seconds.toFixed(1)} seconds`);
    if (own.sideways) fault("scrolls sideways");
    if (own.lost) fault(`a list of ${own.longest} without a way into it`);
    const row = [bytes, own.elements, own.longest, own.jumps, seconds.toFixed(1)];
    report.measured.push(page.kind.padEnd(14) + row.map((cell, at) => String(cell).padStart([8, 10, 14, 7, 9][at])).join(""));
    report.looked += 1;
    await window.context().close();
  }
  await browser.close();
  site.close();
});
