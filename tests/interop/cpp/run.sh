#!/usr/bin/env bash
# run.sh COMMAND ARGUMENT...: runs the program that build.sh built.
set -euo pipefail
exec "$(dirname "$0")/build/interop" "$@"
