"""Checks that a tag may be released. `make release-check TAG=v1.2.0` runs it, and so does the release workflow.

The tag has to be the version of the data, the manifest has to say when the release is, the changelog has to have a
section for it, and the project has to have an address, because registries check where a package was built. In the
workflow, the commit also has to be on the default branch, where it was reviewed.
"""

import argparse
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from nsatu_data.diagnostics import InvalidDataset
from nsatu_data.model.record_models import Manifest
from nsatu_data.validation.load_dataset import load
from tests.support.addresses import Addresses, FaultyAddress
from tests.support.folders import RECORDS, ROOT


def faults(tag: str, manifest: Manifest, changelog: str, addresses: Addresses) -> Iterator[str]:
    """Why the tag may not be released, each in one line that says what to do."""
    version = manifest.version
    if tag != f"v{version}":
        yield f"the tag {tag} is not v{version}, the version in records/dataset.yaml; correct one of them, and tag"
    if manifest.released is None:
        yield "records/dataset.yaml has no `released`; write the day of the release there, run `make derived`, and tag"
    if not re.search(rf"^## {re.escape(version)}$", changelog, re.MULTILINE):
        yield f"CHANGELOG.md has no section `## {version}`; rename `## Unreleased`, commit, and tag"
    if addresses.repository is None:
        yield "pyproject.toml has no address in [tool.nsatu-data]; fill in `repository`, run `make derived`, and tag"


def off_branch(branch: str, checkout: Path = ROOT) -> Iterator[str]:
    """Why a commit that is not on this branch may not be released; nothing if the commit of the checkout is on it."""
    command = ["git", "merge-base", "--is-ancestor", "HEAD", branch]
    ran = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    if ran.returncode == 1:
        yield f"the commit is not on {branch}; merge it, wait for CI, and tag the merged commit"
    elif ran.returncode:
        yield f"git cannot say whether the commit is on {branch}: {ran.stderr.strip()}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Checks that a tag may be released.")
    parser.add_argument("tag", help="the tag, such as v1.2.0")
    parser.add_argument("--branch", help="a branch that must have the commit, such as origin/main")
    options = parser.parse_args()
    tag = options.tag
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    try:
        found = list(faults(tag, load(RECORDS).manifest, changelog, Addresses.read()))
    except (InvalidDataset, FaultyAddress) as error:
        found = str(error).splitlines()
    if options.branch:
        found += off_branch(options.branch)
    if found:
        raise SystemExit("\n".join(f"release: {fault}" for fault in found))
    print(f"{tag} may be released")


if __name__ == "__main__":
    main()
