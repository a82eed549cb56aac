"""Conditions between the fields of one record. Models, findings and JSON Schema all use these definitions.

A condition reads only the fields that it names, so it can be checked in a record whose other fields are faulty. If JSON
Schema can express a condition, its schema is derived from the definition here. Otherwise the condition gives the reason
as `not_in_schema`, and the schema reference lists the condition with the reason.

`when` is a field with some of its terms, such as `("prominence", (Prominence.MAIN,))`. A condition with `when` applies
only to records in which that field has one of these terms.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.model.vocabulary import ActorType, Certainty, EventType, Naming, Occurrence, Prominence, Term

JSON = dict[str, Any]


class Condition(Protocol):
    """A requirement that a record, or one part of a record, must meet."""

    @property
    def code(self) -> str:
        """The code of its findings."""

    @property
    def requirement(self) -> str:
        """The requirement in words, as one clause."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that the condition reads."""

    @property
    def not_in_schema(self) -> str | None:
        """The reason if JSON Schema cannot express the condition, otherwise None."""

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        """The violations of the condition. `value(field)` returns a field's value, None if it is absent or null."""

    def schema(self) -> JSON | None:
        """The condition as a JSON Schema, for the `allOf` of the model's schema.

        None if JSON Schema cannot express the condition.
        """


class Allowed(NamedTuple):
    """`field` must be one of `terms`. Without `when`, this holds for every record."""

    code: str
    requirement: str
    field: str
    terms: tuple[Term, ...]
    when: tuple[str, tuple[Term, ...]] | None = None

    @property
    def not_in_schema(self) -> None:
        return None

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,) if self.when is None else (self.when[0], self.field)

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        if (self.when is None or value(self.when[0]) in self.when[1]) and value(self.field) not in self.terms:
            help = f"write {' or '.join(self.terms)}"
            yield Fault(self.code, self.requirement, f"/{self.field}", help, related=_related(self.when, value))

    def schema(self) -> JSON:
        return _if_then(self.when, {self.field: {"type": "string", "enum": list(self.terms)}})


class Null(NamedTuple):
    """`field` must be null in the records that `when` selects, and must not be null in others."""

    code: str
    requirement: str
    field: str
    when: tuple[str, tuple[Term, ...]]

    @property
    def not_in_schema(self) -> None:
        return None

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.when[0], self.field)

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        expected = value(self.when[0]) in self.when[1]
        if expected and value(self.field) is not None:
            yield Fault(self.code, self.requirement, f"/{self.field}", "write null", related=_related(self.when, value))
        if not expected and value(self.field) is None:
            help = "write the words that the source uses"
            yield Fault(self.code, self.requirement, f"/{self.field}", help, related=_related(self.when, value))

    def schema(self) -> JSON:
        return {
            **_if_then(self.when, {self.field: {"type": "null"}}),
            "else": {"properties": {self.field: {"type": "string"}}, "type": "object"},
        }


class Absent(NamedTuple):
    """`field` must be left out of the records that `when` selects."""

    code: str
    requirement: str
    field: str
    when: tuple[str, tuple[Term, ...]]

    @property
    def not_in_schema(self) -> None:
        return None

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.when[0], self.field)

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        if value(self.when[0]) in self.when[1] and value(self.field) is not None:
            help, related = f"leave {self.field} out", _related(self.when, value)
            yield Fault(self.code, self.requirement, f"/{self.field}", help, at_key=True, related=related)

    def schema(self) -> JSON:
        barred: JSON = {"type": "object", "properties": {self.field: {}}, "required": [self.field]}
        return {"type": "object", "if": _is_selected(self.when), "then": {"type": "object", "not": barred}}


class Matching(NamedTuple):
    """In the records that `when` selects, `field` must match `pattern` if the field is present."""

    code: str
    requirement: str
    field: str
    pattern: str
    when: tuple[str, tuple[Term, ...]]
    help: str

    @property
    def not_in_schema(self) -> None:
        return None

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.when[0], self.field)

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        written = value(self.field)
        if value(self.when[0]) in self.when[1] and written is not None and not re.search(self.pattern, written):
            yield Fault(self.code, self.requirement, f"/{self.field}", self.help, related=_related(self.when, value))

    def schema(self) -> JSON:
        return _if_then(self.when, {self.field: {"type": "string", "pattern": self.pattern}})


