"""Asks the package index which files a version of a library has, what licence it declares, and what it requires.

uv and pip ask it, each as its users have set it up.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from packaging.utils import canonicalize_name

from tests.support import requirements_lock
from tests.support.folders import ROOT
from tests.support.wheel_systems import PYTHONS, SYSTEMS, Pin

SOURCE_ONLY: Final = {"pyspark": "Apache-2.0"}
"""Libraries without a wheel, and the licence that the metadata in their source archive declares."""


def files(wanted: Iterable[Pin]) -> dict[tuple[str, str], list[str]]:
    """The names of the wheels at the index, by package and version."""
    with tempfile.TemporaryDirectory() as folder:
        listed, answer = Path(folder, "wanted.txt"), Path(folder, "pylock.toml")
        lines = {f"{pin.package}=={pin.version}{f' ; {pin.marker}' if pin.marker else ''}\n" for pin in wanted}
        listed.write_text("".join(sorted(lines)), encoding="utf-8")
        command = ["uv", "pip", "compile", "--quiet", "--no-config", "--universal", "--no-deps", "--no-header"]
        command += ["--python-version", PYTHONS[0], "--format", "pylock.toml", "--output-file", str(answer)]
        _run([*command, str(listed)])
        packages = tomllib.loads(answer.read_text(encoding="utf-8"))["packages"]
    return {
        (one["name"], one["version"]): [wheel["url"].rpartition("/")[2] for wheel in one.get("wheels", [])]
        for one in packages
    }


def licences(wanted: Iterable[Pin]) -> dict[str, str]:
    """The licence that the metadata of each package declares, by the package's name."""
    newest = {pin.package: f"{pin.package}=={pin.version}" for pin in wanted}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = ["pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--no-deps", "--target", folder]
        command += ["--only-binary", ":all:", "--python-version", PYTHONS[-1], "--report", str(report)]
        command += [f"--platform={platform}" for platform in SYSTEMS[0].platforms]
        _run([*command, *newest.values()])
        installed = json.loads(report.read_text(encoding="utf-8"))["install"]
    declared: dict[str, str] = {
        canonicalize_name(one["metadata"]["name"]): licence(one["metadata"]) for one in installed
    }
    return {**declared, **SOURCE_ONLY}


def licence(metadata: Mapping[str, Any]) -> str:
    """The licence as an SPDX expression if there is one, else as the metadata words it in one line."""
    if expression := metadata.get("license_expression"):
        return str(expression)
    named = [one.rpartition(" :: ")[2] for one in metadata.get("classifier", []) if one.startswith("License :: ")]
    worded = str(metadata.get("license", ""))
    return worded if worded and len(worded) <= 40 and "\n" not in worded else ", ".join(named) or "not declared"


def required(extra: str, pinned: Collection[str]) -> set[str]:
    """The libraries that uv resolves for an extra of the package, or for the package alone if it is empty.

    `pinned` are the requirements that name the versions of the lock.
    """
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder, "constraints.txt")
        constraints.write_text("\n".join(pinned), encoding="utf-8")
        command = ["uv", "pip", "compile", "--quiet", "--no-config", "--universal", "--no-annotate", "--no-header"]
        command += ["--python-version", PYTHONS[0], "--constraint", str(constraints), "pyproject.toml"]
        command += [f"--extra={extra}"] if extra else []
        resolved = _run(command)
    return {requirements_lock.name(line) for line in resolved.splitlines()}


def _run(command: list[str]) -> str:
    """What uv or pip prints. Exits with its message if it fails, as it does without a package index."""
    run = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"docs/dependencies.md is not written: {run.stderr.strip()}")
    return run.stdout
