#!/usr/bin/env bash
# Installs the rclone that tests/deploying fills a bucket with, and that serves the bucket, pinned, into
# tests/deploying/installed/. Debian 12's is older than its server for S3; pip has newer ones, with the program inside.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=../installing.sh
source ../installing.sh

# A venv knows its own place.
wanted() {
  cat requirements.txt
  python3 --version
  echo "$installed"
}

refuse_without "The tests fill a bucket with rclone." "$(lacking_python)"
if is_ready && "$installed/venv/bin/rclone" version >/dev/null 2>&1; then
  exit 0
fi
install_anew "rclone could not be installed." install_python
