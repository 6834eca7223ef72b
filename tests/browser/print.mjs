// A meeting's page on paper: one sheet of A4, no navigation, every address that a reader of the sheet needs, dark ink.

import { newPage, open, visit } from "./lib/browser.mjs";
import { pages } from "./lib/pages.mjs";
import { answer } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";

/** In the page, for print: what should not be there, and links whose address is not. */
function faults() {
  const found = [];
  const shown = (element) => element.checkVisibility();
  for (const element of document.querySelectorAll("nav, .skip, form, button, input, .subscribe")) {
    if (shown(element)) found.push(`on paper: ${element.localName}.${element.className}`);
  }
  for (const link of document.querySelectorAll("main a[href^=http], main a[href^=mailto], main a.button")) {
    const address = link.getAttribute("href").replace(/^mailto:/, "");
    const after = getComputedStyle(link, "::after").content;
    if (shown(link) && !link.textContent.includes(address) && !after.includes(address)) found.push(`without its address: ${link.textContent}`);
  }
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  if (canonical && !document.querySelector("main").innerText.includes(canonical)) found.push("the page's own address is missing");
  const ink = getComputedStyle(document.body).color;
  if (ink !== "rgb(0, 0, 0)") found.push(`pale ink: ${ink}`);
  return found;
}

await answer(async (folder, report) => {
  const site = await serve(folder);
  const browser = await open();
  const window = await newPage(browser, { width: 1280, scheme: "dark" });
  await window.emulateMedia({ media: "print" });
  for (const page of pages(folder).filter((own) => own.kind === "meeting")) {
    await visit(window, site.origin + page.address);
    for (const fault of await window.evaluate(faults)) report.findings.push(`${page.address}: ${fault}`);
    const pdf = (await window.pdf({ format: "A4" })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    if (sheets !== 1) report.findings.push(`${page.address}: ${sheets} sheets`);
    report.looked += 1;
  }
  report.measured.push(`print: ${report.looked} meetings, a sheet each`);
  await browser.close();
  site.close();
});
