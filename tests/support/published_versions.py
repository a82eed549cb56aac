"""The archive of published versions in `docs/published`, whose files never change.

`schema/<version>/` has the schemas of a version with their pages, context, terms and shapes. `data/<version>.json` is
the dataset as one JSON object. `SHA256SUMS` has a line for each file. After a release, `make published` adds the
versions of the release. A test refuses a file that changed, is missing, or is not listed.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from nsatu_data import load
from nsatu_data.diagnostics import InvalidDataset
from nsatu_data.export import to_json
from nsatu_data.model.schema_version import BASE, SCHEMA_VERSION
from nsatu_data.model.schema_version import ROOT as IDENTIFIERS
from nsatu_data.schema.generated_modules import schema_files
from tests.support.folders import RECORDS, ROOT

ARCHIVE: Final = ROOT / "docs" / "published"
SUMS: Final = "SHA256SUMS"
RESTORE: Final = "restore docs/published to what git has; `git status docs/published` shows the difference"
"""What to do if the archive is damaged, or if a run was interrupted while it added files."""
_SUM: Final = re.compile(r"[0-9a-f]{64}  \S.*")
PAGE: Final = ".md"
"""The end of the names of pages for people. They are kept as they were when the version was first published."""


def schema_versions(archive: Path = ARCHIVE) -> tuple[str, ...]:
    """The published versions of the schema, the oldest first."""
    return _ordered(folder.name for folder in (archive / "schema").iterdir() if folder.is_dir())


def data_versions(archive: Path = ARCHIVE) -> tuple[str, ...]:
    """The published versions of the data, the oldest first."""
    return _ordered(file.stem for file in (archive / "data").glob("*.json"))


def released_schemas() -> frozenset[str]:
    """The released versions of the schema: those in the archive, and that of the checkout if it is a release.

    `make published` records a release only after its tag, and the site is built at the tag.
    """
    return frozenset([*schema_versions(), *([SCHEMA_VERSION] if load(RECORDS).manifest.released else [])])


def released_data() -> frozenset[str]:
    """The released versions of the data: those in the archive, and that of the checkout if it is a release."""
    manifest = load(RECORDS).manifest
    return frozenset([*data_versions(), *([manifest.version] if manifest.released else [])])


def schema_folder(version: str, archive: Path = ARCHIVE) -> Path:
    """The folder of a published version of the schema."""
    return archive / "schema" / version


def data_file(version: str, archive: Path = ARCHIVE) -> Path:
    """The file of a published version of the data."""
    return archive / "data" / f"{version}.json"


def _ordered(versions: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(versions, key=lambda version: tuple(map(int, version.split(".")))))


def current_schema() -> dict[str, bytes]:
    """The files that a release of the schema as it is now publishes, by name."""
    return {name: text.encode() for name, text in sorted(schema_files().items())}


def current_data() -> tuple[str, bytes]:
    """The version of the data as they are now, and the file that their release publishes."""
    dataset = load(RECORDS)
    return dataset.manifest.version, to_json.write(dataset).encode()


def reworded(version: str, archive: Path = ARCHIVE) -> list[str]:
    """The files of the schema that have other bytes than those of a published version, but for the version's number.

    Pages may differ.
    """
    folder = schema_folder(version, archive)
    now = {name: content.replace(BASE.encode(), _base(version)) for name, content in current_schema().items()}
    names = sorted({*now, *(file.name for file in folder.iterdir())})
    return [name for name in names if not name.endswith(PAGE) and _bytes(folder / name) != now.get(name)]


def _base(version: str) -> bytes:
    return f"{IDENTIFIERS}schema/{version}/".encode()


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def faults(archive: Path = ARCHIVE) -> list[str]:
    """What is wrong with the archive: a line for each file that is not as its line in `SHA256SUMS` says."""
    sums, found = _sums(archive), _digests(archive)
    said = dict.fromkeys(sums.keys() - found.keys(), "is missing")
    said |= dict.fromkeys(found.keys() - sums.keys(), f"has no line in {SUMS}")
    said |= {name: "has changed" for name in sums.keys() & found.keys() if sums[name] != found[name]}
    return [f"docs/published/{name} {problem}" for name, problem in sorted(said.items())]


def _digests(archive: Path) -> dict[str, str]:
    """The digest of each file in the archive, by its path there."""
    files = (file for folder in ("schema", "data") for file in (archive / folder).rglob("*") if file.is_file())
    return {file.relative_to(archive).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def _sums(archive: Path) -> dict[str, str]:
    file = archive / SUMS
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    if wrong := [line for line in lines if not _SUM.fullmatch(line)]:
        raise SystemExit(f"docs/published/{SUMS}: {wrong[0]!r} is not a digest, two spaces and a path")
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def record(archive: Path = ARCHIVE) -> list[str]:
    """Add the versions of the checkout to the archive. Returns the files that were added.

    Raises SystemExit if the archive is damaged, if a version is there with other bytes, or if a newer one is there.
    Then nothing is written.
    """
    if damaged := faults(archive):
        raise SystemExit("\n".join([*damaged, RESTORE]))
    version, bundle = current_data()
    folder, refused = schema_folder(SCHEMA_VERSION, archive), list[str]()
    if folder.exists():
        refused += [
            f"schema {SCHEMA_VERSION} is published with another {name}" for name in reworded(SCHEMA_VERSION, archive)
        ]
    if _bytes(data_file(version, archive)) not in (None, bundle):
        refused.append(f"data {version} is published with other records")
    if _ordered([*data_versions(archive), version])[-1] != version:
        refused.append(f"data {version} is older than {data_versions(archive)[-1]}, which is published")
    if _ordered([*schema_versions(archive), SCHEMA_VERSION])[-1] != SCHEMA_VERSION:
        refused.append(f"schema {SCHEMA_VERSION} is older than {schema_versions(archive)[-1]}, which is published")
    if refused:
        advice = "what is published never changes: run `make schema-version` and `make data-version`"
        raise SystemExit("\n".join([*refused, advice]))
    wanted = {} if folder.exists() else {folder / name: content for name, content in current_schema().items()}
    if not data_file(version, archive).exists():
        wanted[data_file(version, archive)] = bundle
    _add(archive, wanted)
    return [file.relative_to(archive).as_posix() for file in wanted]


def _add(archive: Path, files: Mapping[Path, bytes]) -> None:
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    sums = _sums(archive) | dict(sorted(_digests(archive).items()))
    text = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    (archive / SUMS).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    try:
        manifest = load(RECORDS).manifest
        if manifest.released is None:
            raise SystemExit(f"data {manifest.version} is not released: records/dataset.yaml has no `released`")
        added = record()
    except InvalidDataset as error:
        raise SystemExit(str(error)) from None
    print(
        "".join(f"docs/published/{name} is added\n" for name in added) or "these versions are published already\n",
        end="",
    )


if __name__ == "__main__":
    main()
