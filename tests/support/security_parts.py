"""The parts of SECURITY.md that are derived: the contact, the limits of the readers, and how much can be guessed."""

import hashlib
import re
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from nsatu_data.finding_limits import FAULT_LIMIT
from nsatu_data.storage.dataset_folder import RECORD_LIMIT
from nsatu_data.storage.read_files import BUNDLE_LIMIT, FILE_LIMIT, SOURCE_LIMIT
from nsatu_data.syntax.portable.grammar import DEPTH_LIMIT
from nsatu_data.syntax.yaml_reader import LINE_LIMIT
from nsatu_data.text import canonical_text
from tests.support import confined_processes
from tests.support.addresses import Addresses
from tests.support.readme_parts import between

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset

_SHORT: Final = 20
"""The length of words, in characters, that counts as short."""
_RUN: Final = 15
"""The largest number of words in a run of words of the dataset that is tried as a guess."""
_LINE: Final = 120


def contact(addresses: Addresses) -> str:
    """A paragraph that says where to write."""
    where = addresses.contact or "through the private reporting of the repository's host"
    where = f"to {where}" if "@" in where else f"at <{where}>" if where.startswith("https://") else where
    return f"Write in private, {where}.\n"


def limits() -> str:
    """A table of the limits that readers keep, and of what the tests allow a run to use."""
    rows = {
        "a record or a manifest": _bytes(FILE_LIMIT),
        "a source record": _bytes(SOURCE_LIMIT),
        "a bundle": _bytes(BUNDLE_LIMIT),
        "a text": _bytes(canonical_text.LIMIT),
        "a line": _bytes(LINE_LIMIT),
        "depth of values": f"{DEPTH_LIMIT}",
        "records of a dataset": f"{RECORD_LIMIT:,}",
        "findings shown for a record": f"{FAULT_LIMIT}",
        "memory of a run in the tests": f"{_bytes(confined_processes.MEMORY)} beyond the interpreter's",
        "time of a run in the tests": f"{confined_processes.SECONDS} seconds of one core for each 100 kB of input",
    }
    return "| what | limit |\n|---|---|\n" + "".join(f"| {what} | {limit} |\n" for what, limit in rows.items())


def _bytes(number: int) -> str:
    return f"{number // 1024**2} MiB" if number % 1024**2 == 0 else f"{number // 1024} KiB"


def guessable(dataset: "Dataset") -> str:
    """A paragraph with the number of evidence pointers whose words are short, or stand in the dataset itself."""
    pointers = list(dataset.evidence)
    short = sum(pointer.end - pointer.start <= _SHORT for pointer in pointers)
    guesses = {hashlib.sha256(guess.encode()).hexdigest() for guess in _guesses(dataset)}
    known = sum(pointer.sha256 in guesses for pointer in pointers)
    sentences = (
        f"Of the {len(pointers)} pointers of this dataset, {short} have at most {_SHORT} characters.",
        "A program finds such words by trying.",
        f"The words of {known} pointers stand in a label, a name or a statement of the dataset.",
        "To find these, it is enough to try what the dataset says itself.",
    )
    return f"{textwrap.fill(' '.join(sentences), _LINE)}\n"


def _guesses(dataset: "Dataset") -> Iterator[str]:
    """Each run of at most `_RUN` words in the labels, names and statements of the records."""
    for record in dataset:
        texts = [record.label, getattr(record, "statement", None), getattr(record, "name", None)]
        for text in [*texts, *getattr(record, "aliases", ())]:
            words = list(re.finditer(r"[^\s.,;:?!()]+", text or ""))
            for index, first in enumerate(words):
                yield from ((text or "")[first.start() : last.end()] for last in words[index : index + _RUN])


def filled(text: str, dataset: "Dataset", addresses: Addresses) -> str:
    """SECURITY.md with its derived parts, each between its marks."""
    text = between(text, "contact", lambda _: contact(addresses))
    text = between(text, "limits", lambda _: limits())
    return between(text, "guessable", lambda _: guessable(dataset))
