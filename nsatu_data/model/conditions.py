"""Conditions between the fields of one record, each said once: for the models, for findings and for JSON Schema.

A condition reads only the fields it names, so it can be put to a record whose other fields are wrong. Where JSON
Schema can say it, the schema's words are derived from the same declaration; where it cannot, the condition says why,
and the schema reference lists it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.model.vocabulary import ActorType, Certainty, EventType, Naming, Occurrence, Prominence, Term

JSON = dict[str, Any]


class Condition(Protocol):
    """A law that one record or one part of it obeys."""

    @property
    def code(self) -> str:
        """The code of the finding that tells of a breach."""

    @property
    def requirement(self) -> str:
        """What must hold, in one clause."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are read; no other is."""

    @property
    def not_in_schema(self) -> str | None:
        """Why JSON Schema cannot say it; None where it can."""

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        """What breaks the law; `value` gives a field's value, None where it is absent or null."""

    def schema(self) -> JSON | None:
        """The law in JSON Schema 2020-12, to be joined to an object's schema by `allOf`; None without words for it."""


class Allowed(NamedTuple):
    """Where `when` holds, `field` must be one of `terms`."""

    code: str
    requirement: str
    field: str
    terms: tuple[Term, ...]
    when: tuple[str, tuple[Term, ...]] | None = None

    @property
    def not_in_schema(self) -> None:
        """JSON Schema can say it."""

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,) if self.when is None else (self.when[0], self.field)

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        if (self.when is None or value(self.when[0]) in self.when[1]) and value(self.field) not in self.terms:
            help = f"write {' or '.join(self.terms)}"
            yield Fault(self.code, self.requirement, f"/{self.field}", help, related=_reason(self.when, value))

    def schema(self) -> JSON:
        return _if_then(self.when, {self.field: {"type": "string", "enum": list(self.terms)}})


class Null(NamedTuple):
    """Where `when` holds, `field` is null; where it does not, it is not."""

    code: str
    requirement: str
    field: str
    when: tuple[str, tuple[Term, ...]]

    @property
    def not_in_schema(self) -> None:
        """JSON Schema can say it."""

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.when[0], self.field)

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        expected = value(self.when[0]) in self.when[1]
        if expected and value(self.field) is not None:
            yield Fault(self.code, self.requirement, f"/{self.field}", "write null", related=_reason(self.when, value))
        if not expected and value(self.field) is None:
            help = "write the words that the source uses"
            yield Fault(self.code, self.requirement, f"/{self.field}", help, related=_reason(self.when, value))

    def schema(self) -> JSON:
        return {
            **_if_then(self.when, {self.field: {"type": "null"}}),
            "else": {"properties": {self.field: {"type": "string"}}, "type": "object"},
        }


class Absent(NamedTuple):
    """Where `when` holds, `field` is left out."""

    code: str
    requirement: str
    field: str
    when: tuple[str, tuple[Term, ...]]

    @property
    def not_in_schema(self) -> None:
        """JSON Schema can say it."""

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.when[0], self.field)

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        if value(self.when[0]) in self.when[1] and value(self.field) is not None:
            help, related = f"leave {self.field} out", _reason(self.when, value)
            yield Fault(self.code, self.requirement, f"/{self.field}", help, at_key=True, related=related)

    def schema(self) -> JSON:
        barred: JSON = {"type": "object", "properties": {self.field: {}}, "required": [self.field]}
        return {"type": "object", "if": _matches(self.when), "then": {"type": "object", "not": barred}}


class Matching(NamedTuple):
    """Where `when` holds and `field` is present, it matches `pattern`."""

    code: str
    requirement: str
    field: str
    pattern: str
    when: tuple[str, tuple[Term, ...]]
    help: str

    @property
    def not_in_schema(self) -> None:
        """JSON Schema can say it."""

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.when[0], self.field)

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        written = value(self.field)
        if value(self.when[0]) in self.when[1] and written is not None and not re.search(self.pattern, written):
            yield Fault(self.code, self.requirement, f"/{self.field}", self.help, related=_reason(self.when, value))

    def schema(self) -> JSON:
        return _if_then(self.when, {self.field: {"type": "string", "pattern": self.pattern}})


class NotInSchema(NamedTuple):
    """A law for which JSON Schema has no words; `check` yields what breaks it, given the values of `fields`."""

    code: str
    requirement: str
    fields: tuple[str, ...]
    not_in_schema: str
    check: Callable[..., Iterator[Fault]]

    def faults(self, value: Callable[[str], Any]) -> Iterator[Fault]:
        yield from self.check(*map(value, self.fields))

    def schema(self) -> None:
        return None


def _matches(when: tuple[str, tuple[Term, ...]]) -> JSON:
    field, terms = when
    return {
        "type": "object",
        "properties": {field: {"type": "string", "enum": list(terms)}},
        "required": [field],
    }


