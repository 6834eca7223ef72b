// The Nu HTML checker on every page, style sheet and picture, which must not even warn.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { installed } from "./lib/browser.mjs";
import { answer } from "./lib/report.mjs";

/** Parts of CSS that browsers have had for years (container queries: 2023) or pass over, and the checker does not know yet. */
const YOUNG = [/“container-type”: Property .* doesn't exist/, /Unrecognized at-rule “@container”/, /“text-box”: Property .* doesn't exist/];

/** The checker takes so many files at a time. */
const MOST = 500;

await answer(async (folder, report) => {
  const files = fs.readdirSync(folder, { recursive: true }).filter((file) => /\.(html|css|svg)$/.test(file)).sort();
  for (let from = 0; from < files.length; from += MOST) {
    const some = files.slice(from, from + MOST).map((file) => path.join(folder, file));
    const options = ["--format", "json", "--also-check-css", "--also-check-svg", "--exit-zero-always"];
    const run = spawnSync("java", ["-jar", installed("vnu-jar/build/dist/vnu.jar"), ...options, ...some], { encoding: "utf8", maxBuffer: 2 ** 28 });
    if (run.error) throw run.error;
    for (const told of JSON.parse(run.stderr).messages) {
      if (YOUNG.some((own) => own.test(told.message))) continue;
      const page = path.relative(folder, new URL(told.url).pathname);
      report.findings.push(`${page}:${told.lastLine}: ${told.subType ?? told.type}: ${told.message} ${told.extract ?? ""}`);
    }
  }
  report.looked = files.length;
  report.measured.push(`Nu: ${files.length} files, ${report.findings.length} messages`);
});
