// axe's rules for WCAG 2.2 A and AA and its best practices, in every setting.
//
// The fullest page of each kind is looked at in all settings, every other page in one of them, in turn; `brief` as a second
// argument means that all pages are.

import fs from "node:fs";
import { SETTINGS, installed, newPage, open, visit } from "./lib/browser.mjs";
import { fullest, pages } from "./lib/pages.mjs";
import { answer, each } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";

const axe = fs.readFileSync(installed("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * In the page: lays out also what waits until it comes near, as it is for whoever has read down to it. Before that only its
 * height is guessed, and what it holds is measured where nobody will ever see it.
 */
function layOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets.push(sheet);
}

await answer(async (folder, report) => {
  const all = pages(folder);
  const full = new Set(process.argv[3] === "brief" ? [] : fullest(all));
  const site = await serve(folder);
  const browser = await open();
  await each(SETTINGS.entries(), 2, async ([turn, setting]) => {
    const window = await newPage(browser, { ...setting, reducedMotion: "reduce" });
    for (const [number, page] of all.entries()) {
      if (!full.has(page) && number % SETTINGS.length !== turn) continue;
      await visit(window, site.origin + page.address);
      await window.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await window.evaluate(layOut);
      await window.evaluate(axe);
      const found = await window.evaluate((values) => axe.run(document, { runOnly: values, resultTypes: ["violations"] }), rules);
      report.looked += 1;
      for (const violation of found.violations) {
        for (const node of violation.nodes.slice(0, 3)) {
          const why = node.failureSummary.replace(/\s+/g, " ").slice(0, 200);
          report.findings.push(`${page.address} (${setting.name}): ${violation.id}: ${node.html.slice(0, 120)}: ${why}`);
        }
      }
    }
    await window.context().close();
  });
  report.measured.push(`axe: ${report.looked} looks at ${all.length} pages, ${full.size} of them in all settings`);
  await browser.close();
  site.close();
});
