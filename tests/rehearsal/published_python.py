"""Uploads the wheel and the sdist to a package index on this machine, and installs them from there as a user would."""

from functools import partial
from pathlib import Path

from tests.rehearsal import python_index, python_user, surroundings, versions
from tests.rehearsal.steps import Failed, Steps
from tests.support import built_release, release_uploads


def rehearse(folder: Path, temporary: Path, text: Path | None, steps: Steps) -> None:
    """Rehearse with the files in `folder`. `text` is the article, for the commands of the README that need it."""
    temporary.mkdir(parents=True)
    server = python_index.running(temporary / "index")
    with steps.server("start a package index", server, "pypiserver, on this machine") as address:
        if address is not None:
            user = PythonUser(folder, temporary, address)
            if steps.run("upload the wheel and the sdist", user.upload):
                user.use(text, steps)


class PythonUser:
    """A user of the index at an address."""

    def __init__(self, folder: Path, temporary: Path, address: str) -> None:
        self.wheel, self.sdist = built_release.wheel(folder), built_release.sdist(folder)
        self.folder, self.temporary, self.address = folder, temporary, address
        self.version = built_release.version(folder)

    def upload(self) -> str:
        """Upload as the release workflow does, and check that the index has the same bytes."""
        named = {"UV_PUBLISH_URL": self.address, "UV_PUBLISH_USERNAME": "rehearsal", "UV_PUBLISH_PASSWORD": "rehearsal"}
        environment = {**surroundings.of_user(self.temporary / "publisher"), **named}
        release_uploads.upload(release_uploads.python_command(self.folder, trusted=False), environment)
        for file in (self.wheel, self.sdist):
            if (self.temporary / "index" / "packages" / file.name).read_bytes() != file.read_bytes():
                raise Failed(f"the index has other bytes than {file.name}")
        return f"{self.wheel.name}, {self.sdist.name}"

    def use(self, text: Path | None, steps: Steps) -> None:
        """Install with each Python on this machine, and run the README with the oldest."""
        pythons = versions.pythons_here()
        oldest = next(iter(pythons), None)
        if oldest is None:
            raise SystemExit(f"this machine has no Python {', '.join(versions.pythons_supported())} on PATH")
        steps.run(f"run the README, Python {oldest}", partial(self.run_readme, pythons[oldest], text))
        for version, python in pythons.items():
            steps.run(f"pip install nsatu-data, Python {version}", partial(self.install, python, self.wheel))
            steps.run(f"pip install --no-binary, Python {version}", partial(self.install, python, self.sdist))

    def run_readme(self, python: str, text: Path | None) -> str:
        """Run the commands and the examples of the README, in the sources, with the package from the index."""
        place = self.temporary / "readme"
        report = place / "report.json"
        environment = self._environment(place, python, PIP_REPORT=str(report))
        sources = python_user.unpacked(self.sdist, place / "sources")
        files = {python_user.OLD: built_release.bundle(self.folder)} | ({python_user.ARTICLE: text} if text else {})
        ran = python_user.run_readme(sources, python_user.PACKAGE, environment, files)
        python_user.check_origin(python_user.installed(report), self.wheel, self.address)
        examples = python_user.run_examples(sources / ".venv" / "bin" / "python", sources / "README.md", environment)
        return f"{python_user.said(ran)}; {examples} lines of Python"

    def install(self, python: str, file: Path) -> str:
        """Install this file from the index into a new environment, and ask the command for its dataset."""
        place = self.temporary / f"{Path(python).name}{file.suffix}"
        environment = self._environment(place, python)
        built = ["--no-binary", python_user.PACKAGE] if file == self.sdist else []
        new = python_user.environment_of(python, place / "environment", environment)
        packages = python_user.install(new, [*built, python_user.PACKAGE], environment)
        python_user.check_origin(packages, file, self.address)
        python_user.run_command(new, self.version, environment)
        return f"{file.name} and {len(packages) - 1} other packages"

    def _environment(self, place: Path, python: str, **more: str) -> dict[str, str]:
        programs = python_user.named_python(python, place)
        return surroundings.of_user(place / "home", programs, PIP_INDEX_URL=python_index.simple(self.address), **more)
