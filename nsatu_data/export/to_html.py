"""Writes the dataset as one HTML page that shows it in a browser, without a network.

The page itself is built from the TypeScript in the folder `page` and committed as `page/page.html`. This module fills
in the data. The text of a source is never part of the page: its reader opens a copy of the text in the page.
"""

import html
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_json
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import RECORDS
from nsatu_data.model.vocabulary import Kind, Term
from nsatu_data.storage import package_data
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "a page to look at in a browser, in one file"
TEXTS: Final = "refused"
DROPS: Final = "nothing: the page holds the whole bundle"

_PAGE: Final = "export/page/page.html"
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Characters that could end the script element that holds the data, or a line of JavaScript."""


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> str:
    """Fills the page with the dataset. Equal datasets give equal bytes."""
    page = package_data.read(_PAGE).decode("utf-8")
    data = json.dumps(_payload(dataset), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    title = html.escape(dataset.manifest.title)
    return page.replace("<!-- title -->", title, 1).replace("<!-- dataset -->", data, 1)


def _payload(dataset: Dataset) -> dict[str, Any]:
    """The data of the page, as `page/src/data/payload.ts` declares it."""
    bundle = to_json.write(dataset)
    shapes = {kind: FIELDS[kind] for kind in RECORDS}
    used = (shape.vocabulary for fields in shapes.values() for shape in fields.values())
    vocabularies: list[type[Term]] = [Kind, *(vocabulary for vocabulary in used if vocabulary is not None)]
    return {
        "bundle": json.loads(bundle),
        "digest": sha256(bundle.encode("utf-8")).hexdigest(),
        "fields": {kind: [_field(shape) for shape in fields.values()] for kind, fields in shapes.items()},
        "vocabularies": {vocabulary.__name__: _definitions(vocabulary) for vocabulary in vocabularies},
    }


def _field(shape: FieldShape) -> dict[str, Any]:
    field: dict[str, Any] = {"name": shape.name, "description": shape.description}
    if shape.is_reference:
        field["reference"] = True
    if shape.many:
        field["many"] = True
    if shape.part is not None:
        field["part"] = shape.part
    if shape.vocabulary is not None:
        field["vocabulary"] = shape.vocabulary.__name__
    return field


def _definitions(vocabulary: type[Term]) -> dict[str, str]:
    return {str(term): term.definition for term in vocabulary}