def _reason(when: tuple[str, tuple[Term, ...]] | None, value: Callable[[str], Any]) -> tuple[Target, ...]:
    """The field for whose sake a law holds, as a place that its breach points at."""
    return () if when is None else (Target(None, f"/{when[0]}", f"`{when[0]}` is {value(when[0])}"),)


def _if_then(when: tuple[str, tuple[Term, ...]] | None, properties: JSON) -> JSON:
    then = {"type": "object", "properties": properties}
    return then if when is None else {"type": "object", "if": _matches(when), "then": then}


def reader(holder: Mapping[str, Any] | object) -> Callable[[str], Any]:
    """Reads a field of a mapping or of a model alike; None where it is absent or null."""
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
            message = f"sentence {row('number')} stands where {number + 1} belongs"
            yield Fault("disordered-sentences", message, f"{place}/number", related=_before(index, "number"))
        if row("start") < end:
            message = f"the sentence starts at {row('start')}, within or before the one before it"
            yield Fault("disordered-sentences", message, f"{place}/start", related=_before(index, "end"))
        # Paragraphs are numbered without a gap, since each holds a sentence.
        if row("paragraph") not in (paragraph, paragraph + 1):
            message = f"paragraph {row('paragraph')} follows paragraph {paragraph}"
            yield Fault("disordered-sentences", message, f"{place}/paragraph", related=_before(index, "paragraph"))
        number, end, paragraph = row("number"), row("end"), row("paragraph")


def _before(index: int, field: str) -> tuple[Target, ...]:
    """The field of the sentence before, as a place that a fault points at."""
    return (Target(None, f"/sentences/{index - 1}/{field}", "the sentence before"),) if index else ()


def _within_text(text: Any, sentences: Sequence[Any]) -> Iterator[Fault]:
    length = reader(text)("code_points")
    for index, row in enumerate(map(reader, sentences)):
        if row("end") > length:
            message = f"the sentence ends at {row('end')}, past the text's end at {length}"
            related = (Target(None, "/text/code_points", "the text's length"),)
            yield Fault("sentence-outside-text", message, f"/sentences/{index}/end", related=related)
            # So do all that follow.
            return


_ARITHMETIC = "JSON Schema cannot compare one value with another"

SPAN_RUNS_FORWARD = NotInSchema(
    "empty-span", "a span ends after its start", ("start", "end"), _ARITHMETIC, _runs_forward
)
SENTENCES_IN_ORDER = NotInSchema(
    "disordered-sentences",
    "sentences are numbered from 1 in the order of the text, without overlap, paragraph after paragraph",
    ("sentences",),
    _ARITHMETIC,
    _in_order,
)
SENTENCES_WITHIN_TEXT = NotInSchema(
    "sentence-outside-text",
    "no sentence ends past the end of the text",
    ("text", "sentences"),
    _ARITHMETIC,
    _within_text,
)
NOT_IN_SCHEMA: Final = {one.code: one for one in (SPAN_RUNS_FORWARD, SENTENCES_IN_ORDER, SENTENCES_WITHIN_TEXT)}
"""The laws for which JSON Schema has no words, by code."""
UNNAMED_HAS_NO_NAME = Null(
    "name-against-naming",
    "an actor has a name just where the source names or describes it",
    "name",
    ("naming", (Naming.UNNAMED,)),
)
ONLY_BODIES_HAVE_HEADQUARTERS = Absent(
    "seat-of-no-body",
    "only an organisation or a mission has headquarters",
    "headquarters",
    ("type", (ActorType.POLITY, ActorType.PERSON, ActorType.GROUP)),
)
MAIN_EVENT_IS_NOT_HYPOTHETICAL = Allowed(
    "hypothetical-main-event",
    "the main event is actual or prospective",
    "occurrence",
    (Occurrence.ACTUAL, Occurrence.PROSPECTIVE),
    ("prominence", (Prominence.MAIN,)),
)
REACTION_IS_NOT_OPEN = Allowed(
    "open-reaction",
    "a response that is only wondered about is an implication, not a reaction",
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
        f"the CAMEO code is not one that PLOVER counts as {term}",
        "cameo",
        f"^{codes}$",
        ("type", (term,)),
        f"{term} is {term.standard}; write a code of that family, or leave the code out",
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
"""The laws by the code of the finding that tells of a breach."""

OTHERS_NOT_IN_SCHEMA: Final = (
    ("the days of a date are in the calendar", "Edtf", "a pattern would have to know leap years"),
    (
        "text is in Unicode form C, and no control, bidirectional control or noncharacter stands in it",
        "every text",
        "patterns that all engines read alike are ASCII, and form C is no matter of patterns",
    ),
    (
        "references lead to records, evidence lies in its sentence, and whatever else holds across records",
        "the dataset",
        "a schema sees one record",
    ),
)
"""The laws that are no condition of one record and that JSON Schema cannot say either: law, of what, why."""
