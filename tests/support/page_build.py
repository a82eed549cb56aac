"""Builds the page that `nsatu-data export html` fills, from the TypeScript in `nsatu_data/export/page`.

`make page` runs it as `python -m tests.support.page_build`. With `--check`, it compares a fresh build with the
committed one. The types of the data are generated from the schema first, as for the npm package.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.support import npm_packages, type_schema
from tests.support.folders import ROOT

PAGE: Final = ROOT / "nsatu_data" / "export" / "page"
BUILT: Final = PAGE / "page.html"
_TYPES: Final = PAGE / "generated"


def generate_types() -> None:
    """Write the TypeScript types of a bundle to `generated/bundle.d.ts`."""
    _TYPES.mkdir(exist_ok=True)
    schema = _TYPES / "bundle.schema.json"
    schema.write_text(type_schema.text("bundle"), encoding="utf-8", newline="\n")
    _run("node_modules/.bin/json2ts", "--input", str(schema), "--output", str(_TYPES / "bundle.d.ts"))


def build(output: Path) -> None:
    """Check the types and write the page to a file."""
    npm_packages.install(PAGE)
    generate_types()
    _run("node_modules/.bin/tsc")
    _run("node", "build.mjs", str(output))


def _run(*command: str) -> None:
    outcome = subprocess.run(command, cwd=PAGE, capture_output=True, text=True, check=False)
    if outcome.returncode:
        raise SystemExit(f"{' '.join(command)} ends with {outcome.returncode}:\n{outcome.stdout}{outcome.stderr}")


def check() -> str | None:
    """A message if the committed page differs from a fresh build, else None."""
    with tempfile.TemporaryDirectory() as temporary:
        fresh = Path(temporary, "page.html")
        build(fresh)
        if fresh.read_bytes() == BUILT.read_bytes():
            return None
    return f"{BUILT.relative_to(ROOT)} is not what its sources give; run `make page`"


def main() -> None:
    parser = argparse.ArgumentParser(description="Builds the page of the export `html`.")
    parser.add_argument("--check", action="store_true", help="compare a fresh build with the committed page")
    options = parser.parse_args()
    if reason := npm_packages.missing():
        raise SystemExit(reason)
    if options.check:
        sys.exit(check())
    build(BUILT)


if __name__ == "__main__":
    main()
