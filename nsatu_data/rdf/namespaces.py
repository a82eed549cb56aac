"""The IRIs of datasets, records and terms, and the namespaces of the standards that the graphs use.

A record's IRI is `https://w3id.org/nsatu-data/data/<dataset>/actor/japan`, where `<dataset>` is the id in the manifest,
or `_` if the manifest has none. A part of a record adds a fragment, such as `#evidence-1`. Terms have IRIs such as
`https://w3id.org/nsatu-data/terms/1/Certainty/possible`, with the major version of the schema.

A record and what it describes share an IRI: `actor/japan` is the state, `risk/…` is the claim. So no property may say
of the thing what holds only of our entry about it.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from nsatu_data.model import vocabulary
from nsatu_data.model.schema_version import ROOT, SCHEMA_VERSION
from nsatu_data.model.vocabulary import Term

TERMS: Final = f"{ROOT}terms/{SCHEMA_VERSION.partition('.')[0]}/"
DATASET: Final = "dataset"
"""The last part of a dataset's own IRI."""

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
OA: Final = "http://www.w3.org/ns/oa#"
PROV: Final = "http://www.w3.org/ns/prov#"
SHACL: Final = "http://www.w3.org/ns/shacl#"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
SCHEMA: Final = "https://schema.org/"
WIKIDATA: Final = "http://www.wikidata.org/entity/"
GEONAMES: Final = "https://sws.geonames.org/"
SPDX: Final = "https://spdx.org/licenses/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/"

TYPE: Final = f"{RDF}type"
NIL: Final = f"{RDF}nil"

_RELATIVE: Final = re.compile("[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*(?:#[a-z0-9_-]+)?")
_NOT_IN_IRIS: Final = re.compile('[\\x00-\\x20<>"{}|^`\\\\\\x7f]')


def base_of(manifest: Mapping[str, Any]) -> str:
    """The start of the IRIs of a dataset and its records."""
    return f"{ROOT}data/{manifest.get('id', '_')}/"


def relative(iri: str, base: str) -> str | None:
    """An IRI without the base; None if it does not begin with the base, or if readers could resolve the rest otherwise.

    An address in a record may begin with the base too. `//evil.org/`, `a:b` or `../x` would then become another IRI.
    """
    is_safe = iri.startswith(base) and _RELATIVE.fullmatch(iri, len(base))
    return iri[len(base) :] if is_safe else None


def term(name: str) -> str:
    """The IRI of a class or property of ours. The name of a property is written as RDF does: `partOf`."""
    return TERMS + escaped(name)


def camel_case(name: str) -> str:
    """`part_of` as `partOf`, `Text_code_points` as `textCodePoints`."""
    first, *others = name.split("_")
    return first[:1].lower() + first[1:] + "".join(other[:1].upper() + other[1:] for other in others)


def escaped(text: str) -> str:
    """A text as a part of an IRI: each ASCII character that no IRI may contain becomes `%` and two digits."""
    return _NOT_IN_IRIS.sub(lambda match: quote(match.group(), safe=""), text)


def scheme(terms: type[Term]) -> str:
    """The IRI of a vocabulary."""
    return TERMS + terms.__name__


@cache
def vocabularies() -> tuple[type[Term], ...]:
    """All vocabularies, in the order of their module."""
    found = [one for one in vars(vocabulary).values() if isinstance(one, type) and issubclass(one, Term)]
    return tuple(one for one in found if one is not Term)


@cache
def prefixes() -> Mapping[str, str]:
    """The prefixes of Turtle and JSON-LD. Each vocabulary has one with its name, such as `Certainty`.

    The keys of the JSON-LD hide prefixes of the same name. So no prefix may have the name of a field.
    """
    return {
        "nsatu": TERMS,
        "rdf": RDF,
        "rdfs": RDFS,
        "owl": OWL,
        "xsd": XSD,
        "skos": SKOS,
        "oa": OA,
        "prov": PROV,
        "sh": SHACL,
        "dc": DC,
        "dcterms": DCTERMS,
        "schema": SCHEMA,
        "wd": WIKIDATA,
        "spdx": SPDX,
        "edtf": EDTF,
        **{terms.__name__: f"{scheme(terms)}/" for terms in vocabularies()},
    }
