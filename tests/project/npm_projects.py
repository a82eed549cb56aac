"""Projects with the npm package installed, for the tests of the package."""

import subprocess
from pathlib import Path
from typing import Final

import pytest

from nsatu_data import load
from nsatu_data.export import to_json
from tests.rehearsal import node_user
from tests.support import npm_examples, npm_package_files, npm_packages
from tests.support.checkout_copies import once
from tests.support.folders import ROOT

DATASET: Final = load(ROOT / "records")
BUNDLE: Final = to_json.write(DATASET)
FILE: Final = f"nsatu-data-{DATASET.manifest.version}.tgz"


def tarball(factory: pytest.TempPathFactory) -> Path:
    """The package as `npm install` and `npm publish` take it. Made once in a test run."""
    if reason := npm_packages.missing():
        pytest.skip(reason)

    def make(folder: Path) -> None:
        folder.mkdir()
        npm_package_files.pack(folder, BUNDLE, npm_package_files.types())

    return once(factory, "npm-package", make) / FILE


def installed(factory: pytest.TempPathFactory) -> Path:
    """The folder `node_modules` of a project that has the package, installed without a network, once in a test run."""
    package = tarball(factory)

    def make(folder: Path) -> None:
        folder.mkdir()
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        npm_packages.install(npm_examples.TOOLS)
        subprocess.run(["npm", "install", "--offline", "--silent", str(package)], cwd=folder, check=True)
        npm_examples.link_tools(folder)

    return once(factory, "npm-project", make) / "node_modules"


def oldest_node() -> str:
    """The oldest Node that the package supports. Skips the test where npm has no such build."""
    npm_packages.install(npm_package_files.TOOLS)
    if not node_user.OLDEST_NODE.exists():
        pytest.skip("the oldest Node runs in the tests only on Linux with x64")
    return str(node_user.OLDEST_NODE)
