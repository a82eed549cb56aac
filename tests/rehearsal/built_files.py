"""Installs the files of a release as a user would who downloaded them, and runs what the READMEs show.

`make try-files` runs it with whatever Python and Node are there; it needs no package of the project's environment. The
release workflow runs it with the oldest and the newest versions. Exit status: 1 if a step fails.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.rehearsal import node_user, python_user, surroundings
from tests.rehearsal.steps import Steps
from tests.support import built_release


def try_files(folder: Path, temporary: Path, steps: Steps) -> None:
    """Try the files that `make dist` wrote, with the interpreter that runs this, and with the node on PATH."""
    folder = folder.resolve()
    wheel, sdist = built_release.wheel(folder), built_release.sdist(folder)
    package, bundle = built_release.npm_package(folder), built_release.bundle(folder)
    environment = surroundings.of_user(temporary / "home", python_user.named_python(sys.executable, temporary))

    def run_readme() -> str:
        sources = python_user.unpacked(sdist, temporary / "sources")
        report = {"PIP_REPORT": str(temporary / "report.json")}
        ran = python_user.run_readme(sources, str(wheel), {**environment, **report}, {python_user.OLD: bundle})
        python_user.check_origin(python_user.installed(temporary / "report.json"), wheel)
        examples = python_user.run_examples(sources / ".venv" / "bin" / "python", sources / "README.md", environment)
        return f"{python_user.said(ran)}; {examples} lines of Python"

    def install_sdist() -> str:
        python = python_user.environment_of(sys.executable, temporary / "sdist", environment)
        python_user.check_origin(python_user.install(python, [str(sdist)], environment), sdist)
        python_user.run_command(python, built_release.version(folder), environment)
        return sdist.name

    def install_package() -> str:
        node_user.install(str(package), temporary / "project", environment)
        node_user.check_origin(temporary / "project", package)
        return package.name

    python = f"Python {sys.version_info[0]}.{sys.version_info[1]}"
    steps.run(f"install the wheel and run the README, {python}", run_readme)
    steps.run(f"install the sdist, {python}", install_sdist)
    if steps.run("install the npm package", install_package):
        node_user.run_readmes(temporary / "project", environment, steps)


def main() -> None:
    parser = argparse.ArgumentParser(description="Tries the files of a release.")
    parser.add_argument("folder", type=Path, help="the folder that `make dist` wrote")
    folder = parser.parse_args().folder
    steps = Steps()
    with tempfile.TemporaryDirectory() as temporary:
        try_files(folder, Path(temporary), steps)
    if steps.failures:
        raise SystemExit(f"{steps.failures} of {len(steps.done)} steps failed")


if __name__ == "__main__":
    main()
