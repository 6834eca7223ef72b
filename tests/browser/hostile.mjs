// Pages made of hostile content, read by a browser that protects them and by one that does not: nothing runs, nothing is
// asked of others, nothing is reported. What the content would do, if it could, is to call /ran or another host.

import fs from "node:fs";
import { newPage, open, visit } from "./lib/browser.mjs";
import { pages } from "./lib/pages.mjs";
import { answer, each } from "./lib/report.mjs";
import { POLICY, serve } from "./lib/server.mjs";

/** In the page: what could run, whether or not it does; and clicks on every link that is no address. */
function armed() {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "style" || name === "srcdoc") found.push(`${element.localName}: ${name}`);
      if (/^\s*(javascript|data|vbscript):/i.test(value) && ["href", "src", "action", "xlink:href"].includes(name)) found.push(`${element.localName}: ${value.slice(0, 60)}`);
    }
    const loads = element.getAttribute("src") ?? (element.matches("link, use, image") ? element.getAttribute("href") : null);
    const known = element.matches("link[rel=canonical], link[rel=alternate]");
    if (loads && !known && new URL(loads, location.href).origin !== location.origin) found.push(`${element.localName} loads ${loads}`);
  }
  const scripts = [...document.scripts].filter((own) => own.type !== "application/ld+json" && !own.src.includes("/assets/"));
  for (const script of scripts) found.push(`a script: ${script.textContent.slice(0, 60)}`);
  for (const element of document.querySelectorAll("main style, main link, main base, main form[action]:not([data-search] > form), main iframe, main object, main embed, main meta")) found.push(`in the text: ${element.localName}`);
  for (const data of document.querySelectorAll("script[type='application/ld+json']")) JSON.parse(data.textContent);
  return found;
}

/** Pictures on their own, as a link to one shows them: the policy keeps even those from running. */
async function openPictures(folder, site, browser, report) {
  const window = await newPage(browser, { width: 1280 });
  const told = site.reports.length;
  for (const file of fs.readdirSync(folder, { recursive: true }).filter((own) => own.endsWith(".svg"))) {
    await window.goto(`${site.origin}/${file}`);
    report.looked += 1;
  }
  // That it was kept from running is reported, as it should be.
  site.reports.length = told;
}

async function readAll(folder, policy, browser, report) {
  const name = policy ? "protected" : "unprotected";
  const site = await serve(folder, { policy });
  const look = async (page, window) => {
    const fault = (text) => report.findings.push(`${page.address} (${name}): ${text}`);
    window.on("dialog", (dialog) => { fault(`says ${dialog.message()}`); dialog.dismiss(); });
    window.on("console", (message) => { if (!/status of 404/.test(message.text())) fault(`console: ${message.text()}`); });
    window.on("pageerror", (error) => fault(`script: ${error.message}`));
    window.on("request", (request) => { if (!request.url().startsWith(site.origin)) fault(`asks another: ${request.url()}`); });
    await visit(window, site.origin + page.address);
    for (const found of await window.evaluate(armed)) fault(found);
    await window.mouse.move(300, 300);
    await window.evaluate(() => document.querySelectorAll("main *").forEach((own) => own.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }))));
    if (await window.evaluate(() => "ran" in globalThis)) fault("it ran");
    report.looked += 1;
    window.removeAllListeners();
  };
  const all = pages(folder);
  await each([all.filter((_, at) => at % 2), all.filter((_, at) => at % 2 === 0)], 2, async (half) => {
    const window = await newPage(browser, { width: 1280 });
    for (const page of half) await look(page, window);
  });
  if (policy) await openPictures(folder, site, browser, report);
  for (const url of site.asked.filter((own) => own.startsWith("/ran"))) report.findings.push(`${name}: it ran and told ${url}`);
  report.findings.push(...site.reports.map((found) => `policy: ${found}`));
  site.close();
}

await answer(async (folder, report) => {
  const browser = await open();
  for (const policy of [POLICY, null]) await readAll(folder, policy, browser, report);
  report.measured.push(`hostile content: ${report.looked} looks`);
  await browser.close();
});
