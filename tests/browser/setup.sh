#!/usr/bin/env bash
# Installs the programs that tests/browser and tests/desk look at pages with, pinned, into tests/browser/installed/, and makes
# the certificate for the server. Chromium and Java come from the machine.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=../installing.sh
source ../installing.sh

lacking() {
  lacking_chromium
  command -v java >/dev/null || echo "Java 11 or newer (on Debian: the package default-jre-headless)"
  lacking_node
  command -v openssl >/dev/null || echo "openssl"
}

wanted() {
  cat package.json package-lock.json
  node --version
  echo "$installed"
}

# For localhost alone: Lighthouse is to see HTTP/2, which browsers speak over TLS only.
make_certificate() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$installed/key.pem" -out "$installed/certificate.pem" 2>/dev/null
}

refuse_without "The tests look at the pages with a real browser." "$(lacking)"
is_ready || install_anew "The programs that look at pages could not be installed." install_javascript make_certificate
