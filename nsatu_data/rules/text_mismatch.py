"""Finds `text-mismatch`; `nsatu_data/manuals/text-mismatch.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.record_facts import Facts, Measures
from nsatu_data.linking.verified_evidence import has_sentence
from nsatu_data.text.canonical_text import Canonical, digest

CODE: Final = "text-mismatch"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, text in reading.texts.items():
        source = reading.records.get(identifier)
        if source is not None and source.text is not None:
            yield from _compare(identifier, source, source.text, text)


def _compare(identifier: str, source: Facts, measures: Measures, text: Canonical) -> Iterator[Fault]:
    if measures.sha256 == digest(text.text):
        yield from _wrong_rows(identifier, source, measures, text)
        return
    help = "give the text that was encoded; where it has changed, see `nsatu-data cite --realign`"
    # One place that is longer or shorter shifts all that follows it.
    shift = len(text.text) - measures.code_points
    changed = [row for row in source.sentences if not has_sentence(text, row)]
    lost = [row for row in changed if not has_sentence(text, row, shift)]
    if len(lost) == len(source.sentences):
        yield Fault(
            CODE, "the text is another one: it has none of the sentences", "/text/sha256", help, record=identifier
        )
    elif changed:
        first = changed[0]
        line = text.line_in_file(min(first.start, len(text.text) - 1))
        message = f"the text differs from sentence {first.number} on, in line {line} of its file"
        yield Fault(CODE, message, f"/sentences/{first.number - 1}/sha256", help, record=identifier)
    else:
        message = "the text differs outside its sentences, or its digest is wrong"
        yield Fault(CODE, message, "/text/sha256", help, record=identifier)


def _wrong_rows(identifier: str, source: Facts, measures: Measures, text: Canonical) -> Iterator[Fault]:
    """What the source record says of a text that is the right one, and is not so."""
    help = "make the source record again from the text, with `nsatu-data new source`"
    for field, found in (("code_points", len(text.text)), ("utf8_bytes", len(text.text.encode()))):
        if getattr(measures, field) != found:
            yield Fault(CODE, f"the text's {field} is {found}", f"/text/{field}", help, record=identifier)
    for index, row in enumerate(source.sentences):
        paragraph = text.text.count("\n", 0, row.start) + 1
        if not has_sentence(text, row):
            message = f"sentence {row.number} is not what the text holds there: an offset or the digest is wrong"
            yield Fault(CODE, message, f"/sentences/{index}/sha256", help, record=identifier)
        elif row.paragraph != paragraph:
            message = f"sentence {row.number} stands in paragraph {paragraph}"
            yield Fault(CODE, message, f"/sentences/{index}/paragraph", help, record=identifier)
