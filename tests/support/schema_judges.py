"""Documents that every validator is asked about, and what each says: the models, and JSON Schema in five languages.

The documents are the same for everyone: those of the cases and records, records with something done to their values or
to their structure, and documents by the schemas themselves. Where verdicts differ, the row of
`tests/interop/differences.json` that tells why is named; a difference without one, and a row without a difference, is a
disagreement.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from random import Random
from typing import Any, Final, NamedTuple

import jsonschema_rs
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data.model.record_models import RECORDS, WHOLES
from nsatu_data.schema import json_schema
from nsatu_data.syntax import yaml_reader
from tests.support import case_files, documents_by_schema, faulty_records, folders
from tests.support.drawn_values import records
from tests.support.folders import INTEROP
from tests.support.shape_verdicts import judge

SEED: Final = 5
MUTATED: Final = 3300
"""Documents of each sort: changed in value, changed in structure, of a part from elsewhere, by the schema."""
DRAWN: Final = 1000
"""Sound records of any kind."""
TABLE: Final = INTEROP / "differences.json"


class Document(NamedTuple):
    """A value, and the name of the schema that is asked about it."""

    schema: str
    value: Any

    @property
    def line(self) -> str:
        """The document as a line of JSON Lines."""
        return json.dumps({"schema": self.schema, "document": self.value}, ensure_ascii=False, separators=(",", ":"))


class Verdict(NamedTuple):
    """What the models say of a document: whether they take it, and the codes of what they find."""

    valid: bool
    codes: frozenset[str]


class Difference(NamedTuple):
    """A row of the table: why the models refuse, with these codes alone, what every schema accepts."""

    name: str
    codes: frozenset[str]
    reason: str


def differences() -> list[Difference]:
    """The table of what cannot be closed."""
    rows = json.loads(TABLE.read_bytes())
    return [Difference(row["name"], frozenset(row["codes"]), row["reason"]) for row in rows]


Documents = Sequence[Document]


def documents() -> Documents:
    """Every document, in an order that is always the same."""
    random = Random(SEED)  # noqa: S311 - the same for everyone
    return tuple(map(_plain, (*_cases(), *_mutated(), *_transplanted(random), *_generated(random), *_drawn())))


def _plain(document: Document) -> Document:
    """A document as it comes back from JSON."""
    return Document(document.schema, json.loads(json.dumps(document.value)))


def _cases() -> Iterator[Document]:
    for root in (folders.RECORDS, *case_files.valid()):
        for name, value in case_files.documents(root):
            yield Document(name, value)
    for name in ("record", "bundle"):
        yield from (Document(name, value) for value in case_files.documents_for(name))
    for case in case_files.invalid():
        if case.judged is not None:
            yield Document(case_files.schema_of(case.judged), case_files.judged(case))


def _mutated() -> Iterator[Document]:
    """Records changed in their values, and those that are still read of the ones changed in their structure."""
    wanted = {"values": MUTATED, "structure": MUTATED}
    for mutation in faulty_records.mutations(SEED, 30 * MUTATED):
        if not any(wanted.values()):
            return
        if not wanted.get(mutation.sort):
            continue
        value = mutation.value if mutation.sort == "values" else _read(mutation.data)
        if value is not None and not _is_large(value):
            wanted[mutation.sort] -= 1
            yield Document(mutation.origin.schema, value)


def _read(data: bytes) -> Any:
    document = yaml_reader.read(data)
    return None if document.json is None or document.faults else json.loads(document.json)


def _is_large(value: Any) -> bool:
    """The one large record of the dataset would be most of what is judged."""
    sentences = value.get("sentences") if isinstance(value, dict) else None
    return isinstance(sentences, list) and len(sentences) > 12


def _transplanted(random: Random) -> Iterator[Document]:
    """Documents in which one value was replaced by another from anywhere, left out, doubled, or an odd one put in."""
    valid = [document for document in _cases_of_kinds() if not _is_large(document.value)]
    parts = [part for document in valid for _, _, part in _places(document.value)]
    for number in range(MUTATED):
        name, value = random.choice(valid)
        changed = deepcopy(value)
        holder, key, part = random.choice(list(_places(changed)))
        match random.randrange(4):
            case 0:
                holder[key] = deepcopy(random.choice(parts))
            case 1:
                holder[key] = random.choice(documents_by_schema.ODD)
            case 2:
                del holder[key]
            case 3 if isinstance(holder, list):
                holder.insert(random.randint(0, len(holder)), deepcopy(part))
            case _:
                holder[random.choice(documents_by_schema.NAMES)] = deepcopy(part)
        if number % 8 == 0 and name != "dataset":
            name = "record"
        elif number % 40 == 1:
            name, changed = "bundle", _bundle_of(name, changed)
        yield Document(name, changed)


def _cases_of_kinds() -> Iterator[Document]:
    return (document for document in _cases() if document.schema in (*RECORDS, "dataset"))


def _bundle_of(name: str, value: Any) -> Any:
    manifest = value if name == "dataset" else next(case_files.documents_for("dataset"))
    return {"dataset": manifest} | {f"{kind}s": [value] if kind == name else [] for kind in RECORDS}


def _places(value: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Every value within a value: what holds it, its key there, and itself."""
    for key, part in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key, part
        if isinstance(part, dict | list):
            yield from _places(part)


