"""Copies the files of a release into one folder without subfolders, because the assets of a GitHub release have none.

`make release-assets` runs it. A file of a subfolder gets the folder's name in front: `schema/actor.schema.json` becomes
`schema-actor.schema.json`. `SHA256SUMS` has the new names, so that `sha256sum --check` works on what was downloaded.
"""

import argparse
import shutil
from pathlib import Path

from tests.support.release_files import SUMS


def flat_name(path: str) -> str:
    """The name of an asset, from its path in the folder that `make dist` wrote."""
    return path.replace("/", "-")


def copy(folder: Path, assets: Path) -> None:
    """Copy each file that the digests name, and the digests with the new names, into a new folder."""
    if not (folder / SUMS).is_file():
        raise SystemExit(f"{folder} has no {SUMS}; `make dist` writes it")
    shutil.rmtree(assets, ignore_errors=True)
    assets.mkdir()
    lines = []
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        digest, path = line.split("  ", 1)
        name = flat_name(path)
        if (assets / name).exists():
            raise SystemExit(f"two files of the release would be the asset {name}; rename one of them")
        shutil.copyfile(folder / path, assets / name)
        lines.append(f"{digest}  {name}\n")
    (assets / SUMS).write_text("".join(sorted(lines, key=lambda line: line.split("  ")[1])), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the assets of a GitHub release.")
    parser.add_argument("folder", type=Path, help="the folder that `make dist` wrote")
    parser.add_argument("assets", type=Path, help="the folder to write to; its old content is deleted")
    options = parser.parse_args()
    copy(options.folder, options.assets)


if __name__ == "__main__":
    main()
