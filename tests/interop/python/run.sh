#!/usr/bin/env bash
# run.sh COMMAND ARGUMENT...: runs the program in the environment that build.sh made.
set -euo pipefail
here=$(dirname "$0")
PYTHONPATH="$here/build" exec "$here/build/environment/bin/python" "$here/main.py" "$@"
