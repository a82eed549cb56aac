"""Every constraint of every schema file has an effect: a document is refused for breaking it and nothing else."""

import json

import pytest

from nsatu_data.schema import json_schema
from tests.support.broken_constraints import breaches, reasons
from tests.support.folders import SCHEMA


@pytest.mark.parametrize("name", json_schema.names())
def test_each_constraint_is_broken_alone_or_cannot_be(name: str) -> None:
    whole = json.loads((SCHEMA / json_schema.file_name(name)).read_bytes())
    for breach in breaches(name, whole):
        why = reasons(breach.context)
        assert bool(breach.documents) != bool(why), f"{breach.context.constraint}: {why or 'none breaks it alone'}"