class NotInSchema(NamedTuple):
    """A condition that JSON Schema cannot express. `check` takes the values of `fields` and yields the violations."""

    code: str
    requirement: str
    fields: tuple[str, ...]
    not_in_schema: str
    check: Callable[..., Iterator[Fault]]

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        yield from self.check(*map(value, self.fields))

    def schema(self) -> None:
        return None


def _is_selected(when: tuple[str, tuple[Term, ...]]) -> JSON:
    field, terms = when
    return {
        "type": "object",
        "properties": {field: {"type": "string", "enum": list(terms)}},
        "required": [field],
    }


def _related(when: tuple[str, tuple[Term, ...]] | None, value: Callable[[str], Any]) -> tuple[Target, ...]:
    """The field of `when`, as the related place of a fault."""
    return () if when is None else (Target(None, f"/{when[0]}", f"`{when[0]}` is {value(when[0])}"),)


def _if_then(when: tuple[str, tuple[Term, ...]] | None, properties: JSON) -> JSON:
    then = {"type": "object", "properties": properties}
    return then if when is None else {"type": "object", "if": _is_selected(when), "then": then}


def reader(holder: Mapping[str, Any] | object) -> Callable[[str], Any]:
    """A function that returns a field of a mapping or a model, None if it is absent or null."""
    if isinstance(holder, Mapping):
        return holder.get
    return lambda field: getattr(holder, field)


def _runs_forward(start: int, end: int) -> Iterator[Fault]:
    if end <= start:
        message = f"the span ends at {end}, which is not after its start at {start}"
        yield Fault("empty-span", message, "/end", related=(Target(None, "/start", "it starts here"),))


def _in_order(sentences: Sequence[Any]) -> Iterator[Fault]:
    number, end, paragraph = 0, 0, 0
    for index, row in enumerate(map(reader, sentences)):
        place = f"/sentences/{index}"
        if row("number") != number + 1:
            message = f"the sentence is numbered {row('number')} instead of {number + 1}"
            yield Fault("disordered-sentences", message, f"{place}/number", related=_previous(index, "number"))
        if row("start") < end:
            message = f"the sentence starts at {row('start')}, before the end of the previous sentence at {end}"
            yield Fault("disordered-sentences", message, f"{place}/start", related=_previous(index, "end"))
        # Every paragraph has a sentence, so paragraph numbers have no gaps.
        if row("paragraph") not in (paragraph, paragraph + 1):
            message = f"paragraph {row('paragraph')} follows paragraph {paragraph}"
            yield Fault("disordered-sentences", message, f"{place}/paragraph", related=_previous(index, "paragraph"))
        number, end, paragraph = row("number"), row("end"), row("paragraph")


def _previous(index: int, field: str) -> tuple[Target, ...]:
    """The field of the previous sentence, as the related place of a fault."""
    return (Target(None, f"/sentences/{index - 1}/{field}", "the previous sentence"),) if index else ()


def _within_text(text: Any, sentences: Sequence[Any]) -> Iterator[Fault]:
    length = reader(text)("code_points")
    for index, row in enumerate(map(reader, sentences)):
        if row("end") > length:
            message = f"the sentence ends at {row('end')}, after the end of the text at {length}"
            related = (Target(None, "/text/code_points", "the length of the text"),)
            yield Fault("sentence-outside-text", message, f"/sentences/{index}/end", related=related)
            # All following sentences end after the text, too.
            return


_ARITHMETIC = "JSON Schema cannot compare one value with another"

