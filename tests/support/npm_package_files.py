"""Makes the npm package: the dataset as JavaScript modules with types, the schemas, `package.json` and a README.

The package has no dependencies and needs no build step. Everything in it is derived from the dataset, the models,
`pyproject.toml` and `docs/npm.md`, which is its README.
"""

import json
import posixpath
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from nsatu_data.schema import json_schema
from nsatu_data.schema.generated_modules import linked_data_files
from tests.support import npm_package_modules, npm_packages, type_schema
from tests.support.addresses import Addresses
from tests.support.folders import INTEROP, ROOT

README: Final = ROOT / "docs" / "npm.md"
TYPES: Final = "types/bundle.d.ts"
TOOLS: Final = INTEROP / "npm_package"
"""Its lock file has the linters of the package, and the oldest Node in which the tests run it."""

_JSON2TS: Final = INTEROP / "typescript"
_EXPORTS: Final = {
    ".": {
        "import": {"types": "./index.d.mts", "default": "./index.mjs"},
        "require": {"types": "./index.d.ts", "default": "./index.js"},
    },
    "./schema": {
        "import": {"types": "./schema.d.mts", "default": "./schema.mjs"},
        "require": {"types": "./schema.d.ts", "default": "./schema.js"},
    },
    "./dataset.json": "./dataset.json",
    "./schema/*": "./schema/*",
    "./package.json": "./package.json",
}
_LINK: Final = re.compile(r"\[([^\]]*)\]\(([^()\s:#]+)(#[^()\s]*)?\)")
"""A link of Markdown to a file of the repository."""


def types() -> str:
    """The TypeScript types of a bundle, generated from its schema. Needs npm."""
    npm_packages.install(_JSON2TS)
    program = _JSON2TS / "node_modules" / ".bin" / "json2ts"
    return _run([str(program)], _JSON2TS, type_schema.text("bundle"))


def pack(folder: Path, bundle: str, types_text: str) -> None:
    """Write the package as `nsatu-data-VERSION.tgz` into a folder. Needs npm."""
    with tempfile.TemporaryDirectory() as temporary:
        write(Path(temporary), bundle, types_text)
        _run(["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder)], Path(temporary))


def write(folder: Path, bundle: str, types_text: str) -> None:
    """Write the files of the package into a folder."""
    for name, text in files(bundle, types_text).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8"))


def files(bundle: str, types_text: str) -> dict[str, str]:
    """The files of the package by path. `bundle` is the text that `nsatu-data export json` writes."""
    dataset = json.loads(bundle)
    addresses = Addresses.read()
    metadata = package_json(dataset["dataset"], addresses)
    return {
        "package.json": json.dumps(metadata, indent=2, ensure_ascii=False) + "\n",
        "README.md": readme(addresses),
        **{name: (ROOT / name).read_text(encoding="utf-8") for name in ("LICENSE", "LICENSE-DATA")},
        "dataset.json": bundle,
        **npm_package_modules.modules(dataset),
        TYPES: types_text,
        **{f"schema/{json_schema.file_name(name)}": json_schema.text(name) for name in json_schema.names()},
        **{f"schema/{name}": text for name, text in linked_data_files().items()},
    }


def package_json(manifest: Mapping[str, Any], addresses: Addresses) -> dict[str, Any]:
    """The content of `package.json`. It names no address that the project does not have yet."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    located: dict[str, Any] = {}
    if addresses.repository:
        located["repository"] = {"type": "git", "url": f"git+{addresses.repository}.git"}
        located["homepage"] = addresses.own_site or f"{addresses.repository}#readme"
        located["bugs"] = {"url": addresses.issues}
    elif addresses.own_site:
        located["homepage"] = addresses.own_site
    return {
        "name": project["name"],
        "version": manifest["version"],
        "description": project["description"],
        "keywords": project["keywords"],
        **located,
        "license": " AND ".join(sorted(set(manifest["licences"].values()))),
        "author": project["authors"][0]["name"],
        "type": "commonjs",
        "exports": _EXPORTS,
        "main": "./index.js",
        "types": "./index.d.ts",
        "files": ["*.js", "*.mjs", "*.d.ts", "*.d.mts", "dataset.json", "schema", "types", "LICENSE-DATA"],
        "sideEffects": False,
        "engines": {"node": f">={oldest_node()}"},
    }


def oldest_node() -> str:
    """The oldest version of Node in which the tests run the package: `18.0.0`."""
    named: str = json.loads((TOOLS / "package.json").read_text("utf-8"))["optionalDependencies"]["oldest-node"]
    return named.rpartition("@")[2]


def readme(addresses: Addresses) -> str:
    """The README of the package: `docs/npm.md`, whose links to files lead into the repository if it has an address."""

    def absolute(link: re.Match[str]) -> str:
        words, path, fragment = link.groups(default="")
        address = addresses.file(posixpath.normpath(f"docs/{path}"))
        return f"[{words}]({address}{fragment})" if address else words

    return _LINK.sub(absolute, README.read_text(encoding="utf-8"))


def _run(command: list[str], here: Path, given: str = "") -> str:
    outcome = subprocess.run(command, cwd=here, input=given, capture_output=True, encoding="utf-8", check=False)
    if outcome.returncode:
        raise SystemExit(f"{' '.join(command)} ends with {outcome.returncode}: {outcome.stdout}{outcome.stderr}")
    return outcome.stdout
