"""Runs ajv, the JSON Schema validator most used in JavaScript, in one process for a whole batch of documents."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tests.support import javascript_programs


class Error(NamedTuple):
    """An error from ajv: the keyword that refuses a value, and the JSON pointer of the value."""

    keyword: str
    pointer: str


class Answer(NamedTuple):
    """ajv's answer: the log of each schema, by name, and the errors of each document, in the order given."""

    logs: dict[str, list[str]]
    errors: list[list[Error]]


def judge(schemas: Mapping[str, Any], documents: Iterable[tuple[str, Any]]) -> Answer:
    """Add the schemas, and judge each document with the schema named next to it."""
    lines = [{"name": name, "schema": schema} for name, schema in schemas.items()]
    lines += [{"name": name, "document": document} for name, document in documents]
    answers = javascript_programs.run("validate.mjs", lines)
    assert len(answers) == len(lines)
    return Answer(
        {name: answer["log"] for name, answer in zip(schemas, answers, strict=False)},
        [[Error(**error) for error in answer["errors"]] for answer in answers[len(schemas) :]],
    )
