"""The address of the site, for the reports that lead to its pages.

Derived from `pyproject.toml` by `make derived`; not to be edited.
"""

from typing import Final

SITE: Final = "https://w3id.org/nsatu-data/"
"""The address that the site's paths are appended to; without a site, the root of the project's identifiers."""