SPAN_RUNS_FORWARD = NotInSchema(
    "empty-span", "a span must end after its start", ("start", "end"), _ARITHMETIC, _runs_forward
)
SENTENCES_IN_ORDER = NotInSchema(
    "disordered-sentences",
    "sentences and paragraphs must be numbered from 1 in the order of the text, and sentences must not overlap",
    ("sentences",),
    _ARITHMETIC,
    _in_order,
)
SENTENCES_WITHIN_TEXT = NotInSchema(
    "sentence-outside-text",
    "no sentence may end after the end of the text",
    ("text", "sentences"),
    _ARITHMETIC,
    _within_text,
)
NOT_IN_SCHEMA: Final = {one.code: one for one in (SPAN_RUNS_FORWARD, SENTENCES_IN_ORDER, SENTENCES_WITHIN_TEXT)}
"""The conditions that JSON Schema cannot express, by code."""
UNNAMED_HAS_NO_NAME = Null(
    "name-against-naming",
    "`name` must be null if `naming` is unnamed, and only then",
    "name",
    ("naming", (Naming.UNNAMED,)),
)
ONLY_BODIES_HAVE_HEADQUARTERS = Absent(
    "seat-of-no-body",
    "only an organisation or a mission may have headquarters",
    "headquarters",
    ("type", (ActorType.POLITY, ActorType.PERSON, ActorType.GROUP)),
)
MAIN_EVENT_IS_NOT_HYPOTHETICAL = Allowed(
    "hypothetical-main-event",
    "the main event must be actual or prospective",
    "occurrence",
    (Occurrence.ACTUAL, Occurrence.PROSPECTIVE),
    ("prominence", (Prominence.MAIN,)),
)
REACTION_IS_NOT_OPEN = Allowed(
    "open-reaction",
    "the certainty of a reaction must not be open: a response that the source only asks about is an implication",
    "certainty",
    (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE),
)

_CAMEO_CODES = {
    EventType.AGREE: "03[0-9]{0,2}",
    EventType.CONSULT: "04[0-9]{0,2}",
    EventType.SUPPORT: "05[0-9]{0,2}",
    EventType.CONCEDE: "08(?:0|1[12]?|2|3[0-4]?|)",
    EventType.COOPERATE: "06[0-9]{0,2}",
    EventType.AID: "07[0-9]{0,2}",
    EventType.RETREAT: "08(?:13|14|4[12]?|5|6[1-3]?|7[1-4]?)",
    EventType.REQUEST: "10[0-9]{0,2}",
    EventType.ACCUSE: "(?:09|11)[0-9]{0,2}",
    EventType.REJECT: "12[0-9]{0,2}",
    EventType.THREATEN: "13[0-9]{0,2}",
    EventType.PROTEST: "14[0-9]{0,2}",
    EventType.MOBILIZE: "15[0-9]{0,2}",
    EventType.SANCTION: "16[0-9]{0,2}",
    EventType.COERCE: "17[0-9]{0,2}",
    EventType.ASSAULT: "(?:18|19|20)[0-9]{0,2}",
}
CAMEO_AGREES_WITH_TYPE = tuple(
    Matching(
        "cameo-against-type",
        f"the CAMEO code of an event of type {term} must be one that PLOVER counts as {term}",
        "cameo",
        f"^{codes}$",
        ("type", (term,)),
        f"write a code of {term} ({term.standard}), or leave the code out",
    )
    for term, codes in _CAMEO_CODES.items()
)


def _by_code(*conditions: Condition) -> dict[str, tuple[Condition, ...]]:
    return {one.code: tuple(other for other in conditions if other.code == one.code) for one in conditions}


CONDITIONS: Final = _by_code(
    *NOT_IN_SCHEMA.values(),
    UNNAMED_HAS_NO_NAME,
    ONLY_BODIES_HAVE_HEADQUARTERS,
    MAIN_EVENT_IS_NOT_HYPOTHETICAL,
    REACTION_IS_NOT_OPEN,
    *CAMEO_AGREES_WITH_TYPE,
)
"""The conditions by the code of their findings."""

OTHERS_NOT_IN_SCHEMA: Final = (
    ("every day in a date must exist in the calendar", "Edtf, Day", "a pattern cannot know leap years"),
    (
        "text must be in Unicode form C, without controls, bidirectional controls, noncharacters or hidden characters",
        "every text",
        "patterns that all engines read alike are ASCII, and no pattern can check for form C",
    ),
    (
        "references must lead to records, evidence must lie in its sentence, and so on for all rules across records",
        "the dataset",
        "a schema checks one record at a time",
    ),
)
"""Other requirements that JSON Schema cannot express: the requirement, what must meet it, and the reason."""
