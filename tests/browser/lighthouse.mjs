// Lighthouse, as a phone on a slow line: every kind of page, all four categories.
//
// What it says of accessibility, practices and search holds always. Speed is a matter of the machine as well: it is measured
// and told, and held where HUSTING_SPEED says that the machine is quiet. Noise only ever makes a page slower, so one that does
// not pass is then measured again, and the best of three counts. `brief` as a
// second argument means the most important kinds, and other kinds (`article,page`) those.

import { createServer } from "node:net";
import { pathToFileURL } from "node:url";
import { installed, open } from "./lib/browser.mjs";
import { fullest, pages } from "./lib/pages.mjs";
import { answer } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";

const { default: lighthouse } = await import(pathToFileURL(installed("lighthouse")));

const ALWAYS = ["accessibility", "best-practices", "seo"];
/** Least performance, most milliseconds of largest paint and of blocking, most layout shift. */
const SPEED = { performance: 100, paint: 1200, blocking: 50, shift: 0.02 };
const IS_QUIET = Boolean(process.env.HUSTING_SPEED);
/** What no load of the machine changes. */
const HELD = IS_QUIET ? Object.keys(SPEED) : ["shift"];
const TRIES = IS_QUIET ? 3 : 1;

/** No pictures, and no long waits for pages that ask for nothing more. */
const QUICK = {
  disableFullPageScreenshot: true,
  skipAudits: ["screenshot-thumbnails", "final-screenshot", "full-page-screenshot"],
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 300,
  cpuQuietThresholdMs: 300,
};

async function measure(address, port) {
  const { lhr } = await lighthouse(address, { port, logLevel: "error", output: "json", ...QUICK });
  const score = (name) => Math.round(lhr.categories[name].score * 100);
  const value = (name) => lhr.audits[name].numericValue;
  const wrong = Object.values(lhr.categories).flatMap((category) => {
    const audits = category.auditRefs.filter((own) => own.weight > 0).map((own) => lhr.audits[own.id]);
    return category.id === "performance" ? [] : audits.filter((own) => own.score !== null && own.score < 1).map((own) => own.id);
  });
  return {
    performance: score("performance"),
    ...Object.fromEntries(ALWAYS.map((name) => [name, score(name)])),
    paint: Math.round(value("largest-contentful-paint")),
    blocking: Math.round(value("total-blocking-time")),
    shift: Number(value("cumulative-layout-shift").toFixed(3)),
    wrong,
  };
}

const fast = (own) =>
  own.performance >= SPEED.performance && own.paint <= SPEED.paint && own.blocking <= SPEED.blocking && own.shift <= SPEED.shift;

/** The best of up to so many tries. */
async function best(address, port) {
  let found;
  for (let turn = 0; turn < TRIES; turn += 1) {
    const own = await measure(address, port);
    if (!found || fast(own) || (!fast(found) && own.performance > found.performance)) found = own;
    if (fast(found)) break;
  }
  return found;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

await answer(async (folder, report) => {
  const site = await serve(folder, { secure: true });
  const port = await freePort();
  const browser = await open([`--remote-debugging-port=${port}`, "--ignore-certificate-errors"]);
  report.measured.push("kind           perf a11y prac  seo   LCP  TBT   CLS");
  const asked = process.argv[3] === "brief" ? "home,network,meeting" : process.argv[3];
  const kinds = asked?.split(",");
  for (const page of fullest(pages(folder)).filter((own) => !kinds || kinds.includes(own.kind))) {
    const own = await best(site.origin + page.address, port);
    const fault = (text) => report.findings.push(`${page.address}: ${text}`);
    const scores = [own.performance, ...ALWAYS.map((name) => own[name])];
    const times = [String(own.paint).padStart(6), String(own.blocking).padStart(5), String(own.shift).padStart(6)];
    report.measured.push(page.kind.padEnd(14) + scores.map((score) => String(score).padStart(5)).join("") + times.join(""));
    // No search engine shall list the page that says that there is none.
    for (const name of ALWAYS.filter((own) => !(own === "seo" && page.kind === "404"))) {
      if (own[name] < 100) fault(`${name} ${own[name]}: ${own.wrong.join(", ")}`);
    }
    for (const [name, limit] of Object.entries(SPEED).filter(([name]) => HELD.includes(name))) {
      const passes = name === "performance" ? own[name] >= limit : own[name] <= limit;
      if (!passes) fault(`${name} ${own[name]}, must be ${limit}`);
    }
    report.looked += 1;
  }
  await browser.close();
  site.close();
});
