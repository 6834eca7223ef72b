// Searches the published example site with the theme's own script, as a browser would, and holds what it finds to what the
// content says. The script is read from the site, so that the file tested is the file published.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const folder = process.env.SITE;
const most = Number(process.env.MOST_BYTES ?? Infinity);
const asset = readdirSync(join(folder, "assets")).find((name) => /^search\..*\.js$/.test(name));
const script = readFileSync(join(folder, "assets", asset));
const { dayOf, excerpt, fold, hits, isNear, open, search, terms, yearOf } = await import(
  `data:text/javascript;base64,${script.toString("base64")}`
);

const TODAY = dayOf(new Date("2026-11-22T12:00"));
const LATER = dayOf(new Date("2031-01-01T12:00"));

/** The index as a visit loads it: each file once, with the bytes that travel. */
function visit() {
  const loaded = new Map();
  const read = (file) => {
    const bytes = readFileSync(join(folder, file));
    loaded.set(file, gzipSync(bytes, { level: 6 }).length);
    return JSON.parse(bytes);
  };
  const site = open(read("/soeg/index.json"), async (file) => read(file));
  return { site, bytes: () => [...loaded.values()].reduce((sum, size) => sum + size, 0) };
}

async function find(query, chosen = {}, today = TODAY) {
  const { site } = visit();
  const { entries, near } = await search(site, query, chosen, today);
  const found = await Promise.all(entries.map((entry) => site.name(entry)));
  return { near, hrefs: found.map((one) => one.href), days: entries.map((entry) => site.index.day[entry]), entries, site };
}

if (process.env.ONLY_MEASURE) {
  test("a visit loads little, and finds while one types", async () => {
    for (const query of process.env.ONLY_MEASURE.split(",")) {
      const { site, bytes } = visit();
      const typed = Array.from(query, (_, at) => query.slice(0, at + 1));
      const look = async (part) => {
        const { entries } = await search(site, part, {}, TODAY);
        await Promise.all(entries.slice(0, 10).map((entry) => site.name(entry)));
        return entries;
      };
      for (const part of typed) await look(part);
      // The best of three: a busy machine is not the script's fault.
      let slowest = Infinity;
      for (let round = 0; round < 3; round += 1) {
        let own = 0;
        for (const part of typed) {
          const begun = performance.now();
          await look(part);
          own = Math.max(own, performance.now() - begun);
        }
        slowest = Math.min(slowest, own);
      }
      const entries = await look(query);
      await Promise.all(entries.slice(0, 10).map((entry) => site.text(entry)));
      console.log(`${query}: ${entries.length} found, ${bytes()} bytes, at most ${slowest.toFixed(1)} ms`);
      assert.ok(entries.length > 0, query);
      assert.ok(bytes() <= most, `${query} loads ${bytes()} bytes`);
      assert.ok(slowest < 50, `${query} takes ${slowest} ms`);
    }
  });
} else {
  tests();
}

