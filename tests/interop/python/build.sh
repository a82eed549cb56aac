#!/usr/bin/env bash
# build.sh SCHEMA: makes an environment of what requirements.lock has for this program, and generates the types.
set -euo pipefail
schema=$(realpath "$1")
cd "$(dirname "$0")"
root=../../..
wanted=build/requirements.txt
mkdir -p build
if [ ! -e build/made ] || [ "$root/requirements.lock" -nt build/made ] || [ "$root/pyproject.toml" -nt build/made ]; then
  rm -rf build/environment build/made
  "${PYTHON:-python3}" -m venv build/environment
  (cd "$root" && "${PYTHON:-python3}" -m tests.support.requirements_lock interop) > "$wanted"
  build/environment/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
    --only-binary :all: --requirement "$wanted"
  touch build/made
fi
build/environment/bin/datamodel-codegen --input "$schema" --input-file-type jsonschema \
  --output-model-type pydantic_v2.BaseModel --class-name Bundle --formatters builtin --disable-timestamp \
  --output build/bundle.py
