// A web server for a site's folder as a good host would be: compressed, typed, and with the strictest content security
// policy. It keeps what the browser reports and which addresses were asked for in vain.

import fs from "node:fs";
import http from "node:http";
import http2 from "node:http2";
import path from "node:path";
import zlib from "node:zlib";

/** What the pages must live with: nothing but the site's own files, no exception. */
export const POLICY = "default-src 'self'";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".woff2": "font/woff2",
  ".ics": "text/calendar; charset=utf-8",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".pdf": "application/pdf",
};
const COMPRESSED = new Set([".html", ".css", ".js", ".json", ".svg", ".ics", ".xml", ".txt"]);

/** The certificate that setup.sh made, of which no browser need think anything. */
const installed = (name) => fs.readFileSync(new URL(`../installed/${name}`, import.meta.url));

/** Serves the folder. `policy: null` leaves the pages unprotected; `secure` is HTTP/2, as hosts have it. */
export async function serve(folder, { policy = POLICY, secure = false } = {}) {
  const state = { reports: [], missing: [], asked: [] };
  const answer = (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    state.asked.push(request.url);
    if (pathname === "/csp-report") return receive(request, response, state.reports);
    const file = locate(folder, decodeURIComponent(pathname));
    if (!file) {
      state.missing.push(request.url);
      return send(response, 404, path.join(folder, "404.html"), policy);
    }
    send(response, 200, file, policy);
  };
  const server = secure
    ? http2.createSecureServer({ key: installed("key.pem"), cert: installed("certificate.pem"), allowHTTP1: true }, answer)
    : http.createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `${secure ? "https" : "http"}://localhost:${server.address().port}`;
  return { ...state, origin, close: () => server.close() };
}

function locate(folder, pathname) {
  const file = path.join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
  return file.startsWith(folder) && fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

function send(response, status, file, policy) {
  const ending = path.extname(file);
  const headers = { "content-type": TYPES[ending] ?? "application/octet-stream", "cache-control": "max-age=31536000" };
  if (policy) headers["content-security-policy"] = `${policy}; report-uri /csp-report`;
  let bytes = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.from("");
  if (COMPRESSED.has(ending)) {
    bytes = zlib.gzipSync(bytes);
    headers["content-encoding"] = "gzip";
  }
  response.writeHead(status, headers).end(bytes);
}

function receive(request, response, reports) {
  let text = "";
  request.on("data", (piece) => (text += piece));
  request.on("end", () => {
    const report = JSON.parse(text)["csp-report"];
    reports.push(`${report["document-uri"]}: ${report["violated-directive"]} against ${report["blocked-uri"]}`);
    response.writeHead(204).end();
  });
}
