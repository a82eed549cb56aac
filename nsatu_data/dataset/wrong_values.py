"""Messages for values that no record can have in a field, with suggestions of similar terms and ids."""

from collections.abc import Collection, Iterable, Sequence

from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.identifiers import is_id, nearest
from nsatu_data.model.string_forms import FORMS, Form
from nsatu_data.model.vocabulary import Kind


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
    # A text selects evidence by its source.
    is_text = isinstance(value, str)
    aliases = ["SourceId" if is_text and field.part == "Evidence" else field.alias for field in fields]
    forms = [FORMS[alias] for alias in aliases if alias is not None and FORMS[alias].kinds]
    return _problem_of_id(forms, str(value), ids) if len(forms) == len(fields) else None


def _terms(fields: Sequence[FieldShape]) -> list[str]:
    """The terms of the fields' vocabularies in their order, or an empty list if a field also takes other values."""
    terms: dict[str, None] = {}
    for field in fields:
        vocabulary = Kind if field.constant is not None else field.vocabulary
        if vocabulary is None:
            return []
        terms |= dict.fromkeys(map(str, vocabulary))
    return list(terms)


def _problem_of_id(forms: Sequence[Form], given: str, ids: Collection[str] | None) -> str | None:
    fits = any(form.matches(given) for form in forms)
    if fits and (ids is None or given in ids):
        return None
    wanted = [one for one in ids or () if any(form.matches(one) for form in forms)]
    help = near_id(given, wanted)
    return f"there is no record {given}{help}" if fits else f"{given} is not {forms[0].meaning}{help}"


def near_id(given: str, ids: Iterable[str]) -> str:
    """A question that suggests a similar id, or an empty string.

    If the kind of the given id is missing or wrong, ids with a similar slug are suggested. The slug of
    `event/fire` is `fire`.
    """
    known = list(ids)
    near = nearest(given, known) if is_id(given) else None
    if near is None:
        slugs = {one.partition("/")[2]: one for one in known}
        slug = nearest(given.rpartition("/")[2], list(slugs))
        near = slugs[slug] if slug is not None else None
    return f"; did you mean {near}?" if near else ""
