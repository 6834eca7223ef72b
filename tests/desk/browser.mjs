// The preview and the desk as a person at the desk meets them.
//
//     node browser.mjs PART ADDRESS FOLDER
//
// Ends with 0 if everything was as it should be; else with a message.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { installed, open } from "../browser/lib/browser.mjs";

const PATIENCE = 20_000;
const MEETING = "netvaerk/oest/2027-05-20.md";

const [part, address, folder] = process.argv.slice(2);
const at = (name) => path.join(folder, "content", name);
const read = (name) => fs.readFileSync(at(name), "utf8");

/** Saves as editors do: written beside, renamed over. */
function save(name, text) {
  fs.writeFileSync(`${at(name)}.tmp`, text);
  fs.renameSync(`${at(name)}.tmp`, at(name));
}

/** Marks the page, so that loading it anew can be told. */
const mark = (page) => page.evaluate(() => (window.marked = true));
const isMarked = (page) => page.evaluate(() => window.marked === true);

const parts = {
  async reload(page) {
    await page.goto(`${address}/om/`);
    await page.evaluate(() => scrollTo(0, 900));
    const before = await page.evaluate(() => scrollY);
    assert.ok(before > 500, "the page is long enough to scroll");
    save("om/index.md", read("om/index.md").replace("Sidste ord.", "Allersidste ord."));
    await page.getByText("Allersidste ord.").waitFor({ state: "attached" });
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 2, before);
  },

  async style(page) {
    await page.goto(`${address}/om/`);
    await page.evaluate(() => scrollTo(0, 900));
    await mark(page);
    const style = path.join(folder, "themes/default/assets/style.css");
    fs.mkdirSync(path.dirname(style), { recursive: true });
    for (const colour of ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]) {
      fs.writeFileSync(style, `body { background: ${colour}; min-height: 3000px }\n`);
      await page.waitForFunction((colour) => getComputedStyle(document.body).backgroundColor === colour, colour);
      assert.ok(await isMarked(page), "the page was loaded anew");
    }
    // Each sheet stands there once, by its name without the print of its bytes.
    await page.waitForFunction(() => {
      const sheets = [...document.querySelectorAll('link[rel~="stylesheet"]')];
      const names = sheets.map((sheet) => new URL(sheet.href).pathname.replace(/\.[0-9a-f]{16}\./, "."));
      return names.length > 0 && new Set(names).size === names.length;
    });
  },

  async mistake(page) {
    await page.goto(`${address}/netvaerk/oest/2027-05-20/`);
    const right = read(MEETING);
    save(MEETING, right.replace("torsdag", "fredag"));
    const panel = page.locator("husting-preview .panel");
    await panel.waitFor();
    const text = await panel.innerText();
    assert.match(text, /content\/netvaerk\/oest\/2027-05-20\.md:4:/);
    assert.match(text, /er en torsdag, ikke en fredag/);
    assert.match(text, /Skriv torsdag i stedet for fredag/);
    assert.ok(await page.getByRole("heading", { name: "Årsmøde 2027" }).first().isVisible(), "the last good site stays");
    await page.keyboard.press("Tab");
    save(MEETING, right);
    await page.waitForFunction(() => {
      const panel = document.querySelector("husting-preview").shadowRoot.querySelector(".panel");
      return !panel || panel.dataset.failed !== "true";
    });
    assert.equal(await page.locator("husting-preview .panel.error").count(), 0);
  },

  async form(page) {
    await page.goto(`${address}/netvaerk/oest/2027-05-20/`);
    const edit = page.locator("husting-preview a.edit");
    await edit.waitFor();
    await edit.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/_husting/edit/netvaerk/oest/2027-05-20.md");
    const title = page.getByRole("textbox", { name: "Titel", exact: true });
    await title.fill("Sommermøde 2027");
    const when = page.getByRole("textbox", { name: "Hvornår", exact: true });
    await when.fill("fredag d. 20. maj 2027 kl. 10-15");
    await page.locator("#p-when .error").waitFor();
    assert.match(await page.locator("#p-when").innerText(), /er en torsdag, ikke en fredag/);
    assert.equal(await when.getAttribute("aria-invalid"), "true");
    assert.ok((await when.getAttribute("aria-describedby")).includes("p-when"));
    assert.match(await page.getByRole("status").last().innerText(), /ting at se på/);
    await when.fill("torsdag d. 20. maj 2027 kl. 10-15");
    await page.locator("#p-when .error").waitFor({ state: "detached" });
    await page.getByLabel("Hvornår (vælg en dag)").fill("2027-06-03");
    await page.waitForFunction(() => document.getElementById("c-when").value.includes("3. juni"));
    await page.getByRole("combobox", { name: "Sted", exact: true }).fill("gaarden");
    const body = page.getByRole("textbox", { name: "Sidens tekst", exact: true });
    await body.fill(`${await body.inputValue()}\n\n**Tag kage med.**`);
    await page.locator("#preview strong", { hasText: "Tag kage med." }).waitFor();
    assert.match(read(MEETING), /Årsmøde/, "nothing is written before it is saved");
    await page.getByRole("button", { name: "Gem" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Gemt.").waitFor();
  },

  async conflict(page) {
    await page.goto(`${address}/_husting/edit/${MEETING}`);
    await page.getByRole("textbox", { name: "Titel", exact: true }).fill("Fra formularen");
    save(MEETING, read(MEETING).replace("Årsmøde 2027", "Fra editoren"));
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByRole("alert").waitFor();
    assert.match(await page.locator(".mine").inputValue(), /titel: Fra formularen/);
    assert.match(await page.locator(".theirs").inputValue(), /titel: Fra editoren/);
  },

  async axe(page) {
    const axe = fs.readFileSync(installed("axe-core/axe.min.js"), "utf8");
    // The policy of these pages lets no script in but their own; so it comes in another way.
    for (const name of ["", "edit/netvaerk/oest/2027-05-20.md", "edit/netvaerk/oest/index.md", "text/roller.yaml"]) {
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await page.goto(`${address}/_husting/${name}`);
        for (const summary of await page.locator("details:not([open]) > summary").all()) {
          if (await summary.isVisible()) await summary.click();
        }
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
        assert.deepEqual(told, [], `/_husting/${name} in ${colorScheme}`);
      }
    }
  },
};

const browser = await open();
const context = await browser.newContext({ locale: "da-DK", viewport: { width: 1000, height: 700 } });
const page = await context.newPage();
page.setDefaultTimeout(PATIENCE);
const faults = [];
page.on("pageerror", (error) => faults.push(String(error)));
page.on("console", (message) => {
  // What a page that is refused or in conflict answers with is no fault of the scripts.
  const isExpected = message.text().includes("status of 409") || message.location().url.endsWith("/favicon.ico");
  if (message.type() === "error" && !isExpected) faults.push(message.text());
});
try {
  await parts[part](page);
  assert.deepEqual(faults, []);
} finally {
  await browser.close();
}
