"""Write a template of a record: the known values, and every other field empty with its description as a comment.

Each empty field is a finding, so `validate` lists what is left to fill in.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from nsatu_data.authoring import format_files
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.syntax import yaml_writer


def scaffold(kind: str, known: Mapping[str, Any]) -> str:
    """Return the text of a record's file, or the text of the manifest if `kind` is `dataset`.

    Every field without a known value gets its description and terms as comments. Optional fields are commented out.
    If every required field is known, only the known values are written.
    """
    known = format_files.ordered(known, kind)
    if not unfilled(kind, known):
        return yaml_writer.write(known)
    return "".join(f"{line}\n" for field in FIELDS[kind].values() for line in _field(field, known))


def unfilled(kind: str, known: Mapping[str, Any]) -> list[str]:
    """Return the names of the required fields without a known value."""
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