def _generated(random: Random) -> Iterator[Document]:
    names = [name for name in json_schema.names() if name not in ("record", "bundle")]
    for number in range(MUTATED):
        name = names[number % len(names)]
        value = documents_by_schema.document(json_schema.schema(name), random)
        if number % 11 == 0:
            name, value = "bundle", _bundle_of(name, value)
        yield Document(name, value)


def _drawn() -> Iterator[Document]:
    """Records that obey every law, as hypothesis draws them."""
    found: list[Document] = []

    @settings(documents_by_schema.SAME_FOR_EVERYONE, max_examples=DRAWN)
    @given(st.sampled_from(list(RECORDS)).flatmap(lambda kind: st.builds(Document, st.just(kind), records(kind))))
    def draw(document: Document) -> None:
        found.append(document)

    draw()
    yield from found


def by_models(documents: Documents) -> list[Verdict]:
    """What the models say of each document."""
    return [_by_models(document) for document in documents]


def _by_models(document: Document) -> Verdict:
    name, value = document
    if name == "record":
        kind = value.get("kind") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in RECORDS:
            return Verdict(valid=False, codes=frozenset(["wrong-kind"]))
        name = kind
    record, faults = judge(WHOLES[name], json.dumps(value))
    return Verdict(record is not None, frozenset(fault.code for fault in faults))


def by_jsonschema(documents: Documents) -> list[bool]:
    """What `jsonschema` says of each document."""
    judges = {name: json_schema.validator(name) for name in json_schema.names()}
    return [judges[name].is_valid(value) for name, value in documents]


def by_jsonschema_rs(documents: Documents) -> list[bool]:
    """What `jsonschema-rs` says of each document."""
    judges = {name: jsonschema_rs.Draft202012Validator(json_schema.schema(name)) for name in json_schema.names()}
    return [judges[name].is_valid(value) for name, value in documents]


JUDGES: Final[dict[str, Callable[[Documents], list[bool]]]] = {
    "jsonschema": by_jsonschema,
    "jsonschema-rs": by_jsonschema_rs,
}
"""The validators that are called from Python."""


def disagreements(documents: Documents, by_models: Sequence[Verdict], judge: str, said: Sequence[bool]) -> list[str]:
    """Where a validator's verdicts and the models' differ, and no row of the table says why."""
    if len(said) != len(documents):
        return [f"{judge} gives {len(said)} verdicts on {len(documents)} documents"]
    told = frozenset[str]().union(*(row.codes for row in differences()))
    found = []
    for document, own, accepted in zip(documents, by_models, said, strict=True):
        if own.valid != accepted and not (accepted and own.codes <= told):
            models = "accept" if own.valid else f"refuse ({', '.join(sorted(own.codes))})"
            found.append(f"{judge} {'accepts' if accepted else 'refuses'} what the models {models}: {document.line}")
    return found


def idle_rows(by_models: Sequence[Verdict], said: Sequence[bool]) -> list[str]:
    """The rows of the table that no document needs: there is none that is refused for these codes alone."""
    needed = {own.codes for own, accepted in zip(by_models, said, strict=True) if accepted and not own.valid}
    return [row.name for row in differences() if not any(codes <= row.codes for codes in needed)]
