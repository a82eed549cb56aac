#!/usr/bin/env bash
# build.sh SCHEMA: installs what the lock file names, generates the types from the plain schema of the bundle, and
# compiles the program.
set -euo pipefail
NSATU_TYPES=$(realpath "$1")
export NSATU_TYPES
cd "$(dirname "$0")"
if ! cmp --silent package-lock.json node_modules/.installed-from; then
  npm ci --silent
  cp package-lock.json node_modules/.installed-from
fi
npm run --silent build
