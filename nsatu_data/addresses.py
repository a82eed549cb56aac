"""The addresses under which the project is published, for the commands that name them.

Derived from `pyproject.toml` by `make derived`; not to be edited.
"""

from typing import Final

SITE: Final = "https://w3id.org/nsatu-data/"
"""The address that the site's paths are appended to; without a site, the root of the project's identifiers."""

REPOSITORY: Final[str | None] = None
"""The address of the repository."""
