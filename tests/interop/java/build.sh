#!/usr/bin/env bash
# Builds the program, with types generated from the schema that is given.
set -euo pipefail
schema=${1:?the schema to generate from}
cd "$(dirname "$0")"
mkdir -p types
cmp -s "$schema" types/bundle.schema.json || cp "$schema" types/bundle.schema.json

built=target/built
if [ -e "$built" ] && [ -z "$(find pom.xml build.sh src types -newer "$built" -print -quit)" ]; then
  exit
fi
rm -rf target
mvn --quiet --batch-mode --strict-checksums process-classes >&2
touch "$built"
