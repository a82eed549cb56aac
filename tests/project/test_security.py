"""The derived parts of SECURITY.md say what holds."""

import re

import pytest

from tests.support import river_pact, security_parts
from tests.support.addresses import Addresses
from tests.support.example_datasets import dataset

UNSET = "Write in private, through the private reporting of the repository's host.\n"
REPOSITORY = Addresses("https://example.org/account/name")
LIMITS = """\
| what | limit |
|---|---|
| a record or a manifest | 256 KiB |
| a source record | 16 MiB |
| a bundle | 64 MiB |
| a text | 4 MiB |
| a line | 16 KiB |
| depth of values | 12 |
| records of a dataset | 1,000,000 |
| findings shown for a record | 100 |
| memory of a run in the tests | 200 MiB beyond the interpreter's |
| time of a run in the tests | 2 seconds of one core for each 100 kB of input |
"""


@pytest.mark.parametrize(
    ("addresses", "wanted"),
    [
        (Addresses(), UNSET),
        (REPOSITORY, "Write in private, at <https://example.org/account/name/security/advisories/new>.\n"),
        (Addresses(stated_contact="a@example.org"), "Write in private, to a@example.org.\n"),
    ],
)
def test_the_contact_is_that_of_the_project(addresses: Addresses, wanted: str) -> None:
    assert security_parts.contact(addresses) == wanted


def test_the_limits_are_those_of_the_readers() -> None:
    assert security_parts.limits() == LIMITS


def test_the_words_that_can_be_guessed_are_counted() -> None:
    whole = dataset()
    words = [river_pact.TEXT[pointer.start : pointer.end] for pointer in whole.evidence]
    shown = ("label", "name", "statement")
    said = [text for record in whole for field in shown if (text := getattr(record, field, None))]
    said += [alias for actor in whole.actors for alias in actor.aliases]
    short = sum(len(one) <= 20 for one in words)
    known = sum(any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for text in said) for one in words)
    assert 0 < short < len(words)
    assert 0 < known < len(words)
    told = " ".join(security_parts.guessable(whole).split())
    assert told.startswith(f"Of the {len(words)} pointers of this dataset, {short} have at most 20 characters. ")
    assert f" The words of {known} pointers stand in " in told