function tests() {
  test("letters are folded as in addresses", () => {
    assert.equal(fold("Ærlig MØDE på Ålborg, Malmö, Žižka"), "aerlig moede paa aalborg, malmoe, zizka");
    assert.equal(fold("mo\u0308de"), "moede");
    assert.deepEqual(terms("Møde, MØDE i BL-netværket!"), ["moede", "i", "bl", "netvaerket"]);
  });

  test("every word of the index is folded as the script folds", () => {
    const { site } = visit();
    for (const word of site.words.words) assert.equal(fold(word), word);
    assert.deepEqual([...site.words.words].sort(), site.words.words);
  });

  test("a word is found inside a compound", async () => {
    const { hrefs, near } = await find("møde");
    assert.ok(hrefs.includes("/netvaerk/projektledermoede/"));
    assert.equal(near, false);
  });

  test("however it is spelt", async () => {
    const { hrefs } = await find("projektledermøde");
    assert.equal(hrefs[0], "/netvaerk/projektledermoede/");
    for (const query of ["PROJEKTLEDERMØDE", "projektledermoede", "projektledermode", "  Projektledermøde. "]) {
      assert.equal((await find(query)).hrefs[0], "/netvaerk/projektledermoede/", query);
    }
  });

  test("one letter off is forgiven, two are not", async () => {
    for (const query of ["samarbejdskonfrencen", "samarbejdskonferrencen", "samarbejdskonfarencen", "samarbejdskonfernecen"]) {
      const { hrefs, near } = await find(query);
      assert.equal(hrefs[0], "/netvaerk/samarbejdskonferencen/", query);
      assert.equal(near, true, query);
    }
    assert.deepEqual((await find("samarbjdskonfrancen")).hrefs, []);
    assert.deepEqual((await find("xyzzy")).hrefs, []);
  });

  test("nearness", () => {
    assert.ok(isNear("forum", "fourm") && isNear("forum", "form") && isNear("forum", "forrum") && isNear("forum", "farum"));
    assert.ok(!isNear("forum", "frm") && !isNear("forummet", "farum") && !isNear("for", "fo"));
    assert.ok(isNear("afdelingsbestyrelserne", "bestyrlse") && isNear("projektledermoede", "prjektleder"));
  });

  test("a name outranks a text", async () => {
    const { hrefs } = await find("landserfa");
    assert.equal(hrefs[0], "/netvaerk/landserfa/");
    assert.ok(hrefs.length > 1, "others tell of it");
  });

  test("what is coming stands before what is past, by the clock of the one who looks", async () => {
    const now = await find("strategisk forum", { network: "strategisk-forum" });
    assert.equal(now.hrefs[0], "/netvaerk/strategisk-forum/");
    const meetings = now.days.filter((day) => day !== null);
    assert.equal(new Set(meetings).size, meetings.length);
    const coming = now.days.slice(1).filter((day) => day >= TODAY);
    assert.deepEqual(now.days.slice(1, 1 + coming.length), [...coming].sort((a, b) => a - b), "soonest first");
    assert.deepEqual(coming.map(yearOf), [2027, 2028]);

    const later = await find("strategisk forum", { network: "strategisk-forum" }, LATER);
    const past = later.days.slice(1);
    assert.equal(past.length, 6);
    assert.deepEqual(past, [...past].sort((a, b) => b - a), "latest first");
  });

  test("every word must be there, and filters hold", async () => {
    const both = await find("projektledermøde 2028");
    assert.deepEqual(both.hrefs, ["/netvaerk/projektledermoede/2028-03-27/"]);
    const year = await find("møde", { year: "2018" });
    assert.ok(year.hrefs.length > 0 && year.days.every((day) => yearOf(day) === 2018));
    const role = await find("netværket", { role: "koordinatorer-i-kommuner" });
    assert.ok(role.hrefs.includes("/netvaerk/kl-netvaerket/"));
    assert.ok(!role.hrefs.includes("/netvaerk/bl-netvaerket/"), "that is for coordinators elsewhere");
    const network = await find("møde", { network: "kl-netvaerket" });
    assert.ok(network.hrefs.length > 0);
    for (const entry of network.entries) {
      assert.ok(network.site.index.network[entry].some((own) => network.site.index.networks[own][0] === "kl-netvaerket"));
    }
  });

  test("an empty query finds nothing", async () => {
    assert.deepEqual((await find("  –  ")).hrefs, []);
  });

  test("hits are marked where they stand, inside words and over folded letters", () => {
    const marked = (text, query) => hits(text, terms(query)).map(([from, to]) => text.slice(from, to));
    assert.deepEqual(marked("Projektledermøde på Ærø, møderne", "møde"), ["møde", "møde"]);
    assert.deepEqual(marked("Ærø er en ø", "ae"), ["Æ"]);
    assert.deepEqual(marked("Formand for Forum", "forum"), ["Forum"]);
    assert.deepEqual(marked("Samarbejdskonferencen", "samarbejdskonfrence"), ["Samarbejdskonferencen"]);
    assert.deepEqual(marked("mo\u0308det", "møde"), ["mo\u0308de"]);
    assert.deepEqual(hits("Farum", ["forum"], false), [], "nobody slipped");
  });

  test("an excerpt stands around its first hit", () => {
    const text = `${"Vi drøfter mange ting sammen. ".repeat(20)}Så kommer projektledermødet i Kolding. ${"Og så videre derfra. ".repeat(20)}`;
    const part = excerpt(text, ["moede"], 100);
    assert.ok(part.text.startsWith("… ") && part.text.endsWith(" …") && part.text.length < 115, part.text);
    assert.deepEqual(part.marks.map(([from, to]) => part.text.slice(from, to)), ["møde"]);
    assert.deepEqual(excerpt("Kort.", ["moede"]), { text: "Kort.", marks: [] });
    const long = "x".repeat(400);
    assert.ok(excerpt(`${long}moede${long}`, ["moede"], 100).text.length <= 920);
  });

  test("a visit loads little", async () => {
    const { site, bytes } = visit();
    const { entries } = await search(site, "møde", {}, TODAY);
    await Promise.all(entries.slice(0, 10).map((entry) => site.text(entry)));
    assert.ok(bytes() < 40_000, `${bytes()} bytes`);
  });
}
