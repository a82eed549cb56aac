"""Makes the files of a release in `dist/`. `make dist` runs it as `python -m tests.support.release_files`.

The files are the wheel, the sdist and the npm package; the dataset as one JSON object; the JSON Schemas and the files
that describe linked data; the TypeScript types, and the reduced schema that they are generated from; the release notes,
and `SHA256SUMS`. Two runs give the same bytes.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from nsatu_data.cli import main as nsatu_data
from nsatu_data.schema import json_schema
from nsatu_data.schema.generated_modules import linked_data_files
from nsatu_data.validation.load_dataset import load
from tests.support import npm_package_files, npm_packages, release_notes, type_schema
from tests.support.folders import ROOT

SUMS: Final = "SHA256SUMS"
NOTES: Final = "release-notes.md"


def make(folder: Path, texts: list[str]) -> None:
    """Make everything in an empty folder. `texts` are values of the option `--text` of `nsatu-data export`."""
    version = load(ROOT / "records").manifest.version
    bundle = folder / f"nsatu-data-{version}.json"
    options = [f"--text={text}" for text in texts]
    if nsatu_data(["export", "json", "--dataset", str(ROOT / "records"), "--output", str(bundle), *options]):
        raise SystemExit("the dataset cannot be exported")
    for name in json_schema.names():
        _write(folder / "schema" / json_schema.file_name(name), json_schema.text(name))
    for name, text in linked_data_files().items():
        _write(folder / "schema" / name, text)
    _write(folder / "types" / json_schema.file_name("bundle"), type_schema.text("bundle"))
    types = npm_package_files.types()
    _write(folder / npm_package_files.TYPES, types)
    npm_package_files.pack(folder, bundle.read_text(encoding="utf-8"), types)
    _build(folder)
    _write(folder / NOTES, release_notes.text())
    _write(folder / SUMS, _sums(folder))


def _build(folder: Path) -> None:
    """Build the sdist and the wheel."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if outcome.returncode:
        raise SystemExit(f"{' '.join(command)} ends with {outcome.returncode}: {outcome.stdout}{outcome.stderr}")


def _sums(folder: Path) -> str:
    """The digest of every file, in the format of `sha256sum`."""
    paths = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return "".join(f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in paths)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _emptied(named: Path) -> Path:
    """The folder that a user named, with links resolved and without its old content."""
    # An absolute path, because `npm` and `build` run in other working directories.
    folder = Path(os.path.realpath(named))
    if os.path.lexists(folder) and not folder.is_dir():
        raise SystemExit(f"{named}: this is not a folder; name one for the files of a release")
    if ROOT.is_relative_to(folder):
        raise SystemExit(f"{named}: this folder holds the sources, and would be emptied; name another")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the files of a release.")
    parser.add_argument("folder", type=Path, help="the folder to write to; its old content is deleted")
    parser.add_argument("--text", action="append", default=[], metavar="SOURCE_ID=FILE", help="count other units too")
    options = parser.parse_args()
    if reason := npm_packages.missing():
        raise SystemExit(reason)
    make(_emptied(options.folder), options.text)


if __name__ == "__main__":
    main()
