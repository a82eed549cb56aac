#!/usr/bin/env bash
# run.sh COMMAND ARGUMENT...: runs the program that build.sh made ready.
set -euo pipefail
exec node "$(dirname "$0")/src/main.mjs" "$@"
