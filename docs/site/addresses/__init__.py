"""The part of the site that identifiers lead to: schemas, terms, records, versions, and what redirects to them.

Every identifier of the project begins with `https://w3id.org/nsatu-data/`. `places` says which file of the site each
leads to. [The page on addresses](../../addresses.md) says what is promised.
"""

from collections.abc import Iterator

from docs.site.addresses import datasets, redirects, schemas, terms, versions
from nsatu_data import load
from tests.support.addresses import Addresses
from tests.support.folders import RECORDS


def files(site: str | None = None) -> dict[str, bytes]:
    """The bytes of each file, by its path in the site.

    `site` is the address of the site, by default the one in `pyproject.toml`. Without one, there is nothing to redirect
    to, and the files that are to be registered at w3id are left out.
    """
    made: dict[str, bytes] = {}
    for path, content in _files(site or Addresses.read().own_site):
        if path in made:
            raise ValueError(f"two files of the site have the path {path}")
        made[path] = content
    return made


def _files(site: str | None) -> Iterator[tuple[str, bytes]]:
    dataset = load(RECORDS)
    yield from schemas.files()
    yield from terms.files(dataset)
    yield from datasets.files(dataset)
    yield from versions.files()
    yield from redirects.files(dataset, site)
