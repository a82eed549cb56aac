"""`dataset.claims` was a tuple in version 1.1. What worked then works, and warns."""

import operator
import re
from collections.abc import Callable
from typing import Any

import pytest

from nsatu_data import moved
from tests.support.example_datasets import dataset

CLAIMS = tuple(record for record in dataset() if hasattr(record, "statement"))
USES: list[tuple[str, Callable[[Any], object]]] = [
    ("use list(dataset.claims)[...]", lambda claims: claims[1]),
    ("use list(dataset.claims)[...]", lambda claims: claims[-1]),
    ("use list(dataset.claims)[...]", lambda claims: claims[1:3]),
    ("compare tuple(dataset.claims)", lambda claims: claims == CLAIMS),
    ("compare tuple(dataset.claims)", lambda claims: claims == CLAIMS[1:]),
    ("compare tuple(dataset.claims)", lambda claims: claims != CLAIMS),
    ("add to tuple(dataset.claims)", lambda claims: operator.add(claims, CLAIMS[:1])),
    ("add to tuple(dataset.claims)", lambda claims: operator.add(CLAIMS[:1], claims)),
    ("use list(dataset.claims).index(...)", lambda claims: claims.index(CLAIMS[2])),
    ("use claim in dataset.claims", lambda claims: claims.count(CLAIMS[2])),
]


@pytest.mark.parametrize(("instead", "use"), USES)
def test_what_a_tuple_can_do_works_and_warns(instead: str, use: Callable[[Any], object]) -> None:
    removed = re.escape(f" will be removed in nsatu_data {moved.REMOVED_IN}; {instead}")
    with pytest.warns(DeprecationWarning, match=f"{removed}$") as caught:
        assert use(dataset().claims) == use(CLAIMS)
    (warning,) = caught
    assert warning.filename == __file__


def test_what_a_tuple_and_a_collection_can_do_does_not_warn() -> None:
    claims = dataset().claims
    assert tuple(claims) == CLAIMS
    assert len(claims) == len(CLAIMS)
    assert tuple(reversed(claims)) == CLAIMS[::-1]
    assert CLAIMS[0] in claims
    assert claims == dataset().claims
    assert claims != [*CLAIMS]
    assert len({claims, dataset().claims}) == 1


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError, match=r"^there is no claim actor/arda$"):
        dataset().claims["actor/arda"]
