"""Makes the files under `data/`: a page for each record, for the dataset itself, and for each retired id."""

import html
from collections.abc import Iterator

from docs.site.addresses import graphs, retired
from docs.site.addresses.fields import Shown
from docs.site.addresses.parts import TYPES, address, alternates, facts, file_links, items, section, version_of
from docs.site.addresses.places import INDEX, anchor, neighbour, page_of, to
from docs.site.navigation import link
from docs.site.small_page import page
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_json, to_jsonld, to_turtle
from nsatu_data.model.record_models import AnyRecord, Claim
from nsatu_data.model.vocabulary import Kind
from nsatu_data.rdf import namespaces
from nsatu_data.rdf.graph import Node
from nsatu_data.rdf.record_nodes import nodes


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Every file of the dataset, by path."""
    base = namespaces.base_of(values(dataset.manifest))
    whole, *records = nodes(values(dataset.manifest), map(values, dataset))
    for record, node in zip(dataset, records, strict=True):
        yield from _record(dataset, record, node, base)
    yield from _dataset(dataset, base)
    yield from _list(dataset, base, whole)
    yield from retired.files(dataset, base)


def _record(dataset: Dataset, record: AnyRecord, node: Node, base: str) -> Iterator[tuple[str, bytes]]:
    path = str(page_of(base + record.id))
    beside = [neighbour(path, "record", ending) for ending in TYPES]
    yield beside[0], graphs.as_turtle([node], base)
    yield beside[1], graphs.as_json_ld([node], beside[1], base)
    yield beside[2], graphs.as_json(values(record))
    front = link(path, f"{INDEX}#record/{record.id}")
    referring = dataset.referring_to(record.id)
    links = {
        field: items([anchor(path, base + other.id, other.label) for other in others])
        for field, others in referring.items()
    }
    body = "\n".join(
        [
            address(base + record.id),
            f"<p>{to(front, 'View this record on the page of the dataset')}</p>",
            _origin(path, dataset, record, base),
            Shown(path, base, _labels(dataset)).of(record.kind, values(record)),
            section("What refers to it", facts(links.items())),
            file_links(path, beside),
        ]
    )
    yield path, page(f"{record.kind.capitalize()}: {record.label}", body, path, head=alternates(path, beside))


def _origin(path: str, dataset: Dataset, record: AnyRecord, base: str) -> str:
    """What someone who comes from elsewhere needs to know before quoting a record."""
    manifest = dataset.manifest
    caution = "A claim of one text, not an established fact. " if isinstance(record, Claim) else ""
    version = html.escape(f"Version {version_of(manifest)}, {manifest.licences.data}.")
    cite = to(link(path, "README.html#citing"), "How to cite")
    return f"<p>{caution}{version} {_all_records(path, dataset, base)}. {cite}.</p>"


def _all_records(path: str, dataset: Dataset, base: str) -> str:
    return to(link(path, str(page_of(base))), f"All {len(dataset)} records")


def _labels(dataset: Dataset) -> dict[str, str]:
    return {record.id: record.label for record in dataset}


def _dataset(dataset: Dataset, base: str) -> Iterator[tuple[str, bytes]]:
    path = str(page_of(base + namespaces.DATASET))
    folder = path.removesuffix(f"/{INDEX}")
    beside = [f"{folder}.{ending}" for ending in TYPES]
    texts = (to_turtle.write(dataset), to_jsonld.write(dataset), to_json.write(dataset))
    for name, text in zip(beside, texts, strict=True):
        yield name, text.encode()
    manifest = values(dataset.manifest)
    body = "\n".join(
        [
            address(base + namespaces.DATASET),
            f"<p>{_all_records(path, dataset, base)}</p>",
            Shown(path, base, _labels(dataset)).of("dataset", manifest),
            file_links(path, beside),
        ]
    )
    yield path, page(dataset.manifest.title, body, path, head=alternates(path, beside))


def _list(dataset: Dataset, base: str, whole: Node) -> Iterator[tuple[str, bytes]]:
    path = str(page_of(base))
    about = anchor(path, str(whole.iri), "The dataset as a whole")
    lists = []
    for kind in Kind:
        records = [record for record in dataset if record.kind == kind]
        links = "".join(f"<li>{anchor(path, base + record.id, record.label)}</li>" for record in records)
        lists.append(section(f"{kind.capitalize()}s ({len(records)})", f"<ul>{links}</ul>"))
    gone = "".join(f"<li>{anchor(path, base + one, one)}</li>" for one in retired.ids(dataset))
    lists.append(section("Retired ids", f"<ul>{gone}</ul>" if gone else ""))
    body = "\n".join([address(base), f"<p>{about}</p>", *lists])
    yield path, page("The records", body, path)
