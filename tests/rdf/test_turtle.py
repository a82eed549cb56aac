"""What the writers of Turtle and JSON-LD make of single nodes."""

import json

from nsatu_data.rdf import json_ld, namespaces, turtle
from nsatu_data.rdf.graph import Iri, List, Literal, Node
from nsatu_data.rdf.namespaces import OA, RDFS, TERMS, XSD, escaped
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
        "@prefix certainty: <https://w3id.org/nsatu-data/terms/1/Certainty/> .\n"
        "\n"
        "<actor/a-b#evidence-1>\n"
        "  a nsatu:Evidence ;\n"
        '  rdfs:label "a \\"b\\"\\\\\\n\\t\\r\\u0000\\u007F é 😀", "x"@en ;\n'
        '  oa:start 0, "2024"^^<https://example.org/date> ;\n'
        "  oa:hasSource <https://w3id.org/nsatu-data/data/_/a b>, <https://example.org/>, certainty:open ;\n"
        "  oa:exact ( <dataset> true ), [ a oa:State ] .\n"
    )


def test_characters_that_no_iri_has_are_percent_encoded() -> None:
    assert escaped('a<>"{}|^`\\ \x00\x7fé%3C[]') == "a%3C%3E%22%7B%7D%7C%5E%60%5C%20%00%7Fé%3C[]".replace(
        "é%3C", "é%3C"
    )


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
