"""Describe the frames: which columns each has, what type they are of, and what an empty cell means.

The description is derived from the field table of the models, and never from data. So it is the same for every dataset,
and a new field of a model becomes a new column.

- A kind, such as `risk`, has a frame with a row for each record and a column for each field. Nested values stay nested.
- `dataset` is the manifest, in one row.
- `claims` has all claims. It has every field of every kind of claim, and a column with labels next to each column with
  ids: `voice_label`, `about_labels`.
- `evidence` has a row for each evidence pointer of each record.

An empty cell is never ambiguous, because no field is both optional and nullable, and a list is left out or has items.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final, Literal, NamedTuple, TypeVar

from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.string_forms import FORMS
from nsatu_data.model.vocabulary import Kind, Term

Empty = Literal["never", "null", "absent"]
"""What an empty cell means: there is none; the source does not say; or the field is left out."""

FrameName = Literal[
    "source",
    "actor",
    "place",
    "event",
    "context",
    "motive",
    "risk",
    "reaction",
    "implication",
    "claims",
    "evidence",
    "dataset",
]
DATASET: Final = "dataset"
T = TypeVar("T")

CLAIMS: Final = "claims"
EVIDENCE: Final = "evidence"
CLAIM_KINDS: Final[tuple[Kind, ...]] = tuple(kind for kind in Kind if "statement" in FIELDS[kind])
FRAMES: Final = (*map(str, Kind), CLAIMS, EVIDENCE, DATASET)


class Field(NamedTuple):
    """A column, or a field of a nested value.

    - `type`: the type of the value, or of each item if `many` is true;
    - `terms`: the terms that the values can be, in order; in `claims` they may be of several vocabularies;
    - `targets`: the kinds of the records to which ids refer;
    - `fields`: the fields of a part;
    - `only_in`: the kinds of claims that have the field, if not all have it; in other rows of `claims` it is absent;
    - `null_in`: those of them in which an empty cell means null;
    - `label_of`: the column with the ids whose labels this column has.
    """

    name: str
    type: Literal["text", "integer", "term", "part"]
    description: str
    empty: Empty = "never"
    many: bool = False
    terms: tuple[Term, ...] = ()
    targets: tuple[str, ...] = ()
    fields: "tuple[Field, ...]" = ()
    only_in: tuple[str, ...] = ()
    null_in: tuple[str, ...] = ()
    label_of: str | None = None


@cache
def fields(frame: str, *, corpus: bool = False) -> tuple[Field, ...]:
    """The columns of a frame. In the frames of a corpus, the first column `dataset` holds the id of the dataset.

    Raises ValueError for an unknown name.
    """
    if frame not in FRAMES:
        raise ValueError(_unknown(frame))
    first = (Field(DATASET, "text", "The id of the dataset."),) if corpus else ()
    return first + tuple(_FIELDS_OF.get(frame, _of_record)(frame))


def _of_record(kind: str) -> Iterator[Field]:
    return map(_field, FIELDS[kind].values())


def _unknown(frame: str) -> str:
    from nsatu_data.model.identifiers import nearest

    near = nearest(frame, list(FRAMES))
    known = f"did you mean {near}?" if near is not None else f"the frames are {', '.join(FRAMES)}"
    return f"there is no frame {frame}; {known}"


def _field(shape: FieldShape) -> Field:
    parts = tuple(map(_field, FIELDS[shape.part].values())) if shape.part is not None else ()
    vocabulary = Kind if shape.name == "kind" and shape.constant is not None else shape.vocabulary
    return Field(
        shape.name,
        "part" if parts else "term" if vocabulary is not None else "integer" if shape.leaf is int else "text",
        shape.description,
        "null" if shape.nullable else "never" if shape.required else "absent",
        many=shape.many,
        terms=tuple(vocabulary) if vocabulary is not None else (),
        targets=_targets(str(shape.alias)) if shape.is_reference else (),
        fields=parts,
    )


def _targets(alias: str) -> tuple[str, ...]:
    return tuple(str(kind) for kind in Kind if kind in FORMS[alias].kinds)


def _of_manifest(_frame: str) -> Iterator[Field]:
    # The ids of retired records refer to nothing.
    return (field._replace(targets=()) for field in _of_record(DATASET))


def _of_evidence(_frame: str) -> Iterator[Field]:
    yield Field("record", "text", "The record that has the evidence.", targets=tuple(map(str, Kind)))
    yield Field("kind", "term", "What the record is.", terms=tuple(Kind))
    yield Field("position", "integer", "The place in the record's list of evidence, from 0.")
    yield from _of_record("Evidence")


def _of_claims(_frame: str) -> Iterator[Field]:
    found: dict[str, dict[str, Field]] = {}
    for kind in CLAIM_KINDS:
        for field in _of_record(kind):
            found.setdefault(field.name, {})[kind] = field
    found["kind"] = {kind: field._replace(terms=CLAIM_KINDS) for kind, field in found["kind"].items()}
    # The evidence comes last, as in a record.
    for name in sorted(found, key=lambda name: name == EVIDENCE):
        field = _united(found[name])
        yield field
        if field.targets:
            yield _labels(field)


def _labels(field: Field) -> Field:
    """The column with the labels of the records to which a column refers."""
    return field._replace(
        name=f"{field.name}_{'labels' if field.many else 'label'}",
        description=f"The labels of `{field.name}`, in order." if field.many else f"The label of `{field.name}`.",
        targets=(),
        label_of=field.name,
    )


def _united(by_kind: Mapping[str, Field]) -> Field:
    """One column for a field that several kinds have. Raises NotImplementedError if its types differ."""
    first, *others = by_kind.values()
    for other in others:
        if (other.type, other.many, other.fields) != (first.type, first.many, first.fields):
            raise NotImplementedError(f"the kinds {', '.join(by_kind)} have different fields {first.name}")
    is_in_all = len(by_kind) == len(CLAIM_KINDS)
    is_alike = is_in_all and len({field.empty for field in by_kind.values()}) == 1
    return first._replace(
        description=_description(by_kind),
        empty=first.empty if is_alike else "absent",
        terms=_distinct(term for field in by_kind.values() for term in field.terms),
        targets=_distinct(kind for field in by_kind.values() for kind in field.targets),
        only_in=() if is_in_all else tuple(by_kind),
        null_in=() if is_alike else tuple(kind for kind, field in by_kind.items() if field.empty == "null"),
    )


def _description(by_kind: Mapping[str, Field]) -> str:
    """The description that all kinds share, or the description of each kind."""
    described: dict[str, list[str]] = {}
    for kind, field in by_kind.items():
        described.setdefault(field.description, []).append(kind)
    if len(described) == 1:
        return next(iter(described))
    return " ".join(f"{', '.join(kinds)}: {description}" for description, kinds in described.items())


def _distinct(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


_FIELDS_OF: Final[Mapping[str, Callable[[str], Iterator[Field]]]] = {
    CLAIMS: _of_claims,
    EVIDENCE: _of_evidence,
    DATASET: _of_manifest,
}
