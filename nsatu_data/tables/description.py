"""Describe the tables of a relational form that loses nothing: a table a kind, and a table a list.

The description is derived from the field table of the models, and never from data. So it is the same for every dataset,
and a new field of a model becomes a new column or a new table.

- `records` lists every record. References point to it, or to the table of the only kind that they may name.
- Each kind has a table with a column for each single value. The values of a part, such as `text` of a source, become
  columns such as `text_sha256`.
- A list of values has a table of its own, named by kind and field: `event_agents`. A list of parts is named by the
  field: `evidence`. Rows keep the order of the list in `position`, which begins at 0.

A cell without a value is never ambiguous, because no field is both optional and nullable, and no text is empty. In the
column of a nullable field it stands for null; in any other, for a field that is left out.

A corpus has the same tables, and each has a first column `dataset` with the id of the record's dataset. It also has the
table `actor_matches`, because actors of several datasets may be the same actor. They stay separate records.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, Literal, NamedTuple

from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.string_forms import FORMS
from nsatu_data.model.vocabulary import Kind, Term

Datatype = Literal["text", "integer", "boolean"]
Empty = Literal["never", "null", "absent"]

DATASET: Final = "dataset"
RECORDS: Final = "records"
ACTOR_MATCHES: Final = "actor_matches"


class Column(NamedTuple):
    """A column.

    - `path`: the keys that lead to the value in a record or in an item of a list; empty for a column that the records
      do not hold, such as `position`;
    - `empty`: what a cell without a value stands for; `never` if there is none;
    - `vocabulary`: the terms, if the values are terms;
    - `shape`: the field of the models, if there is one.
    """

    name: str
    datatype: Datatype
    description: str
    path: tuple[str, ...] = ()
    empty: Empty = "never"
    shape: FieldShape | None = None

    @property
    def vocabulary(self) -> type[Term] | None:
        """The vocabulary of the values; None if they are not terms."""
        return self.shape.vocabulary if self.shape is not None else None


class ForeignKey(NamedTuple):
    """Columns whose values are a key of another table."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


class Table(NamedTuple):
    """A table.

    - `owners`: the kinds whose records have rows here; `("dataset",)` for the manifest;
    - `field`: the list that the table holds; None if a row is a whole record;
    - `key`: the columns that identify a row.
    """

    name: str
    description: str
    owners: tuple[str, ...]
    field: str | None
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


@cache
def tables(*, corpus: bool = False) -> Mapping[str, Table]:
    """All tables by name, each after the tables to which its foreign keys point. `corpus` adds the dataset's id."""
    found = [*_wholes(), *_lists()]
    if not corpus:
        return {table.name: table for table in found}
    return {table.name: table for table in (*map(_in_corpus, found), _actor_matches())}


def _wholes() -> Iterator[Table]:
    manifest = tuple(_columns(FIELDS[DATASET]))
    yield Table(DATASET, "The dataset as a whole; one row.", (DATASET,), None, manifest, (), ())
    identifier, kind, label = (FIELDS["event"][name] for name in ("id", "kind", "label"))
    index = (
        Column("id", "text", identifier.description, ("id",), shape=identifier),
        Column("kind", "text", kind.description, ("kind",), shape=kind._replace(leaf=Kind, constant=None)),
        Column("label", "text", label.description, ("label",), shape=label),
    )
    yield Table(RECORDS, "Every record.", tuple(Kind), None, index, ("id",), ())
    for each in Kind:
        columns = tuple(_columns(FIELDS[each]))
        itself = ForeignKey(("id",), RECORDS, ("id",))
        yield Table(f"{each}s", each.definition, (each,), None, columns, ("id",), (itself, *_references(columns)))


def _lists() -> Iterator[Table]:
    owners: dict[str, list[str]] = {}
    for owner in (*Kind, DATASET):
        for shape in FIELDS[owner].values():
            if shape.many:
                owners.setdefault(_list_name(owner, shape), []).append(owner)
    for name, kinds in owners.items():
        shape = next(shape for shape in FIELDS[kinds[0]].values() if shape.many and _list_name(kinds[0], shape) == name)
        yield _list(name, tuple(kinds), shape)


def _list_name(owner: str, shape: FieldShape) -> str:
    return shape.name if shape.part is not None else f"{owner}_{shape.name}"


def _list(name: str, owners: tuple[str, ...], shape: FieldShape) -> Table:
    position = Column("position", "integer", "The place in the list, from 0.")
    if shape.part is None:
        items: tuple[Column, ...] = (Column(shape.name, _datatype(shape), shape.description, (), shape=shape),)
    else:
        items = tuple(_columns(FIELDS[shape.part]))
    if owners == (DATASET,):
        # The ids of retired records refer to nothing.
        return Table(name, shape.description, owners, shape.name, (position, *items), ("position",), ())
    owner, target = (str(owners[0]), f"{owners[0]}s") if len(owners) == 1 else ("record", RECORDS)
    first = Column(owner, "text", f"The {owner} that has the list.")
    keys = (ForeignKey((owner,), target, ("id",)), *_references(items))
    return Table(name, shape.description, owners, shape.name, (first, position, *items), (owner, "position"), keys)


def _columns(
    fields: Mapping[str, FieldShape], path: tuple[str, ...] = (), *, is_optional: bool = False
) -> Iterator[Column]:
    """The columns of single values. The columns of an optional part are empty if the part is absent."""
    for shape in fields.values():
        here = (*path, shape.name)
        if shape.many:
            if path:
                raise NotImplementedError(f"{'.'.join(here)} is a list in a part, for which there is no table")
            continue
        may_be_absent = is_optional or not shape.required
        if shape.part is None:
            if shape.constant is None:
                empty: Empty = "absent" if may_be_absent else "null" if shape.nullable else "never"
                yield Column("_".join(here), _datatype(shape), shape.description, here, empty, shape)
            continue
        part = FIELDS[shape.part]
        if may_be_absent and not any(field.required for field in part.values()):
            # A part without a single field differs from no part.
            yield Column(f"has_{'_'.join(here)}", "boolean", f"Whether it has: {shape.description}", here)
        yield from _columns(part, here, is_optional=may_be_absent)


def _datatype(shape: FieldShape) -> Datatype:
    return "integer" if shape.leaf is int else "text"


def _references(columns: tuple[Column, ...]) -> Iterator[ForeignKey]:
    for column in columns:
        if column.shape is not None and column.shape.is_reference:
            kinds = FORMS[str(column.shape.alias)].kinds
            target = f"{next(iter(kinds))}s" if len(kinds) == 1 else RECORDS
            yield ForeignKey((column.name,), target, ("id",))


def _actor_matches() -> Table:
    columns = (
        Column(DATASET, "text", "The id of the dataset."),
        Column("actor", "text", "The actor."),
        Column("identifier", "text", "The database that the identifier is from: a field of `identifiers`."),
        Column("value", "text", "The identifier."),
    )
    return Table(
        ACTOR_MATCHES,
        "Actors with an identifier that actors of other datasets have too. Equal identifiers suggest one actor.",
        (),
        None,
        columns,
        tuple(column.name for column in columns[:3]),
        (ForeignKey((DATASET, "actor"), "actors", (DATASET, "id")),),
    )


def _in_corpus(table: Table) -> Table:
    """The same table with the dataset's id in front, in each key too."""
    column = Column(DATASET, "text", "The id of the dataset.")
    keys = tuple(ForeignKey((DATASET, *key.columns), key.table, (DATASET, *key.targets)) for key in table.foreign_keys)
    return table._replace(columns=(column, *table.columns), key=(DATASET, *table.key), foreign_keys=keys)
