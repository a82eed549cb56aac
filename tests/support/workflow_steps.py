"""Runs steps of GitHub Actions as its runner does: each script in bash, with the environment that it would have.

Supports only what this repository uses. Anything else in a step fails the test.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import yaml

from tests.support.addresses import Addresses
from tests.support.folders import ROOT

Step = Mapping[str, Any]

_SHELLS: Final = {None: ["bash", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}
"""The runner's bash commands: for a step that names no shell, and for `shell: bash`."""
_EXPRESSION: Final = re.compile(r"\$\{\{ ([a-z-]+(?:\.[a-z-]+)*) \}\}")
_KEPT: Final = ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR")
"""The environment variables that scripts see: none that leads to this checkout or to a package index."""


def action(folder: Path = ROOT) -> dict[str, Any]:
    """The action in a folder."""
    read: dict[str, Any] = yaml.safe_load((folder / "action.yml").read_text(encoding="utf-8"))
    return read


@dataclass(frozen=True)
class Log:
    """The steps' output, and the exit status of the last step that ran."""

    status: int = 0
    stdout: str = ""
    stderr: str = ""


@dataclass(frozen=True)
class Runner:
    """A runner with a checked-out workspace and a folder for its own files, RUNNER_TEMP.

    `environment` is added to what the runner sets. `other` runs actions of other repositories: it gets the step's
    `uses` and `with`, and returns the action's outputs. `checkout` holds this repository's action, which a step names
    by the repository's address, or as a folder of the workspace. Its steps named in `skipped` do not run.
    """

    workspace: Path
    temporary: Path
    other: Callable[[str, Mapping[str, str]], Mapping[str, str]]
    environment: Mapping[str, str] = field(default_factory=dict)
    checkout: Path = ROOT
    skipped: tuple[str, ...] = ()

    def use(self, given: Mapping[str, str] | None = None) -> Log:
        """Run this repository's action with these inputs."""
        definition = action(self.checkout)
        assert set(given or {}) <= set(definition["inputs"])
        values = {f"inputs.{name}": about["default"] for name, about in definition["inputs"].items()}
        values |= {f"inputs.{name}": value for name, value in (given or {}).items()}
        steps = [step for step in definition["runs"]["steps"] if step["name"] not in self.skipped]
        return self.run(steps, values, {"GITHUB_ACTION_PATH": str(self.checkout)})

    def run(
        self,
        steps: Sequence[Step],
        values: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Log:
        """Run steps one after another. After one fails, run only steps with `always()`.

        `values` holds the values of expressions.
        """
        known = dict(values or {})
        log = Log()
        for step in steps:
            assert set(step) <= {"name", "id", "if", "shell", "env", "run", "uses", "with"}
            assert step.get("if", "always()") == "always()"
            if log.status and "if" not in step:
                continue
            if "run" in step:
                log = _joined(log, self._script(step, known, environment or {}))
            elif step["uses"].startswith("./"):
                # The action is a folder of the workspace.
                there = replace(self, checkout=self.workspace / step["uses"])
                log = _joined(log, there.use(_filled(step.get("with", {}), known)))
            elif step["uses"].startswith(f"{Addresses.read().account_and_name}@v"):
                log = _joined(log, self.use(_filled(step.get("with", {}), known)))
            else:
                outputs = self.other(step["uses"], _filled(step.get("with", {}), known))
                known |= {f"steps.{step.get('id')}.outputs.{name}": value for name, value in outputs.items()}
        return log

    def _script(self, step: Step, known: Mapping[str, str], environment: Mapping[str, str]) -> Log:
        assert "${{" not in step["run"], "what a script has to know reaches it through the environment"
        script = self.temporary / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        run = subprocess.run(
            [*_SHELLS[step.get("shell")], str(script)],
            cwd=self.workspace,
            env={**self._environment(), **environment, **self.environment, **_filled(step.get("env", {}), known)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Log(run.returncode, run.stdout, run.stderr)

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return kept | {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_OS": "Linux",
            "RUNNER_TEMP": str(self.temporary),
        }


def python_here(uses: str, given: Mapping[str, str]) -> Mapping[str, str]:
    """Stands in for the actions that a runner would fetch. Setting up Python gives the tests' own Python."""
    name, _, _ = uses.partition("@")
    assert name in ("actions/checkout", "actions/setup-python", "github/codeql-action/upload-sarif"), uses
    assert name != "actions/setup-python" or set(given) <= {"python-version", "update-environment"}
    return {"python-path": sys.executable} if name == "actions/setup-python" else {}


def _filled(texts: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, str]:
    """The texts with expressions replaced by their values. Raises KeyError for an unknown expression."""
    filled = {name: _EXPRESSION.sub(lambda found: known[found[1]], str(text)) for name, text in texts.items()}
    assert not [text for text in texts.values() if "${{" in _EXPRESSION.sub("", str(text))]
    return filled


def _joined(one: Log, other: Log) -> Log:
    return Log(other.status, one.stdout + other.stdout, one.stderr + other.stderr)
