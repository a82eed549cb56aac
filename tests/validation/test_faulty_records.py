"""Ten thousand records with something done to them, of which what is found is held against what was done.

A finding is on the mutated place

- where a value was changed: if its pointer, or that of a place that it points at as well, is the value's or lies below
  it, or if it tells that the value is missing from what it was in. What is told of the text itself has no pointer;
- where the text was changed, and for what has no pointer: if it, or a place that it points at as well, stands on a line
  that differs from what it was, or, where lines were only taken out, on one of the two around the gap. A line that has
  become empty or a comment counts as taken out. A missing field, which is told at the record, may also be one that
  stood on such a line.
"""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import yaml
from pydantic_core._pydantic_core import list_all_errors

from nsatu_data.diagnostics import Diagnostic, Fault, Span
from nsatu_data.schema import json_schema
from nsatu_data.syntax import yaml_reader
from nsatu_data.validation.locate import Part, placed
from tests.support import ajv_validator, faulty_records, npm_packages
from tests.support.faulty_records import Mutation
from tests.support.shape_verdicts import judge
from tests.support.value_mutations import SCHEMAS

SEED: Final = 3
COUNT: Final = 10_000
# One process makes and judges the mutations for all tests.
pytestmark = [pytest.mark.exhaustive, pytest.mark.xdist_group("mutations")]

MISSING: Final = re.compile("`(.+)` is missing")


class Outcome(NamedTuple):
    """What was found of a mutation: the document that was read, and each fault in its place."""

    mutation: Mutation
    document: yaml_reader.Document
    told: list[tuple[Fault, Diagnostic]]

    @property
    def lines(self) -> tuple[range, range]:
        """The lines that differ, as they were and as they are; where there are none, the two around the gap.

        Of equal lines in a row it cannot be told which was put in or taken out: it is any of them.
        """
        before, after = self.mutation.before.split("\n"), self.document.text.split("\n")
        shorter = min(len(before), len(after))
        alike = next((n for n in range(shorter) if before[n] != after[n]), shorter)
        alike_at_end = next((n for n in range(shorter) if before[-1 - n] != after[-1 - n]), shorter)
        first, last = min(alike, shorter - alike_at_end), min(alike_at_end, shorter - alike)
        end = len(after) - last
        while first < end and after[end - 1].lstrip(" ")[:1] in ("", "#"):
            end -= 1
        gap = range(max(1, first), len(after) - last + 2)
        return range(first + 1, len(before) - last + 1), range(first + 1, end + 1) if first < end else gap

    def is_located(self, fault: Fault, diagnostic: Diagnostic) -> bool:
        """Whether a finding is on the mutated place, as the module says."""
        pointer = self.mutation.pointer
        if pointer is not None and fault.span is None:
            pointers = [fault.pointer, *(target.pointer for target in fault.related)]
            is_missing = fault.code == "missing-field" and fault.pointer == pointer.rpartition("/")[0]
            return is_missing or any(one == pointer or one.startswith(f"{pointer}/") for one in pointers)
        before, after = self.lines
        if missing := MISSING.fullmatch(fault.message):
            place = places(self.mutation.before).get(f"{fault.pointer}/{missing[1]}")
            if place is not None and place.line in before:
                return True
        spans = [span for span in (diagnostic.span, *(one.span for one in diagnostic.related)) if span]
        return any(span.line <= after[-1] and after[0] <= span.end_line for span in spans)


@cache
def places(text: str) -> dict[str, Span]:
    """Where each key, or item, stands in a valid text."""
    return {pointer: place.key or place.value for pointer, place in yaml_reader.read(text.encode()).places.items()}


def judged(mutation: Mutation) -> Outcome:
    document = yaml_reader.read(mutation.data)
    faults = list(document.faults)
    if document.json is not None:
        faults += judge(SCHEMAS[mutation.origin.schema], document.json, document.refused)[1]
    part = Part("", "", document=document)
    return Outcome(mutation, document, [(fault, placed(Path(), part, fault).diagnostic) for fault in faults])


