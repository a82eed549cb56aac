"""What the writers of Turtle and JSON-LD make of single nodes."""

import json
from copy import deepcopy

import pytest

from nsatu_data.rdf import json_ld, namespaces, turtle
from nsatu_data.rdf.graph import Iri, List, Literal, Node
from nsatu_data.rdf.namespaces import OA, RDFS, SCHEMA, TERMS, XSD, escaped, relative
from nsatu_data.rdf.record_nodes import nodes
from tests.support import river_pact

BASE = namespaces.base_of({})


def test_texts_are_escaped_and_iris_are_short() -> None:
    node = Node(f"{BASE}actor/a-b#evidence-1", [f"{TERMS}Evidence"])
    node.add(f"{RDFS}label", Literal('a "b"\\\n\t\r\x00\x7f é 😀'), Literal("x", language="en"))
    node.add(f"{OA}start", Literal(0, f"{XSD}integer"), Literal("2024", "https://example.org/date"))
    node.add(f"{OA}hasSource", Iri(f"{BASE}a b"), Iri("https://example.org/"), Iri(f"{TERMS}Certainty/open"))
    node.add(f"{OA}exact", List([Iri(f"{BASE}dataset"), Literal(True)]), Node(None, [f"{OA}State"]))
    assert turtle.write([node], BASE) == (
        "@base <https://w3id.org/nsatu-data/data/_/> .\n"
        "@prefix nsatu: <https://w3id.org/nsatu-data/terms/1/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix oa: <http://www.w3.org/ns/oa#> .\n"
        "@prefix Certainty: <https://w3id.org/nsatu-data/terms/1/Certainty/> .\n"
        "\n"
        "<actor/a-b#evidence-1>\n"
        "  a nsatu:Evidence ;\n"
        '  rdfs:label "a \\"b\\"\\\\\\n\\t\\r\\u0000\\u007F é 😀", "x"@en ;\n'
        '  oa:start 0, "2024"^^<https://example.org/date> ;\n'
        "  oa:hasSource <https://w3id.org/nsatu-data/data/_/a b>, <https://example.org/>, Certainty:open ;\n"
        "  oa:exact ( <dataset> true ), [ a oa:State ] .\n"
    )


def test_characters_that_no_iri_has_are_percent_encoded() -> None:
    assert escaped('a<>"{}|^`\\ \x00\x7fé%3C[]') == "a%3C%3E%22%7B%7D%7C%5E%60%5C%20%00%7Fé%3C[]".replace(
        "é%3C", "é%3C"
    )


@pytest.mark.parametrize("rest", ["dataset", "actor/a-b", "source/a#text", "risk/a#evidence-1-target"])
def test_iris_of_the_dataset_are_short(rest: str) -> None:
    assert relative(f"{BASE}{rest}", BASE) == rest


@pytest.mark.parametrize(
    "rest", ["", "/", "//evil.org/", "a:b", "a/../x", "../x", "./x", "a?b", "a#", "#a", "?", "a//b", "a%2Fb", "A"]
)
def test_other_addresses_that_begin_with_the_base_are_whole(rest: str) -> None:
    assert relative(f"{BASE}{rest}", BASE) is None
    node = Node(f"{BASE}source/a", [f"{TERMS}Source"], {f"{SCHEMA}url": [Iri(f"{BASE}{rest}")]})
    (written,) = json.loads(json_ld.write([node], BASE))["@graph"]
    assert written["url"] == f"{BASE}{rest}"
    assert f"schema:url <{BASE}{rest}> ." in turtle.write([node], BASE)


def test_iris_of_another_dataset_are_whole() -> None:
    assert relative("https://w3id.org/nsatu-data/data/other/actor/a", BASE) is None


def test_offsets_of_annotations_have_the_datatype_of_their_vocabulary() -> None:
    source = river_pact.records()[0]
    text = turtle.write(nodes(river_pact.manifest(), [source]), BASE)
    assert f'  oa:end "{source["sentences"][0]["end"]}"^^xsd:nonNegativeInteger .\n' in text
    keys = json_ld.context()["TextPositionSelector"]["@context"]
    assert keys == {
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    }


