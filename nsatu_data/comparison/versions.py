"""The version number that a change asks for.

The rules are those of Semantic Versioning 2.0.0, which leaves versions before 1.0.0 open. For them a major change asks
for a new minor number, and any other change for a new patch number.
"""

from nsatu_data.comparison.changes import Changes
from nsatu_data.comparison.reasons import Level


def least_version(released: str, level: Level) -> str:
    """The lowest version number that may follow `released` after a change of this level."""
    major, minor, patch = _numbers(released)
    if major == 0:
        level = {Level.MAJOR: Level.MINOR, Level.MINOR: Level.PATCH}.get(level, level)
    if level is Level.MAJOR:
        return f"{major + 1}.0.0"
    if level is Level.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if level is Level.PATCH else released


def required(changes: Changes) -> str:
    """The lowest version number that the new dataset may have."""
    return least_version(changes.old.manifest["version"], changes.level)


def says_enough(changes: Changes) -> bool:
    """Whether the version number of the new dataset is at least the one required."""
    return _numbers(changes.new.manifest["version"]) >= _numbers(required(changes))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