@cache
def outcomes() -> list[Outcome]:
    return [judged(mutation) for mutation in faulty_records.mutations(SEED, COUNT)]


def value_of(outcome: Outcome) -> Any:
    """What a schema is asked about: the value that was changed, or that which was read of a text that was."""
    if outcome.mutation.pointer is not None:
        return outcome.mutation.value
    return None if outcome.document.json is None else json.loads(outcome.document.json)


def test_no_mutation_raises_anything_and_every_sort_is_there() -> None:
    sorts = Counter(outcome.mutation.sort for outcome in outcomes())
    assert sum(sorts.values()) == COUNT
    assert max(sorts.values()) - min(sorts.values()) <= 1
    done = Counter((outcome.mutation.sort, outcome.mutation.how) for outcome in outcomes())
    assert len(done) == 46
    assert min(done.values()) >= 5


def test_what_nothing_is_found_in_is_accepted_by_the_schema_and_read_by_yaml_as_by_us() -> None:
    sound = [outcome for outcome in outcomes() if not outcome.told]
    assert len(sound) > 1000
    for outcome in sound:
        value = value_of(outcome)
        assert json_schema.validator(outcome.mutation.origin.schema).is_valid(value), outcome.mutation
        assert json.dumps(yaml.load(outcome.document.text, yaml.CSafeLoader)) == json.dumps(value), outcome.mutation


def test_what_ajv_refuses_is_told_at_the_mutated_place() -> None:
    if reason := npm_packages.missing():
        pytest.skip(reason)
    schemas = {name: json_schema.schema(name) for name in SCHEMAS}
    asked = [(outcome, value) for outcome in outcomes() if (value := value_of(outcome)) is not None]
    answer = ajv_validator.judge(schemas, [(outcome.mutation.origin.schema, value) for outcome, value in asked])
    refused = [outcome for (outcome, _), errors in zip(asked, answer.errors, strict=True) if errors]
    assert len(refused) > 4000
    for outcome in refused:
        assert any(outcome.is_located(*one) for one in outcome.told), outcome
    silent = [outcome for outcome in refused if not outcome.told]
    assert silent == []


def test_whatever_is_found_is_on_the_mutated_place() -> None:
    told = [outcome for outcome in outcomes() if outcome.told]
    assert len(told) > 8000
    astray = [outcome for outcome in told if not any(outcome.is_located(*one) for one in outcome.told)]
    assert [(outcome.mutation, outcome.told) for outcome in astray] == []


def test_one_fault_in_a_value_is_one_finding_and_it_is_on_the_mutated_place() -> None:
    changed = [outcome for outcome in outcomes() if outcome.mutation.pointer is not None]
    for outcome in changed:
        is_one = len(outcome.told) == 1 or (not outcome.told and not outcome.mutation.is_one_fault)
        assert is_one, (outcome.mutation, outcome.told)
        assert all(outcome.is_located(*one) for one in outcome.told), (outcome.mutation, outcome.told)


def test_a_line_with_something_done_to_it_is_hardly_ever_told_of_twice() -> None:
    found: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for outcome in outcomes():
        if outcome.mutation.sort == "structure" and outcome.told:
            done[outcome.mutation.how] += 1
            found[outcome.mutation.how] += len(outcome.told)
    # Two lines that stand in each other's place are two faults.
    assert {how for how in done if found[how] > 1.4 * done[how]} <= {"swap lines", "swap neighbours"}
    assert found.total() < 1.1 * done.total()


def test_no_word_of_pydantic_is_told() -> None:
    templates = [error["message_template_python"] for error in list_all_errors()]
    theirs = {template.partition("{")[0].strip() for template in templates} - {""}
    told = [fault for outcome in outcomes() for fault, _ in outcome.told]
    assert len(told) > 8000
    for message in {text for fault in told for text in (fault.message, fault.help or "")}:
        assert not any(message.startswith(words) for words in theirs), message
