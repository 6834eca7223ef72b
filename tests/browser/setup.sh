#!/usr/bin/env bash
# Installs the programs that tests/browser looks at pages with, pinned, into tests/browser/installed/, and makes the
# certificate for its server. Chromium and Java come from the machine.
#
# What is installed already is left as it is; a program that cannot be had is a failure, never a test less.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

installed=$PWD/installed

# What this machine lacks, a line each.
lacking() {
  if ! command -v "${CHROMIUM:-chromium}" >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
    echo "Chromium (on Debian: the package chromium), or its path in CHROMIUM"
  fi
  if ! command -v java >/dev/null; then
    echo "Java 11 or newer (on Debian: the package default-jre-headless)"
  fi
  if ! command -v node >/dev/null; then
    echo "Node.js 18.17 or newer (node)"
  elif ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 18 || (a === 18 && b >= 17) ? 0 : 1)'; then
    echo "Node.js 18.17 or newer; here is $(node --version)"
  fi
  command -v npm >/dev/null || echo "npm"
  command -v openssl >/dev/null || echo "openssl"
}

# All that the installed programs depend on: if it is as it was, so are they.
wanted() {
  cat package.json package-lock.json
  node --version
  echo "$installed"
}

is_ready() {
  [ -f "$installed/wanted" ] && [ "$(wanted)" = "$(cat "$installed/wanted")" ]
}

install_javascript() {
  cp package.json package-lock.json "$installed/"
  (cd "$installed" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
}

# For localhost alone: Lighthouse is to see HTTP/2, which browsers speak over TLS only.
make_certificate() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$installed/key.pem" -out "$installed/certificate.pem" 2>/dev/null
}

missing=$(lacking)
if [ -n "$missing" ]; then
  echo "The tests look at the pages with a real browser. For that, this machine lacks:" >&2
  while read -r line; do echo "  - $line" >&2; done <<<"$missing"
  exit 1
fi
if is_ready; then
  exit 0
fi
trap 'echo "The programs that look at pages could not be installed. Without them the tests cannot be run in full." >&2' ERR
rm -rf "$installed"
mkdir "$installed"
install_javascript
make_certificate
wanted >"$installed/wanted"
