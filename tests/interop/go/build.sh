#!/usr/bin/env bash
# build.sh SCHEMA: generates the types from the plain schema of the bundle, and builds the program.
set -euo pipefail
NSATU_TYPES=$(realpath "$1")
export NSATU_TYPES
cd "$(dirname "$0")"
mkdir -p internal/bundle
go generate .
go vet ./...
go build -o build/interop .
