#!/usr/bin/env bash
# Installs the calendar clients that tests/clients reads feeds with, pinned, into tests/clients/installed/.
#
# Python's come from requirements.txt, JavaScript's from package-lock.json, through pip and npm. What is installed already is
# left as it is; a client that cannot be had is a failure, never a test less.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

installed=$PWD/installed

# What this machine lacks, a line each.
lacking() {
  if ! command -v python3 >/dev/null; then
    echo "Python 3.10 or newer (python3)"
  elif ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
    echo "Python 3.10 or newer; here is $(python3 --version)"
  elif ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Python's venv and pip (on Debian: the package python3-venv)"
  fi
  if ! command -v node >/dev/null; then
    echo "Node.js 18.17 or newer (node)"
  elif ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 18 || (a === 18 && b >= 17) ? 0 : 1)'; then
    echo "Node.js 18.17 or newer; here is $(node --version)"
  fi
  command -v npm >/dev/null || echo "npm"
  if command -v python3 >/dev/null && ! python3 -c 'import ctypes.util, sys; sys.exit(ctypes.util.find_library("ical") is None)'; then
    echo "the library libical (on Debian: the package libical3)"
  fi
}

# All that the installed programs depend on: if it is as it was, so are they. A venv knows its own place.
wanted() {
  cat requirements.txt package.json package-lock.json
  python3 --version
  node --version
  echo "$installed"
}

is_ready() {
  [ -f "$installed/wanted" ] && [ "$(wanted)" = "$(cat "$installed/wanted")" ] && "$installed/venv/bin/python" --version >/dev/null 2>&1
}

install_python() {
  python3 -m venv "$installed/venv"
  local pip=("$installed/venv/bin/python" -m pip --disable-pip-version-check --no-input)
  "${pip[@]}" install --quiet --no-deps --requirement requirements.txt
  "${pip[@]}" check
}

install_javascript() {
  cp package.json package-lock.json "$installed/"
  (cd "$installed" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
}

missing=$(lacking)
if [ -n "$missing" ]; then
  echo "The tests read the feeds with real calendar clients. To install those, this machine lacks:" >&2
  while read -r line; do echo "  - $line" >&2; done <<<"$missing"
  exit 1
fi
if is_ready; then
  exit 0
fi
trap 'echo "The calendar clients could not be installed. Without them the tests cannot be run in full." >&2' ERR
rm -rf "$installed"
mkdir "$installed"
install_python
install_javascript
wanted >"$installed/wanted"
