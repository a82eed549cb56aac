import doctest
import json
import subprocess
import sys

import pytest

import nsatu_data
from nsatu_data import cli, diagnostics
from nsatu_data.dataset import dataset
from nsatu_data.validation import check_dataset, load_dataset
from tests.support.folders import ROOT

NAMES = ["CannotRun", "Check", "Dataset", "Diagnostic", "InvalidDataset", "__version__", "check", "load"]


def _modules_after(statement: str) -> set[str]:
    """The modules loaded in a fresh interpreter after a statement."""
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    outcome = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(outcome.stdout)
    return set(found)


def test_the_public_names_are_these() -> None:
    assert sorted(nsatu_data.__all__) == NAMES
    assert dir(nsatu_data) == NAMES


def test_a_public_name_is_the_object_of_its_home() -> None:
    assert nsatu_data.check is check_dataset.check
    assert nsatu_data.Check is check_dataset.Check
    assert nsatu_data.load is load_dataset.load
    assert nsatu_data.Dataset is dataset.Dataset
    assert nsatu_data.CannotRun is diagnostics.CannotRun
    assert nsatu_data.Diagnostic is diagnostics.Diagnostic
    assert nsatu_data.InvalidDataset is diagnostics.InvalidDataset


def test_the_version_is_that_of_the_data_and_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert nsatu_data.__version__ == nsatu_data.load().manifest.version
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"nsatu-data {nsatu_data.__version__}\n"


def test_every_public_name_says_what_it_is() -> None:
    assert [name for name in NAMES if not getattr(nsatu_data, name).__doc__] == []


@pytest.mark.parametrize("name", ["Loader", "load_dataset", "__wrapped__"])
def test_another_name_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(nsatu_data, name)
    assert str(caught.value) == f"module 'nsatu_data' has no attribute '{name}'"


def test_importing_the_package_loads_nothing_else() -> None:
    loaded = _modules_after("import nsatu_data")
    assert {name for name in loaded if name.startswith("nsatu_data")} == {"nsatu_data"}
    assert not loaded & {"pydantic", "yaml", "jsonschema", "json.decoder"} - _modules_after("")


def test_loading_needs_no_optional_dependency() -> None:
    loaded = _modules_after("import nsatu_data; nsatu_data.load('records')")
    assert "pydantic" in loaded
    assert not loaded & {"yaml", "jsonschema", "jsonschema_rs", "nupunkt", "sentencex", "tqdm", "wcwidth", "difflib"}


class _ShownOnly(doctest.OutputChecker):
    """Accepts any result of an example that shows none."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return not want or super().check_output(want, got, optionflags)


def test_the_example_in_the_docstring_runs() -> None:
    (example,) = doctest.DocTestFinder(recurse=False).find(nsatu_data, "nsatu_data")
    results = doctest.DocTestRunner(_ShownOnly(), verbose=False).run(example)
    assert (results.attempted, results.failed) == (3, 0)


def test_the_package_tells_type_checkers_that_it_is_typed() -> None:
    assert (ROOT / "nsatu_data" / "py.typed").read_bytes() == b""
