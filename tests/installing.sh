# What the setup scripts of the tests have in common. Each sources this in its own folder and then says what it lacks, what it
# wants and how to install it; what is installed already is left as it is.
#
# Nothing waits for ever: a registry that cannot be reached is a failure with a message, never a test less.

installed=$PWD/installed

# Seconds that one installation may take at most.
patience=600

# Python with venv and pip, if this machine lacks it: a line of what is missing.
lacking_python() {
  if ! command -v python3 >/dev/null; then
    echo "Python 3.10 or newer (python3)"
  elif ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
    echo "Python 3.10 or newer; here is $(python3 --version)"
  elif ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Python's venv and pip (on Debian: the package python3-venv)"
  fi
}

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

# What requirements.txt pins, in a venv of its own.
install_python() {
  python3 -m venv "$installed/venv"
  local pip=("$installed/venv/bin/python" -m pip --disable-pip-version-check --no-input)
  timeout "$patience" "${pip[@]}" install --quiet --no-deps --retries 2 --timeout 30 --requirement requirements.txt
  "${pip[@]}" check
}

# What package-lock.json pins.
install_javascript() {
  cp package.json package-lock.json "$installed/"
  (cd "$installed" && timeout "$patience" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=2 --fetch-timeout=60000)
}
