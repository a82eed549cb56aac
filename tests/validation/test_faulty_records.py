"""Mutates ten thousand valid records, and compares the findings with the mutations.

A finding is at the mutated place in these cases:

- A value was changed: the JSON pointer of the finding, or of a related place, is that of the value or lies below it. Or
  the finding says that the value is missing from its container. Findings about the text itself have no pointer.
- The text was changed, or the finding has no pointer: the finding, or a related place, is on a line that differs. If
  lines were only removed, it is on one of the two lines around the gap. A line that has become empty or a comment
  counts as removed. A missing field is reported at the record, and may have been on such a line.
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
    """The result for a mutation: the document that was read, and each fault with its diagnostic."""

    mutation: Mutation
    document: yaml_reader.Document
    reported: list[tuple[Fault, Diagnostic]]

    @property
    def lines(self) -> tuple[range, range]:
        """The lines that differ, before and after. If there are none, the two lines around the gap.

        In a run of equal lines it cannot be known which line was inserted or removed, so the whole run is returned.
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
        """Whether a finding is at the mutated place, as defined in the module's docstring."""
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
    """The place of each key or item in a valid text."""
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
    """The value to ask a schema about: the changed value, or the value read from the changed text."""
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


def test_a_mutation_without_findings_is_accepted_by_the_schema_and_read_alike_by_yaml() -> None:
    sound = [outcome for outcome in outcomes() if not outcome.reported]
    assert len(sound) > 1000
    for outcome in sound:
        value = value_of(outcome)
        assert json_schema.validator(outcome.mutation.origin.schema).is_valid(value), outcome.mutation
        assert json.dumps(yaml.load(outcome.document.text, yaml.CSafeLoader)) == json.dumps(value), outcome.mutation


def test_what_ajv_refuses_is_reported_at_the_mutated_place() -> None:
    if reason := npm_packages.missing():
        pytest.skip(reason)
    schemas = {name: json_schema.schema(name) for name in SCHEMAS}
    asked = [(outcome, value) for outcome in outcomes() if (value := value_of(outcome)) is not None]
    answer = ajv_validator.judge(schemas, [(outcome.mutation.origin.schema, value) for outcome, value in asked])
    refused = [outcome for (outcome, _), errors in zip(asked, answer.errors, strict=True) if errors]
    assert len(refused) > 4000
    for outcome in refused:
        assert any(outcome.is_located(*one) for one in outcome.reported), outcome
    silent = [outcome for outcome in refused if not outcome.reported]
    assert silent == []


def test_whatever_is_found_is_on_the_mutated_place() -> None:
    reported = [outcome for outcome in outcomes() if outcome.reported]
    assert len(reported) > 8000
    astray = [outcome for outcome in reported if not any(outcome.is_located(*one) for one in outcome.reported)]
    assert [(outcome.mutation, outcome.reported) for outcome in astray] == []


def test_one_fault_in_a_value_is_one_finding_and_it_is_on_the_mutated_place() -> None:
    changed = [outcome for outcome in outcomes() if outcome.mutation.pointer is not None]
    for outcome in changed:
        is_one = len(outcome.reported) == 1 or (not outcome.reported and not outcome.mutation.is_one_fault)
        assert is_one, (outcome.mutation, outcome.reported)
        assert all(outcome.is_located(*one) for one in outcome.reported), (outcome.mutation, outcome.reported)


def test_a_mutated_line_is_hardly_ever_reported_twice() -> None:
    found: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for outcome in outcomes():
        if outcome.mutation.sort == "structure" and outcome.reported:
            done[outcome.mutation.how] += 1
            found[outcome.mutation.how] += len(outcome.reported)
    # Two lines that have swapped places are two faults.
    assert {how for how in done if found[how] > 1.4 * done[how]} <= {"swap lines", "swap neighbours"}
    assert found.total() < 1.1 * done.total()


def test_no_word_of_pydantic_is_reported() -> None:
    templates = [error["message_template_python"] for error in list_all_errors()]
    theirs = {template.partition("{")[0].strip() for template in templates} - {""}
    reported = [fault for outcome in outcomes() for fault, _ in outcome.reported]
    assert len(reported) > 8000
    for message in {text for fault in reported for text in (fault.message, fault.help or "")}:
        assert not any(message.startswith(words) for words in theirs), message
