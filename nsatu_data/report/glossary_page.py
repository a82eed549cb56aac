"""Writes what a word means in records, for people: each field, term and vocabulary that has it as its name."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nsatu_data.model import glossary
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.glossary import Field
from nsatu_data.model.string_forms import FORMS
from nsatu_data.model.vocabulary import Kind, Term
from nsatu_data.printable import inert
from nsatu_data.report.colour import Style
from nsatu_data.report.screen import PLAIN, Screen
from nsatu_data.report.wrapping import columns, wrapped

_INDENT: Final = "  "
_WHOLES: Final = {"dataset": "the manifest", "bundle": "the bundle"}
"""The files that are not records."""
_LEAST_DEFINITION: Final = 20
"""A definition with fewer columns than this is below its term."""


def page(word: str, screen: Screen = PLAIN) -> str:
    """Everything that a word means in records. An empty string if it means nothing."""
    return _printed(_page(word, screen))


def overview(screen: Screen = PLAIN) -> str:
    """The names of all fields, and the terms of all vocabularies."""
    return _printed(_overview(screen))


def _printed(lines: Iterable[str]) -> str:
    return "".join(f"{inert(line)}\n" for line in lines)


def _overview(screen: Screen) -> Iterator[str]:
    yield screen.paint("fields", Style.HEADING)
    names = sorted({name for of_owner in FIELDS.values() for name in of_owner})
    yield from wrapped(", ".join(names), screen.paragraph, _INDENT, _INDENT)
    yield ""
    yield screen.paint("vocabularies and their terms", Style.HEADING)
    yield from _beside([(name, ", ".join(terms)) for name, terms in glossary.vocabularies().items()], screen)


def _page(word: str, screen: Screen) -> Iterator[str]:
    meanings = [
        *(_field(field, screen) for field in glossary.fields(word)),
        *(_term(term, screen) for term in glossary.terms(word)),
        *([_vocabulary(word, screen)] if word in glossary.vocabularies() else []),
    ]
    for number, meaning in enumerate(meanings):
        if number:
            yield ""
        yield from meaning


def _field(field: Field, screen: Screen) -> Iterator[str]:
    shape = field.shape
    terms = Kind if shape.name == "kind" else shape.vocabulary
    yield from _heading(shape.name, f"a field of {', '.join(map(_owner, field.owners))}", screen)
    yield from _paragraph(shape.description, screen)
    yield from _paragraph(
        f"It is {_presence(shape)}. Its value is {_form(shape)}{'.' if terms is None else ':'}", screen
    )
    if terms is not None:
        yield from _beside([(str(term), term.definition) for term in terms], screen)


def _owner(name: str) -> str:
    """What has a field: a kind, the manifest, the bundle, or the mapping in another field."""
    if name in _WHOLES:
        return _WHOLES[name]
    if name in set(Kind):
        return name
    holders = {shape.name: None for of_owner in FIELDS.values() for shape in of_owner.values() if shape.part == name}
    return f"each mapping in {' and '.join(holders)}"


def _presence(shape: FieldShape) -> str:
    if not shape.required:
        return "optional"
    return "required, and may be null" if shape.nullable else "required"


def _form(shape: FieldShape) -> str:
    """The form of a field's value, in words."""
    if shape.name == "kind":
        return "one of these terms"
    one = _form_of_item(shape)
    return f"a list; each item is {one}" if shape.many else one


def _form_of_item(shape: FieldShape) -> str:
    if shape.vocabulary is not None:
        return "one of these terms"
    if shape.name == "id":
        return "KIND/SLUG, such as risk/strain-on-the-budget"
    if shape.alias is not None:
        return FORMS[shape.alias].meaning
    if shape.part is not None:
        return f"a mapping with the fields {', '.join(FIELDS[shape.part])}"
    if shape.leaf is int:
        return "a whole number"
    return f"a text of at most {shape.size[1]:,} characters" if shape.size else "a text"


def _term(term: Term, screen: Screen) -> Iterator[str]:
    vocabulary = type(term)
    yield from _heading(term, f"a term of {vocabulary.__name__}", screen)
    yield from _paragraph(f"{term.definition[0].upper()}{term.definition[1:]}.", screen)
    if term.standard is not None:
        yield from _paragraph(f"It corresponds to {term.standard}.", screen)
    yield from _uses(vocabulary, screen)
    others = [str(other) for other in vocabulary if other is not term]
    if others:
        are = "terms are" if len(others) > 1 else "term is"
        yield from _paragraph(f"The other {are} {', '.join(others)}.", screen)
    if vocabulary is Kind:
        yield from _paragraph(f"The fields of this kind are {', '.join(FIELDS[term])}.", screen)


def _vocabulary(name: str, screen: Screen) -> Iterator[str]:
    terms = glossary.vocabularies()[name]
    yield from _heading(name, "a vocabulary", screen)
    yield from _paragraph(terms.__doc__ or "", screen)
    yield from _uses(terms, screen)
    yield from _beside([(str(term), term.definition) for term in terms], screen)


def _uses(terms: type[Term], screen: Screen) -> Iterator[str]:
    """The fields that have the terms of a vocabulary."""
    for field, owners in glossary.uses(terms).items():
        yield from _paragraph(f"It is used in the field {field} of {', '.join(map(_owner, owners))}.", screen)


def _heading(word: str, what: str, screen: Screen) -> Iterator[str]:
    first, *others = wrapped(f"{word}: {what}", screen.paragraph, rest=_INDENT)
    yield screen.paint(first[: len(word)], Style.HEADING) + first[len(word) :]
    yield from others


def _paragraph(text: str, screen: Screen) -> list[str]:
    return wrapped(text, screen.paragraph, _INDENT, _INDENT)


def _beside(rows: Sequence[tuple[str, str]], screen: Screen) -> Iterator[str]:
    """Names with texts beside them, or below them if there is too little room."""
    margin = max(columns(name) for name, _ in rows) + 2
    is_beside = screen.paragraph - 2 * len(_INDENT) - margin >= _LEAST_DEFINITION
    for name, text in rows:
        head = 2 * _INDENT + screen.paint(name, Style.CODE)
        if not is_beside:
            yield head
            yield from wrapped(text, screen.paragraph, 3 * _INDENT, 3 * _INDENT)
            continue
        gap = " " * (margin - len(name))
        for line in wrapped(text, screen.paragraph - 2 * len(_INDENT) - margin):
            yield f"{head}{gap}{line}"
            head, gap = 2 * _INDENT, " " * margin
