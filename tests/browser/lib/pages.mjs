// The pages of a site's folder, by their address and kind.

import fs from "node:fs";
import path from "node:path";

/** Every page that a reader reads, in order of address: those that only lead elsewhere are left out. */
export function pages(folder) {
  const files = fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".html")).sort();
  const found = [];
  for (const file of files) {
    const html = fs.readFileSync(path.join(folder, file), "utf8");
    if (html.includes('http-equiv="refresh"')) continue;
    const kind = /data-page="([^"]*)"/.exec(html)?.[1] ?? "none";
    found.push({ address: `/${file.replace(/(^|\/)index\.html$/, "$1")}`, file, kind, html });
  }
  if (found.length === 0) throw new Error(`${folder} has no pages`);
  return found;
}

/** The fullest page of each kind, in order of kind. */
export function fullest(all) {
  const kinds = new Map();
  for (const page of all) {
    const known = kinds.get(page.kind);
    if (!known || page.html.length > known.html.length) kinds.set(page.kind, page);
  }
  return [...kinds.values()].sort((a, b) => a.kind.localeCompare(b.kind));
}
