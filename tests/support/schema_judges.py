"""Documents for every validator, and the verdicts: of the models, and of JSON Schema validators in five languages.

Every validator gets the same documents: those of the cases and records, records with mutated values or structure, and
documents generated from the schemas. Where verdicts differ, a row of `tests/interop/differences.json` must give the
reason. A difference without a row, and a row without a difference, is a disagreement.
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
"""The number of documents of each sort: changed values, changed structure, transplanted parts, from the schema."""
DRAWN: Final = 1000
"""The number of valid records of any kind."""
TABLE: Final = INTEROP / "differences.json"


class Document(NamedTuple):
    """A value, and the name of the schema to judge it with."""

    schema: str
    value: Any

    @property
    def line(self) -> str:
        """The document as a line of JSON Lines."""
        return json.dumps({"schema": self.schema, "document": self.value}, ensure_ascii=False, separators=(",", ":"))


class Verdict(NamedTuple):
    """The models' verdict on a document: whether they accept it, and the codes of their findings."""

    valid: bool
    codes: frozenset[str]


class Difference(NamedTuple):
    """A row of the table: why the models refuse, with only these codes, what every schema accepts."""

    name: str
    codes: frozenset[str]
    reason: str


def differences() -> list[Difference]:
    """The table of differences that cannot be removed."""
    rows = json.loads(TABLE.read_bytes())
    return [Difference(row["name"], frozenset(row["codes"]), row["reason"]) for row in rows]


Documents = Sequence[Document]


def documents() -> Documents:
    """Every document, always in the same order."""
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
    """Records with changed values, and records with changed structure that can still be read."""
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
    """Whether a value is too large: the dataset's one large record would take most of the time."""
    sentences = value.get("sentences") if isinstance(value, dict) else None
    return isinstance(sentences, list) and len(sentences) > 12


def _transplanted(random: Random) -> Iterator[Document]:
    """Documents with one value replaced by a value from anywhere, removed, repeated, or joined by an odd one."""
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
    """Every value within a value: its container, its key there, and itself."""
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
    """Valid records drawn by hypothesis."""
    found: list[Document] = []

    @settings(documents_by_schema.SAME_FOR_EVERYONE, max_examples=DRAWN)
    @given(st.sampled_from(list(RECORDS)).flatmap(lambda kind: st.builds(Document, st.just(kind), records(kind))))
    def draw(document: Document) -> None:
        found.append(document)

    draw()
    yield from found


def by_models(documents: Documents) -> list[Verdict]:
    """The models' verdict on each document."""
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
    """The verdict of `jsonschema` on each document."""
    judges = {name: json_schema.validator(name) for name in json_schema.names()}
    return [judges[name].is_valid(value) for name, value in documents]


def by_jsonschema_rs(documents: Documents) -> list[bool]:
    """The verdict of `jsonschema-rs` on each document."""
    judges = {name: jsonschema_rs.Draft202012Validator(json_schema.schema(name)) for name in json_schema.names()}
    return [judges[name].is_valid(value) for name, value in documents]


JUDGES: Final[dict[str, Callable[[Documents], list[bool]]]] = {
    "jsonschema": by_jsonschema,
    "jsonschema-rs": by_jsonschema_rs,
}
"""The validators that are called from Python."""


def disagreements(
    documents: Documents, by_models: Sequence[Verdict], judge: str, verdicts: Sequence[bool]
) -> list[str]:
    """The documents on which a validator and the models differ without a row of the table that gives the reason."""
    if len(verdicts) != len(documents):
        return [f"{judge} gives {len(verdicts)} verdicts on {len(documents)} documents"]
    listed_codes = frozenset[str]().union(*(row.codes for row in differences()))
    found = []
    for document, own, accepted in zip(documents, by_models, verdicts, strict=True):
        if own.valid != accepted and not (accepted and own.codes <= listed_codes):
            models = "accept" if own.valid else f"refuse ({', '.join(sorted(own.codes))})"
            found.append(f"{judge} {'accepts' if accepted else 'refuses'} what the models {models}: {document.line}")
    return found


def idle_rows(by_models: Sequence[Verdict], verdicts: Sequence[bool]) -> list[str]:
    """The rows of the table that no document needs, because none is refused with exactly these codes."""
    needed = {own.codes for own, accepted in zip(by_models, verdicts, strict=True) if accepted and not own.valid}
    return [row.name for row in differences() if not any(codes <= row.codes for codes in needed)]
