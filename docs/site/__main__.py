"""`python -m docs.site FOLDER`: writes the site into a folder, and checks its links."""

import argparse
import sys
from pathlib import Path

from docs.site import link_check, whole_site
from docs.site.foreign_html import ChangedHtml
from docs.site.handbook import FaultyHandbook
from nsatu_data.diagnostics import InvalidDataset
from tests.support.addresses import FaultyAddress


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m docs.site", description="Writes the site into a folder.")
    parser.add_argument("folder", type=Path, help="the folder; an old site in it is replaced")
    parser.add_argument("--release", type=Path, metavar="DIST", help="take the files that `make dist` has made here")
    options = parser.parse_args()
    whole_site.place(options.folder)
    try:
        files = whole_site.files(options.release)
    except FaultyHandbook as fault:
        sys.exit(f"Sphinx warns:\n{fault}")
    except (ChangedHtml, FaultyAddress, InvalidDataset, whole_site.TwoFilesAtOnePath) as error:
        sys.exit(str(error))
    whole_site.write(files, options.folder)
    checked = link_check.check(files)
    print(f"{options.folder}: {len(files)} files; {checked.summary()}")  # noqa: T201 - a command prints
    if checked.broken:
        sys.exit("\n".join(checked.broken))


if __name__ == "__main__":
    main()
