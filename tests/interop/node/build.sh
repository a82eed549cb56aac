#!/usr/bin/env bash
# build.sh SCHEMA: installs what the lock file names, and generates the types from the plain schema of the bundle.
set -euo pipefail
schema=$(realpath "$1")
cd "$(dirname "$0")"
if ! cmp --silent package-lock.json node_modules/.installed-from; then
  npm ci --silent
  cp package-lock.json node_modules/.installed-from
fi
mkdir -p generated
node_modules/.bin/quicktype --src-lang schema --lang javascript --top-level Bundle --out generated/bundle.cjs "$schema"
