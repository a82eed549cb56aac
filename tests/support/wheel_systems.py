"""The systems that a wheel can be for, and whether a version of a library has a wheel there.

A system has platform tags, which name its wheels, and values for the markers of requirements.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from packaging.markers import Marker, default_environment
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
_MANYLINUX: Final = 28
"""The minor version of glibc 2 that a Linux is assumed to have: that of Debian 10 and of Enterprise Linux 8."""
_MACOS: Final = (12, 0)


class System(NamedTuple):
    """A system that wheels are for: its column, its platform tags, and its values in markers."""

    name: str
    platforms: tuple[str, ...]
    markers: Mapping[str, str]


class Pin(NamedTuple):
    """A version in a lock, with the marker that says where it is required."""

    package: str
    version: str
    marker: str | None


def _manylinux(machine: str) -> tuple[str, ...]:
    numbered = (f"manylinux_2_{minor}_{machine}" for minor in range(_MANYLINUX, 4, -1))
    return (*numbered, f"manylinux2014_{machine}", f"manylinux2010_{machine}", f"manylinux1_{machine}")


def _musllinux(machine: str) -> tuple[str, ...]:
    return tuple(f"musllinux_1_{minor}_{machine}" for minor in (2, 1, 0))


def _systems() -> Iterator[System]:
    linux = {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"}
    mac = {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"}
    windows = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}
    for machine in ("x86_64", "aarch64"):
        yield System(f"Linux {machine}", _manylinux(machine), {**linux, "platform_machine": machine})
    for machine in ("x86_64", "aarch64"):
        yield System(f"musl {machine}", _musllinux(machine), {**linux, "platform_machine": machine})
    for machine in ("arm64", "x86_64"):
        yield System(f"macOS {machine}", tuple(mac_platforms(_MACOS, machine)), {**mac, "platform_machine": machine})
    for machine in ("AMD64", "ARM64"):
        yield System(f"Windows {machine}", (f"win_{machine.lower()}",), {**windows, "platform_machine": machine})


SYSTEMS: Final = tuple(_systems())


def is_required(pin: Pin, system: System, python: str) -> bool:
    return pin.marker is None or Marker(pin.marker).evaluate(_environment(system, python))


def is_pure(wheels: Iterable[str]) -> bool:
    """Whether a version has a wheel for any Python 3 on any system."""
    return any(Tag("py3", "none", "any") in parse_wheel_filename(wheel)[3] for wheel in wheels)


def served(system: System, versions: Iterable[Pin], wheels: Mapping[tuple[str, str], list[str]]) -> str:
    """What a cell says: for which versions of Python a system has a wheel of the version that the lock has there."""
    required = []
    having = []
    for python in PYTHONS:
        for pin in versions:
            if not is_required(pin, system, python):
                continue
            required.append(python)
            names = wheels[pin.package, pin.version]
            if any(parse_wheel_filename(name)[3] & _tags(system, python) for name in names):
                having.append(python)
    if not required:
        return "not required"
    return "yes" if having == required else ", ".join(having) or "no"


def _environment(system: System, python: str) -> dict[str, str]:
    known = {name: str(value) for name, value in default_environment().items()}
    python_values = {"python_version": python, "python_full_version": f"{python}.0"}
    return known | python_values | {"platform_python_implementation": "CPython"} | dict(system.markers)


def _tags(system: System, python: str) -> frozenset[Tag]:
    version = tuple(int(part) for part in python.split("."))
    interpreter = f"cp{''.join(python.split('.'))}"
    return frozenset(
        (*cpython_tags(version, platforms=system.platforms), *compatible_tags(version, interpreter, system.platforms))
    )
