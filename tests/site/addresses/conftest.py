"""The built addresses, and the servers that give them."""

from collections.abc import Iterator

import pytest

from docs.site.addresses import files
from tests.site.addresses import apache

SITE = "https://site.example/nsatu/"
"""The address of a site, in place of the one that pyproject.toml does not have yet."""


@pytest.fixture(scope="session")
def built() -> dict[str, bytes]:
    """The files that identifiers lead to, by path."""
    return files(SITE)


@pytest.fixture(scope="session")
def servers() -> Iterator[apache.Apache]:
    """Apache, as w3id.org and as the site."""
    if apache.PROGRAM is None:
        pytest.fail("Apache is not installed: apt-get install apache2")
    with apache.running() as running:
        yield running
