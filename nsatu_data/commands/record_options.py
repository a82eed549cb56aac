"""The options of the commands that list records: which records, in which order, and which of their fields."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import chosen_corpus, chosen_dataset
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nsatu_data.report.record_rows import Rows


def record_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that `chosen_rows` reads, except the kind."""
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="only records with this value, or without the field if VALUE is null; may be repeated",
    )
    parser.add_argument(
        "--columns", type=_names, metavar="FIELDS", help="the fields to write, separated by commas: id,certainty,label"
    )
    parser.add_argument(
        "--sort",
        type=_names,
        default=[],
        metavar="FIELDS",
        help="order by these fields, separated by commas; a hyphen reverses the order of a field: -certainty,label; "
        "evidence is the order of the text (default: kind and id)",
    )


def with_descending_fields(arguments: "Iterable[str]") -> "Iterator[str]":
    """The arguments, with `--sort -when` as `--sort=-when`, because argparse reads `-when` as an option."""
    given = iter(arguments)
    for argument in given:
        if argument == "--":
            yield argument
            yield from given
        elif argument == "--sort" and (value := next(given, None)) is not None:
            yield from [f"{argument}={value}"] if value[:2] != "--" else [argument, value]
        else:
            yield argument


def chosen_rows(options: argparse.Namespace, kinds: "Sequence[str]", words: "Sequence[str]" = ()) -> "Rows":
    """The records of these kinds that the options select. Raises CannotRun for an unknown field or value.

    In a corpus, only records that have all the folded `words` are selected, because it may be too large for memory.
    """
    from nsatu_data.dataset import selection
    from nsatu_data.report.record_rows import Rows

    wanted = [_condition(condition) for condition in options.where]
    eligible = selection.eligible(kinds, wanted)
    orders = [selection.Order(name.removeprefix("-"), name.startswith("-")) for name in options.sort]
    selection.require_fields(eligible, [*(options.columns or ()), *(order.field for order in orders)])
    path = chosen_corpus(options)
    if path is None:
        records = selection.in_order(selection.select(chosen_dataset(options), kinds, wanted), orders)
        return Rows(records, eligible, options.columns)
    from nsatu_data.corpus import select_records

    found = select_records.select(path, select_records.Query(kinds, wanted, words))
    datasets = {id(record): dataset for dataset, record in found}
    records = selection.in_order([record for _, record in found], orders)
    return Rows(records, eligible, options.columns, datasets=[datasets[id(record)] for record in records])


def every_kind() -> list[str]:
    """The names of all kinds."""
    return [str(kind) for kind in Kind]


def _condition(condition: str) -> tuple[str, str | None]:
    field, equals, value = condition.partition("=")
    if not (field and equals):
        raise CannotRun(f"{condition!r} is not FIELD=VALUE")
    return field, None if value == "null" else value


def _names(argument: str) -> list[str]:
    names = [name for name in argument.replace(" ", "").split(",") if name.strip("-")]
    if not names:
        raise argparse.ArgumentTypeError(f"{argument!r} names no field")
    return list(dict.fromkeys(names))