@pytest.mark.parametrize(
    ("identifier", "links"),
    [
        ("risk/strain-on-the-budget", {"prov:hadPrimarySource": "source/river-pact"}),
        ("actor/arda", {"schema:sameAs": "http://www.wikidata.org/entity/Q1"}),
        ("place/lorn", {"schema:sameAs": ["http://www.wikidata.org/entity/Q1", "https://sws.geonames.org/2/"]}),
        ("source/river-pact", {}),
    ],
)
def test_only_claims_are_derived_and_only_things_are_the_same_as_others(identifier: str, links: object) -> None:
    record = deepcopy(next(each for each in river_pact.records() if each["id"] == identifier))
    if record["kind"] in ("actor", "place"):
        record["identifiers"] = {"wikidata": "Q1", **({"geonames": "2"} if record["kind"] == "place" else {})}
    written = json.loads(json_ld.write([*nodes(river_pact.manifest(), [record])][1:], BASE))["@graph"][0]
    assert {name: value for name, value in written.items() if name.startswith(("prov:", "schema:"))} == links


def test_a_dataset_has_records_and_no_parts() -> None:
    (written, _) = json.loads(json_ld.write(nodes(river_pact.manifest(), river_pact.records()[:1]), BASE))["@graph"]
    assert written["nsatu:record"] == "source/river-pact"
    assert {name for name in written if ":" in name} == {
        "nsatu:record",
        "prov:wasDerivedFrom",
        "schema:license",
        "dcterms:conformsTo",
    }


def test_the_id_of_a_dataset_is_in_the_names_of_its_records() -> None:
    manifest = {**river_pact.manifest(), "id": "river-pact"}
    names = [node.iri for node in nodes(manifest, river_pact.records()[:1])]
    assert names == [f"https://w3id.org/nsatu-data/data/river-pact/{end}" for end in ("dataset", "source/river-pact")]


def test_json_ld_has_the_keys_of_the_record() -> None:
    record = next(record for record in river_pact.records() if record["kind"] == "risk")
    written = json.loads(json_ld.write([*nodes(river_pact.manifest(), [record])][1:], BASE))["@graph"]
    evidence = {
        "id": f"{record['id']}#evidence-1",
        "@type": ["Evidence", "oa:Annotation"],
        "target": {
            "id": f"{record['id']}#evidence-1-target",
            "@type": "SpecificResource",
            "source": "source/river-pact",
            "selector": {
                "id": f"{record['id']}#evidence-1-selector",
                "@type": "TextPositionSelector",
                "start": record["evidence"][0]["start"],
                "end": record["evidence"][0]["end"],
            },
            "oa:hasState": "source/river-pact#text",
        },
        "sentence": record["evidence"][0]["sentence"],
        "sha256": record["evidence"][0]["sha256"],
        "oa:hasBody": record["id"],
        "oa:motivatedBy": "http://www.w3.org/ns/oa#linking",
        "nsatu:inSentence": f"source/river-pact#sentences-{record['evidence'][0]['sentence']}",
    }
    rest = {name: value for name, value in record.items() if name not in ("id", "kind", "evidence")}
    assert written == [
        {
            "id": record["id"],
            "@type": ["Risk", "nsatu:Claim", "nsatu:Record", "schema:Claim"],
            "identifier": record["id"],
            **rest,
            "evidence": [evidence],
            "prov:hadPrimarySource": "source/river-pact",
        }
    ]


def test_a_term_that_has_the_name_of_a_key_is_written_as_an_iri() -> None:
    node = Node(f"{BASE}risk/a", [f"{TERMS}Risk"])
    node.add(f"{TERMS}certainty", Iri(f"{TERMS}Certainty/label"), Iri(f"{TERMS}Certainty/open"))
    (written,) = json.loads(json_ld.write([node], BASE))["@graph"]
    assert written["certainty"] == [{"@id": f"{TERMS}Certainty/label"}, "open"]


@pytest.mark.parametrize("name", ["id", "Risk", "Certainty", "oa:hasBody"])
def test_a_term_that_has_the_name_of_a_key_of_every_class_is_written_as_an_iri(name: str) -> None:
    node = Node(f"{BASE}risk/a", [f"{TERMS}Risk"], {f"{TERMS}certainty": [Iri(f"{TERMS}Certainty/{name}")]})
    (written,) = json.loads(json_ld.write([node], BASE))["@graph"]
    assert written["certainty"] == {"@id": f"{TERMS}Certainty/{name}"}
