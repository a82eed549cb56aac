"""ajv, the validator that most programs in JavaScript use, as one process that judges a whole batch."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tests.support import javascript_programs


class Error(NamedTuple):
    """The keyword that refuses a value, and the JSON pointer of that value."""

    keyword: str
    pointer: str


class Answer(NamedTuple):
    """What ajv says: the log of each schema, by name, and the errors of each document, in the order given."""

    logs: dict[str, list[str]]
    errors: list[list[Error]]


def judge(schemas: Mapping[str, Any], documents: Iterable[tuple[str, Any]]) -> Answer:
    """Adds the schemas, and judges each document with the schema that is named beside it."""
    lines = [{"name": name, "schema": schema} for name, schema in schemas.items()]
    lines += [{"name": name, "document": document} for name, document in documents]
    answers = javascript_programs.run("validate.mjs", lines)
    assert len(answers) == len(lines)
    return Answer(
        {name: answer["log"] for name, answer in zip(schemas, answers, strict=False)},
        [[Error(**error) for error in answer["errors"]] for answer in answers[len(schemas) :]],
    )
