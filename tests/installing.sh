# What the setup scripts of the tests have in common. Each sources this in its own folder and then says what it lacks, what it
# wants and how to install it; what is installed already is left as it is.
#
# Nothing waits for ever: a registry that cannot be reached is a failure with a message, never a test less.

installed=$PWD/installed

# Seconds that one installation may take at most.
patience=600

# Node.js and npm, if this machine lacks them, a line each.
lacking_node() {
  if ! command -v node >/dev/null; then
    echo "Node.js 18.17 or newer (node)"
  elif ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 18 || (a === 18 && b >= 17) ? 0 : 1)'; then
    echo "Node.js 18.17 or newer; here is $(node --version)"
  fi
  command -v npm >/dev/null || echo "npm"
}

# Chromium, likewise.
lacking_chromium() {
  local name
  for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome; do
    ! command -v "$name" >/dev/null || return 0
  done
  echo "Chromium (on Debian: the package chromium), or its path in CHROMIUM"
}

# Ends with a list of what is missing, if anything is.
#     refuse_without "What it is for." "$(lacking)"
refuse_without() {
  [ -n "$2" ] || return 0
  echo "$1 For that, this machine lacks:" >&2
  while read -r line; do echo "  - $line" >&2; done <<<"$2"
  exit 1
}

# Whether all that the installed programs depend on is as it was: then so are they.
is_ready() {
  [ -f "$installed/wanted" ] && [ "$(wanted)" = "$(cat "$installed/wanted")" ]
}

# Installs anew by calling the functions named after the message that a failure is told with.
install_anew() {
  local message=$1 part
  shift
  trap 'echo "$message Is the network there? Without them the tests cannot be run in full." >&2' ERR
  rm -rf "$installed"
  mkdir "$installed"
  for part in "$@"; do "$part"; done
  wanted >"$installed/wanted"
}

# What package-lock.json pins.
install_javascript() {
  cp package.json package-lock.json "$installed/"
  (cd "$installed" && timeout "$patience" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=2 --fetch-timeout=60000)
}
