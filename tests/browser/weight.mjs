// What a page weighs and asks for: its bytes over the wire by kind, its requests, none of them to others, its elements; and
// that nothing is reported against the content security policy or to the console.

import { newPage, open, visit } from "./lib/browser.mjs";
import { pages } from "./lib/pages.mjs";
import { answer, each } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";

/** Gzipped bytes, requests and elements at most; HTML and elements only where a page does not list a very large site. */
const LIMITS = { document: 15_000, stylesheet: 12_000, script: 8_000, font: 60_000, requests: 8, elements: 1_200 };

await answer(async (folder, report) => {
  const all = pages(folder);
  const site = await serve(folder);
  const browser = await open();
  const most = new Map();
  const look = async (page, window) => {
    const weight = { document: 0, stylesheet: 0, script: 0, font: 0, requests: 0, elements: 0 };
    const fault = (text) => report.findings.push(`${page.address}: ${text}`);
    window.on("console", (message) => fault(`console: ${message.text()}`));
    window.on("pageerror", (error) => fault(`script: ${error.message}`));
    window.on("request", (request) => {
      if (!request.url().startsWith(site.origin)) fault(`asks another: ${request.url()}`);
    });
    const came = [];
    window.on("requestfinished", (request) => came.push(request));
    await visit(window, site.origin + page.address);
    for (const request of came) {
      weight.requests += 1;
      if (request.resourceType() in weight) weight[request.resourceType()] += (await request.sizes()).responseBodySize;
    }
    weight.elements = await window.evaluate(() => document.querySelectorAll("*").length);
    for (const [kind, limit] of Object.entries(LIMITS)) {
      if (weight[kind] > limit) fault(`${kind}: ${weight[kind]}, at most ${limit}`);
      const known = most.get(page.kind) ?? {};
      most.set(page.kind, { ...known, [kind]: Math.max(known[kind] ?? 0, weight[kind]) });
    }
    report.looked += 1;
    window.removeAllListeners();
  };
  await each([all.filter((_, at) => at % 2), all.filter((_, at) => at % 2 === 0)], 2, async (half) => {
    const window = await newPage(browser, { width: 360 });
    const session = await window.context().newCDPSession(window);
    for (const page of half) {
      await session.send("Network.clearBrowserCache");
      await look(page, window);
    }
  });
  report.findings.push(...site.reports.map((found) => `policy: ${found}`), ...site.missing.map((url) => `missing: ${url}`));
  report.measured.push(`kind          ${Object.keys(LIMITS).map((name) => name.padStart(10)).join("")}`);
  for (const [kind, weight] of [...most].sort()) {
    report.measured.push(kind.padEnd(14) + Object.keys(LIMITS).map((name) => String(weight[name]).padStart(10)).join(""));
  }
  await browser.close();
  site.close();
});
