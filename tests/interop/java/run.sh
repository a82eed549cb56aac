#!/usr/bin/env bash
set -euo pipefail
built=$(dirname "$0")/target
# Names of files are in UTF-8, whatever the caller's locale; and a short run is over before the second compiler pays.
export LC_ALL=C.UTF-8
exec java -XX:TieredStopAtLevel=1 -cp "$built/classes:$built/lib/*" nsatu.interop.Main "$@"
