#!/usr/bin/env bash
# build.sh SCHEMA: compiles the program. It makes no types, so the schema is not read.
set -euo pipefail
cd "$(dirname "$0")"
if [ -e build/interop ] && [ -z "$(find build.sh src -newer build/interop -print -quit)" ]; then
  exit
fi
# Headers do not say which version of valijson they are; where a package brought them, the package does.
valijson=$(dpkg-query --show --showformat '${Version}' libvalijson-dev 2>/dev/null || echo unknown)
yaml_cpp=$(pkg-config --modversion yaml-cpp 2>/dev/null || echo unknown)
mkdir -p build
c++ -std=c++17 -O1 -Wall -Wextra -DVALIJSON_VERSION="\"$valijson\"" -DYAML_CPP_VERSION="\"$yaml_cpp\"" \
  src/*.cpp -lyaml-cpp -o build/making
mv build/making build/interop
