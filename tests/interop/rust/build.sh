#!/usr/bin/env bash
# Builds the program, with types generated from the schema that is given.
set -euo pipefail
schema=${1:?the schema to generate from}
cd "$(dirname "$0")"
mkdir -p types
cmp -s "$schema" types/bundle.schema.json || cp "$schema" types/bundle.schema.json
cargo build --locked --quiet --target-dir target
