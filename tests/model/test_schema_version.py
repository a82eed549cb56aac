import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nsatu_data.diagnostics import Fault
from nsatu_data.model.schema_version import CODE, SCHEMA_VERSION, fault

MAJOR, MINOR = map(int, SCHEMA_VERSION.split("."))


def _reported(version: str, help: str) -> Fault:
    message = f"schema version {version} is not supported: this package reads {SCHEMA_VERSION}"
    return Fault("schema-version", message, "/schema_version", help)


def test_the_code_is_this() -> None:
    assert CODE == "schema-version"


@pytest.mark.parametrize(
    ("version", "help"),
    [
        (f"{MAJOR}.{MINOR + 1}", "install a newer version of the package"),
        (f"{MAJOR + 1}.0", "install a newer version of the package"),
        (f"{MAJOR}.999999", "install a newer version of the package"),
        (f"{MAJOR - 1}.9", f"update the records to schema version {SCHEMA_VERSION}"),
        (f"{MAJOR - 1}.999999", f"update the records to schema version {SCHEMA_VERSION}"),
    ],
)
def test_a_version_that_is_not_known_is_reported_with_what_to_do(version: str, help: str) -> None:
    assert fault(version) == _reported(version, help)


def test_the_version_that_is_known_is_no_fault() -> None:
    assert fault(SCHEMA_VERSION) is None


@given(st.integers(0, 3), st.integers(0, 3))
@example(MAJOR, MINOR)
@example(MAJOR, MINOR + 10)
def test_versions_are_known_of_the_same_major_and_up_to_the_minor(major: int, minor: int) -> None:
    assert (fault(f"{major}.{minor}") is None) == (major == MAJOR and minor <= MINOR)


@pytest.mark.parametrize(
    "written", [None, 1, 1.1, True, ["1.1"], {}, "", "2", "2.0.0", "2.x", "-1.0", "1.1\n", "1.1234567"]
)
def test_a_malformed_version_is_left_to_the_shape_checks(written: object) -> None:
    assert fault(written) is None
