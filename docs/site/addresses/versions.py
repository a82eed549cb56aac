"""Makes a page for each version of the data with its dataset as one JSON object, and the list of all versions."""

import hashlib
import html
import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from docs.site.addresses import schemas
from docs.site.addresses.parts import address, facts, paragraph, section
from docs.site.addresses.places import INDEX, to
from docs.site.navigation import link
from docs.site.small_page import page
from nsatu_data.model.schema_version import ROOT
from tests.support import published_versions

LIST = f"versions/{INDEX}"


@cache
def bundles() -> dict[str, bytes]:
    """The dataset of each version, the oldest first. What was published has its published bytes."""
    published = published_versions.data_versions()
    found = {version: published_versions.data_file(version).read_bytes() for version in published}
    version, bundle = published_versions.current_data()
    return found if version in found else {**found, version: bundle}


def bundle_name(version: str) -> str:
    """The name of the file with the dataset of a version."""
    return f"nsatu-data-{version}.json"


def files() -> Iterator[tuple[str, bytes]]:
    """The files of each version, and the list of versions, by path."""
    for version, bundle in bundles().items():
        yield f"{version}/{bundle_name(version)}", bundle
        yield f"{version}/{INDEX}", _version(version, bundle)
    yield LIST, _list()


def _version(version: str, bundle: bytes) -> bytes:
    path = f"{version}/{INDEX}"
    whole: dict[str, Any] = json.loads(bundle)
    manifest = whole.pop("dataset")
    schema = manifest["schema_version"]
    rows = {
        "Title": html.escape(manifest["title"]),
        "Version": html.escape(version),
        "State": _state(version),
        "Released": html.escape(manifest.get("released") or ""),
        "Schema": to(link(path, f"schema/{schema}/{INDEX}"), schema),
        "Licence": html.escape(manifest["licences"]["data"]),
        "File": f"{to(bundle_name(version), bundle_name(version))} ({len(bundle):,} bytes)",
        "SHA-256": f"<code>{hashlib.sha256(bundle).hexdigest()}</code>",
    }
    counts = ((html.escape(name), f"{len(records):,}") for name, records in whole.items())
    body = "\n".join(
        [
            address(f"{ROOT}{version}/"),
            facts(rows.items()),
            section("Records", facts(counts)),
            f"<p>{to(link(path, LIST), 'All versions')}</p>",
        ]
    )
    return page(f"Version {version} of the data", body, path)


def _state(version: str) -> str:
    is_released = version in published_versions.released_data()
    return "published; it never changes" if is_released else "not released yet; it may still change"


def _list() -> bytes:
    def linked(folder: str, version: str, released: AbstractSet[str]) -> str:
        state = "" if version in released else " (not released yet; it may still change)"
        return f"<li>{to(link(LIST, f'{folder}{version}/{INDEX}'), version)}{state}</li>"

    data_released, schemas_released = published_versions.released_data(), published_versions.released_schemas()
    data = "".join(linked("", version, data_released) for version in reversed(bundles()))
    schema = "".join(linked("schema/", version, schemas_released) for version in reversed(schemas.versions()))
    words = (
        "The newest version comes first. Published versions never change, and their addresses stay. "
        "Versions before these are not kept."
    )
    body = [paragraph(words), section("Data", f"<ul>{data}</ul>"), section("Schema", f"<ul>{schema}</ul>")]
    return page("All versions", "\n".join(body), LIST)
