"""Steps of GitHub Actions, run as its runner runs them: each script by bash, in the environment that it would have.

Only what this repository uses is understood; whatever else stands in a step is an error of the test.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from tests.support.folders import ROOT

Step = Mapping[str, Any]

_SHELLS: Final = {None: ["bash", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}
"""How the runner calls bash where a step names no shell, and where it names this one."""
_EXPRESSION: Final = re.compile(r"\$\{\{ ([a-z-]+(?:\.[a-z-]+)*) \}\}")
_KEPT: Final = ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR")
"""What of this process's environment the scripts may see: nothing that leads to this checkout or to a package index."""


def action(folder: Path = ROOT) -> dict[str, Any]:
    """The action that a folder holds."""
    read: dict[str, Any] = yaml.safe_load((folder / "action.yml").read_text(encoding="utf-8"))
    return read


@dataclass(frozen=True)
class Log:
    """What the steps wrote, and the exit status of the last one that ran."""

    status: int = 0
    stdout: str = ""
    stderr: str = ""


@dataclass(frozen=True)
class Runner:
    """A runner with a workspace that was checked out and a folder for its own files, RUNNER_TEMP.

    `environment` is added to what the runner sets. `other` is asked to run the actions of others, by what a step `uses`
    and is `with`; it gives the outputs of the action. `checkout` holds this repository's action, of which the steps
    named in `skipped` are not run.
    """

    workspace: Path
    temporary: Path
    other: Callable[[str, Mapping[str, str]], Mapping[str, str]]
    environment: Mapping[str, str] = field(default_factory=dict)
    checkout: Path = ROOT
    skipped: tuple[str, ...] = ()

    def use(self, given: Mapping[str, str] | None = None) -> Log:
        """Runs the action of this repository with the inputs given."""
        told = action(self.checkout)
        assert set(given or {}) <= set(told["inputs"])
        values = {f"inputs.{name}": about["default"] for name, about in told["inputs"].items()}
        values |= {f"inputs.{name}": value for name, value in (given or {}).items()}
        steps = [step for step in told["runs"]["steps"] if step["name"] not in self.skipped]
        return self.run(steps, values, {"GITHUB_ACTION_PATH": str(self.checkout)})

    def run(
        self,
        steps: Sequence[Step],
        values: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Log:
        """Runs steps one after another; after one that fails, only those that always run.

        `values` are what expressions stand for.
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
            elif re.match("OWNER/nsatu_data@v|[.]/$", step["uses"]):
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
    """Stands in for the actions that a runner would fetch: the Python that is set up is the one that runs the tests."""
    name, _, _ = uses.partition("@")
    assert name in ("actions/checkout", "actions/setup-python", "github/codeql-action/upload-sarif"), uses
    assert name != "actions/setup-python" or set(given) <= {"python-version", "update-environment"}
    return {"python-path": sys.executable} if name == "actions/setup-python" else {}


def _filled(texts: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, str]:
    """The texts with a value for each expression in them. Raises KeyError for an expression that is not known."""
    filled = {name: _EXPRESSION.sub(lambda found: known[found[1]], str(text)) for name, text in texts.items()}
    assert not [text for text in texts.values() if "${{" in _EXPRESSION.sub("", str(text))]
    return filled


def _joined(one: Log, other: Log) -> Log:
    return Log(other.status, one.stdout + other.stdout, one.stderr + other.stderr)
