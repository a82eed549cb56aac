"""Map each field of the models to a property, and each model to classes.

A field has a property of a standard if one means the same, and otherwise one of ours: `nsatu:partOf` for `part_of` of
a record, `nsatu:textCodePoints` for `code_points` of the part `Text`. The tables below are the only ones written by
hand; a new field gets a property without them.

A property of a standard must allow every value that the field has. The names of an author and a publisher are texts, so
they have `dc:creator` and `dc:publisher`: `schema:author` asks for a person or an organisation. A date of publication
may be open or uncertain, so it has `dcterms:issued`. The day of a release has it too, as an `xsd:date`.

A claim is a `schema:Claim`. The graph never states the act that a claim is about, so that nothing that is only feared,
planned or denied becomes a fact: an event is no `schema:Event`, and its agents are no `schema:agent`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import ActorType, Kind
from nsatu_data.rdf.namespaces import (
    DC,
    DCTERMS,
    EDTF,
    GEONAMES,
    OA,
    PROV,
    RDFS,
    SCHEMA,
    SPDX,
    WIKIDATA,
    XSD,
    camel_case,
    term,
)

Encoding = Literal["text", "integer", "date", "day", "reference", "term", "address", "code", "part"]
"""How a value becomes a value of RDF. An `address` is an IRI itself, and a `code` is the end of an IRI."""
DATE: Final = f"{EDTF}EDTF-level1"
_DATATYPES: Final[Mapping[Encoding, str]] = {
    "text": f"{XSD}string",
    "integer": f"{XSD}integer",
    "date": DATE,
    "day": f"{XSD}date",
}
_OFFSETS: Final = (f"{OA}start", f"{OA}end")


class Step(NamedTuple):
    """A node between a part and a value, as the Web Annotation Data Model requires.

    `name` is the end of its IRI, and its key in JSON-LD.
    """

    name: str
    property: str
    type: str


class Property(NamedTuple):
    """How a field is written.

    - `owner`: the name of the model in the field table;
    - `iri`: the property. Each value of a list is a value of it;
    - `encoding`: how a value is written;
    - `frame`: the start and the end of its IRI, if it is a `code`;
    - `steps`: the nodes that lead to the property.
    """

    owner: str
    shape: FieldShape
    iri: str
    encoding: Encoding
    frame: tuple[str, str]
    steps: tuple[Step, ...]

    @property
    def datatype(self) -> str | None:
        """The datatype of the values; None if they are IRIs."""
        # The Web Annotation Vocabulary asks for it.
        return f"{XSD}nonNegativeInteger" if self.iri in _OFFSETS else _DATATYPES.get(self.encoding)

    @property
    def holder(self) -> str:
        """The class of the nodes that have the property."""
        return self.steps[-1].type if self.steps else class_of(self.owner)

    @property
    def in_order(self) -> str:
        """The property whose value is the whole list, if it has several items."""
        return f"{_own(self.owner, self.shape.name)}InOrder"

    @property
    def as_written(self) -> str:
        """The property that has an address as it is written, if characters had to be escaped in its IRI."""
        return f"{_own(self.owner, self.shape.name)}AsWritten"


SILENT_ON: Final = term("silentOn")
"""The property of a node with the property of each field that is null: the source does not say."""
CODES: Final[Mapping[str, tuple[str, str]]] = {
    "Wikidata": (WIKIDATA, ""),
    "GeoNames": (GEONAMES, "/"),
    "Spdx": (SPDX, ""),
}
"""The start and the end of the IRIs that codes of these forms stand for."""

_TARGET: Final = Step("target", f"{OA}hasTarget", f"{OA}SpecificResource")
_SELECTOR: Final = Step("selector", f"{OA}hasSelector", f"{OA}TextPositionSelector")
_STEPS: Final[Mapping[tuple[str, str], tuple[Step, ...]]] = {
    ("Evidence", "source"): (_TARGET,),
    ("Evidence", "start"): (_TARGET, _SELECTOR),
    ("Evidence", "end"): (_TARGET, _SELECTOR),
    ("SentenceSpan", "start"): (_SELECTOR,),
    ("SentenceSpan", "end"): (_SELECTOR,),
}
_ANYWHERE: Final[Mapping[str, str]] = {
    "id": f"{SCHEMA}identifier",
    "label": f"{RDFS}label",
    "statement": f"{SCHEMA}text",
    "themes": f"{DCTERMS}subject",
    "mentions": f"{SCHEMA}mentions",
}
_STANDARD: Final[Mapping[tuple[str, str], str]] = {
    ("source", "title"): f"{SCHEMA}headline",
    ("source", "author"): f"{DC}creator",
    ("source", "publisher"): f"{DC}publisher",
    ("source", "published"): f"{DCTERMS}issued",
    ("source", "url"): f"{SCHEMA}url",
    ("source", "language"): f"{SCHEMA}inLanguage",
    ("source", "rights"): f"{SCHEMA}copyrightNotice",
    ("actor", "name"): f"{SCHEMA}name",
    ("actor", "aliases"): f"{SCHEMA}alternateName",
    ("actor", "headquarters"): f"{SCHEMA}location",
    ("place", "name"): f"{SCHEMA}name",
    ("place", "within"): f"{SCHEMA}containedInPlace",
    ("dataset", "title"): f"{SCHEMA}name",
    ("dataset", "description"): f"{SCHEMA}description",
    ("dataset", "version"): f"{SCHEMA}version",
    ("dataset", "released"): f"{DCTERMS}issued",
    ("dataset", "schema_version"): f"{SCHEMA}schemaVersion",
    ("dataset", "creators"): f"{SCHEMA}creator",
    ("Creator", "name"): f"{SCHEMA}name",
    ("Creator", "url"): f"{SCHEMA}url",
    ("Evidence", "source"): f"{OA}hasSource",
    ("Evidence", "start"): f"{OA}start",
    ("Evidence", "end"): f"{OA}end",
    ("SentenceSpan", "start"): f"{OA}start",
    ("SentenceSpan", "end"): f"{OA}end",
}
RECORD: Final = term("Record")
CLAIM: Final = term("Claim")
_PARENTS: Final[Mapping[str, tuple[str, ...]]] = {
    CLAIM: (RECORD, f"{SCHEMA}Claim"),
    term("Source"): (RECORD, f"{SCHEMA}CreativeWork", f"{PROV}Entity"),
    term("Actor"): (RECORD, f"{PROV}Agent"),
    term("Place"): (RECORD, f"{SCHEMA}Place"),
    term("Dataset"): (f"{SCHEMA}Dataset", f"{PROV}Entity"),
    term("Evidence"): (f"{OA}Annotation",),
    term("SentenceSpan"): (f"{OA}SpecificResource",),
    term("Text"): (f"{OA}State",),
    term("Creator"): (f"{PROV}Agent",),
}
ACTOR_CLASSES: Final[Mapping[str, str]] = {
    ActorType.ORGANISATION: f"{SCHEMA}Organization",
    ActorType.MISSION: f"{SCHEMA}Project",
    ActorType.PERSON: f"{SCHEMA}Person",
}
"""The classes of schema.org that an actor also has, by its type."""


def owners() -> tuple[str, ...]:
    """The models that become nodes: all but the bundle."""
    return tuple(name for name in FIELDS if name != "bundle")


def class_of(owner: str) -> str:
    """Our class of a model."""
    return term(owner[:1].upper() + owner[1:])


def parents(iri: str) -> tuple[str, ...]:
    """The classes directly above a class: those of `rdfs:subClassOf`."""
    return _PARENTS.get(iri, (CLAIM,) if iri in claims() else ())


@cache
def claims() -> tuple[str, ...]:
    """The classes of the kinds of records that are claims."""
    return tuple(class_of(owner) for owner in owners() if "statement" in FIELDS[owner])


@cache
def classes(owner: str) -> tuple[str, ...]:
    """All classes of a model: ours, then those above it."""
    return tuple(dict.fromkeys(_with_parents(class_of(owner))))


def _with_parents(iri: str) -> Iterator[str]:
    yield iri
    for parent in parents(iri):
        yield from _with_parents(parent)


@cache
def properties(owner: str) -> Mapping[str, Property]:
    """The properties of a model by field. A field with one value, such as `kind`, is written as the class alone."""
    fields = {name: shape for name, shape in FIELDS[owner].items() if shape.constant is None}
    return MappingProxyType({name: _property(owner, shape) for name, shape in fields.items()})


def _property(owner: str, shape: FieldShape) -> Property:
    standard = _STANDARD.get((owner, shape.name)) or _ANYWHERE.get(shape.name)
    steps = _STEPS.get((owner, shape.name), ())
    frame = CODES.get(str(shape.alias), ("", ""))
    return Property(owner, shape, standard or _own(owner, shape.name), _encoding(shape), frame, steps)


def _own(owner: str, name: str) -> str:
    return term(camel_case(name if owner in list(Kind) or owner == "dataset" else f"{owner}_{name}"))


def _encoding(shape: FieldShape) -> Encoding:
    found: tuple[tuple[Encoding, bool], ...] = (
        ("part", shape.part is not None),
        ("term", shape.vocabulary is not None),
        ("reference", shape.is_reference),
        ("integer", shape.leaf is int),
        ("day", shape.alias == "Day"),
        ("date", shape.is_date),
        ("code", shape.alias in CODES),
        ("address", shape.alias == "Url"),
    )
    return next((encoding for encoding, applies in found if applies), "text")
