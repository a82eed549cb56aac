"""Makes the files of a release in `dist/`. `make dist` runs it as `python -m tests.support.release_files`.

The files are the wheel and the sdist, the dataset as one JSON object, the JSON Schemas, the reduced schemas from which
types are generated, the types in TypeScript, an npm package with data, schema and types, the release's notes, and
`SHA256SUMS`. Two runs
give the same bytes.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any, Final

from nsatu_data.cli import main as command
from nsatu_data.schema import json_schema
from nsatu_data.schema.generated_modules import linked_data_files
from nsatu_data.validation.load_dataset import load
from tests.support import npm_packages, release_notes, type_schema
from tests.support.folders import INTEROP, ROOT

SUMS: Final = "SHA256SUMS"
NOTES: Final = "release-notes.md"
TYPES: Final = "types/bundle.d.ts"
_JSON2TS: Final = INTEROP / "typescript"
_INDEX: Final = {
    "index.d.mts": """\
import type { Bundle } from "./types/bundle.js";
declare const bundle: Bundle;
export default bundle;
export type * from "./types/bundle.js";
""",
    "index.d.cts": """\
import type { Bundle } from "./types/bundle.js";
declare const bundle: Bundle;
export = bundle;
""",
    "index.cjs": 'module.exports = require("./dataset.json");\n',
}
"""The modules through which JavaScript and TypeScript programs load the data and its types."""
_EXPORTS: Final = {
    ".": {
        "import": {"types": "./index.d.mts", "default": "./index.mjs"},
        "require": {"types": "./index.d.cts", "default": "./index.cjs"},
    },
    "./types": {"types": f"./{TYPES}"},
    "./dataset.json": "./dataset.json",
    "./schema/*": "./schema/*",
    "./package.json": "./package.json",
}


def make(folder: Path, texts: list[str]) -> None:
    """Make everything in an empty folder. `texts` are values of the option `--text` of `nsatu-data export`."""
    version = load(ROOT / "records").manifest.version
    bundle = folder / f"nsatu-data-{version}.json"
    options = [f"--text={text}" for text in texts]
    if command(["export", "json", "--dataset", str(ROOT / "records"), "--output", str(bundle), *options]):
        raise SystemExit("the dataset cannot be exported")
    for name in json_schema.names():
        _write(folder / "schema" / json_schema.file_name(name), json_schema.text(name))
    for name, text in linked_data_files().items():
        _write(folder / "schema" / name, text)
    _write(folder / "types" / json_schema.file_name("bundle"), type_schema.text("bundle"))
    _types(folder / "types" / json_schema.file_name("bundle"), folder / TYPES)
    _package(folder, bundle, version)
    _run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)])
    _write(folder / NOTES, release_notes.text())
    _write(folder / SUMS, _sums(folder))


def _types(plain: Path, types: Path) -> None:
    npm_packages.install(_JSON2TS)
    _run([str(_JSON2TS / "node_modules" / ".bin" / "json2ts"), "--input", str(plain), "--output", str(types)])


def _package(folder: Path, bundle: Path, version: str) -> None:
    """Make the npm package from the files in the folder."""
    data = bundle.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        _write(root / "package.json", json.dumps(package_json(version), indent=2, ensure_ascii=False) + "\n")
        _write(root / "dataset.json", data)
        # JSON is a subset of JavaScript, so that no loader needs a setting.
        _write(root / "index.mjs", f"export default {data.rstrip()};\n")
        for name, text in _INDEX.items():
            _write(root / name, text)
        for name in ("LICENSE", "LICENSE-DATA", "README.md"):
            shutil.copyfile(ROOT / name, root / name)
        for name in ("schema", "types"):
            shutil.copytree(folder / name, root / name)
        _run(["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder)], root)


def package_json(version: str) -> dict[str, Any]:
    """The content of `package.json`, from `pyproject.toml`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "name": project["name"],
        "version": version,
        "description": project["description"],
        "keywords": project["keywords"],
        "license": project["license"],
        "author": project["authors"][0]["name"],
        "exports": _EXPORTS,
        "types": "./index.d.cts",
        "main": "./index.cjs",
        "files": ["*.cjs", "*.mjs", "*.cts", "*.mts", "dataset.json", "schema", "types", "LICENSE-DATA"],
        "sideEffects": False,
    }


def _sums(folder: Path) -> str:
    """The digest of every file, in the format of `sha256sum`."""
    paths = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return "".join(f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in paths)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _run(command: list[str], here: Path = ROOT) -> None:
    outcome = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
    if outcome.returncode:
        raise SystemExit(f"{' '.join(command)} ends with {outcome.returncode}: {outcome.stdout}{outcome.stderr}")


def _emptied(named: Path) -> Path:
    """The folder that a user named, after resolving links and deleting its content."""
    # The parts are built in other working directories.
    folder = Path(os.path.realpath(named))
    if os.path.lexists(folder) and not folder.is_dir():
        raise SystemExit(f"{named}: this is not a folder; name one for the files of a release")
    if ROOT.is_relative_to(folder):
        raise SystemExit(f"{named}: this folder holds the sources, and would be emptied; name another")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes what a release carries.")
    parser.add_argument("folder", type=Path, help="where to; what lies there is taken away")
    parser.add_argument("--text", action="append", default=[], metavar="SOURCE_ID=FILE", help="count other units too")
    options = parser.parse_args()
    if reason := npm_packages.missing():
        raise SystemExit(reason)
    make(_emptied(options.folder), options.text)


if __name__ == "__main__":
    main()
