#!/usr/bin/env bash
# Installs the calendar clients that tests/clients reads feeds with, pinned, into tests/clients/installed/: Python's come from
# requirements.txt, JavaScript's from package-lock.json, through pip and npm.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=../installing.sh
source ../installing.sh

lacking() {
  lacking_python
  lacking_node
  if command -v python3 >/dev/null && ! python3 -c 'import ctypes.util, sys; sys.exit(ctypes.util.find_library("ical") is None)'; then
    echo "the library libical (on Debian: the package libical3)"
  fi
}

# A venv knows its own place.
wanted() {
  cat requirements.txt package.json package-lock.json
  python3 --version
  node --version
  echo "$installed"
}

refuse_without "The tests read the feeds with real calendar clients." "$(lacking)"
if is_ready && "$installed/venv/bin/python" --version >/dev/null 2>&1; then
  exit 0
fi
install_anew "The calendar clients could not be installed." install_python install_javascript
