// Debian's Chromium, driven by playwright, and the settings in which the pages are looked at.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";

const require = createRequire(new URL("../installed/", import.meta.url));
const { chromium } = require("playwright-core");

/** The path of a file of an installed package. */
export const installed = (name) => require.resolve(name);

/** Where Chromium is: what $CHROMIUM says, or what is on the path under one of its names. */
export function chromiumPath() {
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : ["chromium", "chromium-browser", "google-chrome"];
  for (const name of names) {
    try {
      return execFileSync("/bin/sh", ["-c", 'command -v "$0"', name], { encoding: "utf8" }).trim();
    } catch {
      // The next name may be there.
    }
  }
  throw new Error(`no browser: ${names.join(", ")}`);
}

/** Opens the browser. Chromium's sandbox does not work for root, who runs the tests in containers. */
export async function open(args = []) {
  const sandbox = process.getuid() === 0 ? ["--no-sandbox"] : [];
  const quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-gpu"];
  return chromium.launch({ executablePath: chromiumPath(), args: [...sandbox, ...quiet, ...args] });
}

const widths = [320, 768, 1280];

/** Every setting of the table of measures: three widths in light and dark, text twice as large, forced colours. */
export const SETTINGS = [
  ...widths.flatMap((width) => ["light", "dark"].map((scheme) => ({ name: `${width} ${scheme}`, width, scheme }))),
  { name: "320, text 200 %", width: 320, scheme: "light", text: 2 },
  { name: "1280, text 200 %", width: 1280, scheme: "dark", text: 2 },
  { name: "320, forced colours", width: 320, scheme: "light", forced: true },
  { name: "1280, forced colours", width: 1280, scheme: "dark", forced: true },
];

/** A window in a setting. Text twice as large is the reader's own choice of size, as in the browser's preferences. */
export async function newPage(browser, { width, scheme = "light", text = 1, forced = false, ...more }) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    forcedColors: forced ? "active" : "none",
    locale: "da-DK",
    timezoneId: "Europe/Copenhagen",
    ...more,
  });
  const page = await context.newPage();
  if (text !== 1) {
    const session = await context.newCDPSession(page);
    await session.send("Page.enable");
    await session.send("Page.setFontSizes", { fontSizes: { standard: 16 * text, fixed: 13 * text } });
  }
  return page;
}

/** Goes to a page and waits until its typeface is there. */
export async function visit(page, address) {
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
