"""Publishes the npm package to a registry on this machine, and installs it from there as a user would."""

from functools import partial
from pathlib import Path

from tests.rehearsal import node_user, npm_registry, surroundings
from tests.rehearsal.npm_registry import Registry
from tests.rehearsal.steps import Steps
from tests.support import built_release, release_uploads


def rehearse(folder: Path, temporary: Path, steps: Steps) -> None:
    """Rehearse with the package in `folder`."""
    temporary.mkdir(parents=True)
    server = npm_registry.running(temporary / "registry")
    with steps.server("start an npm registry", server, "verdaccio, on this machine") as registry:
        if (
            registry is not None
            and steps.run("publish the npm package", partial(_publish, folder, temporary, registry))
            and steps.run("npm install nsatu-data", partial(_install, folder, temporary, registry))
        ):
            environment = surroundings.of_user(temporary / "home")
            node_user.run_readmes(temporary / "project", environment, steps)


def _publish(folder: Path, temporary: Path, registry: Registry) -> str:
    """Publish as the release workflow does."""
    home = temporary / "publisher"
    environment = surroundings.of_user(home)
    (home / ".npmrc").write_text(registry.settings(), encoding="utf-8")
    command = release_uploads.npm_command(folder, trusted=False)
    release_uploads.upload(command, environment)
    return Path(command[-1]).name


def _install(folder: Path, temporary: Path, registry: Registry) -> str:
    home, project = temporary / "home", temporary / "project"
    environment = surroundings.of_user(home)
    (home / ".npmrc").write_text(f"registry={registry.address}\n", encoding="utf-8")
    node_user.install(node_user.PACKAGE, project, environment)
    package = built_release.npm_package(folder)
    node_user.check_origin(project, package)
    return package.name
