"""Writes records that are to be filled in: what is known stands there, the rest says what it means.

A field without a value is a finding of its own, with its line; so `validate` lists what is left to do.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from nsatu_data.authoring import format_files
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.syntax import yaml_writer


def scaffold(kind: str, known: Mapping[str, Any]) -> str:
    """The text of a record's file, or of the `dataset`'s, with the values that are known.

    Of every other field its meaning stands there in comments, with its terms; a field that may be left out is a comment
    as a whole. Where nothing has to be filled in, the values stand there alone.
    """
    known = format_files.ordered(known, kind)
    if not unfilled(kind, known):
        return yaml_writer.write(known)
    return "".join(f"{line}\n" for field in FIELDS[kind].values() for line in _field(field, known))


def unfilled(kind: str, known: Mapping[str, Any]) -> list[str]:
    """The fields that have to be filled in."""
    return [field.name for field in FIELDS[kind].values() if field.required and field.name not in known]


def _field(field: FieldShape, known: Mapping[str, Any]) -> Iterator[str]:
    if field.name in known:
        yield from yaml_writer.write({field.name: known[field.name]}).splitlines()
        return
    yield from _comment(f"{field.name}{' (a list)' if field.many else ''}: {field.description}")
    if field.part:
        yield from _members(field.part)
    for term in field.vocabulary or ():
        yield from _comment(f"{term}: {term.definition}", "  ")
    yield f"{field.name}:" if field.required else f"# {field.name}:"


def _members(part: str) -> Iterator[str]:
    for member in FIELDS[part].values():
        yield from _comment(f"{member.name}: {member.description}", "  ")


def _comment(words: str, indent: str = "") -> Sequence[str]:
    return wrap(words, yaml_writer.WIDTH, initial_indent=f"# {indent}", subsequent_indent=f"#   {indent}")
