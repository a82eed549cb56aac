"""Selects records by the values of their fields. If none match, explains why and suggests similar values."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.identifiers import is_id, nearest
from nsatu_data.model.string_forms import FORMS, Form
from nsatu_data.model.vocabulary import Kind

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset
    from nsatu_data.model.record_models import AnyRecord


def select(dataset: "Dataset", kinds: Sequence[str], wanted: Sequence[tuple[str, str | None]]) -> "list[AnyRecord]":
    """The records of these kinds whose fields have the wanted values. Kinds without those fields are skipped.

    Raises CannotRun if no kind has all the fields, or if a value is an unknown term or id.
    """
    names = dict(wanted)
    eligible = [kind for kind in kinds if names.keys() <= FIELDS[kind].keys()]
    if not eligible:
        known = dict.fromkeys(name for kind in kinds for name in FIELDS[kind])
        unknown = [name for name in names if name not in known]
        help = did_you_mean(unknown, list(known)) or f"; the fields are {', '.join(known)}"
        fields = f"all the fields {', '.join(names)}" if len(names) > 1 else f"the field {next(iter(names))}"
        raise CannotRun(f"no kind has {fields}{help}")
    found = [record for record in dataset if record.kind in eligible and all(_has(record, *one) for one in wanted)]
    ids = [] if found else [record.id for record in dataset]
    for name, value in () if found else wanted:
        message = problem([FIELDS[kind][name] for kind in eligible], value, ids)
        if message is not None:
            raise CannotRun(message)
    return found


def _has(record: "AnyRecord", name: str, wanted: str | None) -> bool:
    value = getattr(record, name)
    if isinstance(value, tuple):
        return wanted in value if wanted is not None else not value
    return value is None if wanted is None else str(value) == wanted


def did_you_mean(words: Iterable[str], known: Sequence[str]) -> str:
    """A question that suggests known words similar to the given ones, or an empty string."""
    near = [one for word in words if (one := nearest(word, known)) is not None]
    return f"; did you mean {', '.join(near)}?" if near else ""


def problem(fields: Sequence[FieldShape], value: object, ids: Collection[str] | None) -> str | None:
    """A message if none of these fields can have the value, else None.

    The fields have the same name but belong to different kinds. `ids` are the ids of the dataset's records. If `ids` is
    None, any id of the right kind is accepted.
    """
    if value is None:
        return None
    if terms := _terms(fields):
        if value in terms:
            return None
        help = did_you_mean([str(value)], terms) or f"; the terms are {', '.join(terms)}"
        return f"{value} is not a term of {fields[0].name}{help}"
    forms = [FORMS[field.alias] for field in fields if field.alias is not None and FORMS[field.alias].kinds]
    return _problem_of_id(forms, str(value), ids) if len(forms) == len(fields) else None


def _terms(fields: Sequence[FieldShape]) -> list[str]:
    """The terms of the fields' vocabularies, or an empty list if a field also takes other values."""
    terms: set[str] = set()
    for field in fields:
        vocabulary = Kind if field.constant is not None else field.vocabulary
        if vocabulary is None:
            return []
        terms.update(map(str, vocabulary))
    return sorted(terms)


def _problem_of_id(forms: Sequence[Form], given: str, ids: Collection[str] | None) -> str | None:
    fits = any(form.matches(given) for form in forms)
    if fits and (ids is None or given in ids):
        return None
    wanted = [one for one in ids or () if any(form.matches(one) for form in forms)]
    help = near_id(given, wanted)
    return f"there is no record {given}{help}" if fits else f"{given} is not {forms[0].meaning}{help}"


def near_id(given: str, ids: Iterable[str]) -> str:
    """A question that suggests a similar id, or an empty string.

    If the kind of the given id is missing or wrong, ids with a similar slug are suggested: the part after the slash.
    """
    known = list(ids)
    near = nearest(given, known) if is_id(given) else None
    if near is None:
        slugs = {one.partition("/")[2]: one for one in known}
        slug = nearest(given.rpartition("/")[2], list(slugs))
        near = slugs[slug] if slug is not None else None
    return f"; did you mean {near}?" if near else ""
