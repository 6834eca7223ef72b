#!/usr/bin/env bash
# Installs what tests/desk drives the browser with, pinned, into tests/desk/installed/. Chromium comes from the machine.
#
# Where the tests of the published pages have installed the same already, theirs is used.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

installed=$PWD/installed

if [ -f ../browser/installed/wanted ]; then
  exit 0
fi
if ! command -v "${CHROMIUM:-chromium}" >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
  echo "The tests of the desk need Chromium (on Debian: the package chromium), or its path in CHROMIUM." >&2
  exit 1
fi
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "The tests of the desk need Node.js 18.17 or newer, and npm." >&2
  exit 1
fi

# All that the installed programs depend on: if it is as it was, so are they.
wanted() {
  cat package.json package-lock.json
  node --version
  echo "$installed"
}

if [ -f "$installed/wanted" ] && [ "$(wanted)" = "$(cat "$installed/wanted")" ]; then
  exit 0
fi
rm -rf "$installed"
mkdir "$installed"
cp package.json package-lock.json "$installed/"
(cd "$installed" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
wanted >"$installed/wanted"
