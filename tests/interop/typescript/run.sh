#!/usr/bin/env bash
# run.sh COMMAND ARGUMENT...: runs the program that build.sh built.
set -euo pipefail
exec node "$(dirname "$0")/dist/main.js" "$@"
