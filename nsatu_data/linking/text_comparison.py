"""Compares the text of a source with the source's record: its lengths, its digest, and its sentences."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.record_facts import Facts, Measures
from nsatu_data.linking.verified_evidence import has_sentence
from nsatu_data.text.canonical_text import Canonical, digest

CODE: Final = "text-mismatch"


def mismatches(identifier: str, source: Facts, text: Canonical) -> Iterator[Fault]:
    """The faults if this is not the text of the source: the first difference, or what is wrong with the record."""
    if source.text is not None:
        yield from _compare(identifier, source, source.text, text)


def _compare(identifier: str, source: Facts, measures: Measures, text: Canonical) -> Iterator[Fault]:
    if measures.sha256 == digest(text.text):
        yield from _wrong_rows(identifier, source, measures, text)
        return
    help = "give the text that was encoded; if that text has changed, use `nsatu-data cite --realign`"
    # A change in one place shifts all sentences after it by the same number of code points.
    shift = len(text.text) - measures.code_points
    changed = [row for row in source.sentences if not has_sentence(text, row)]
    lost = [row for row in changed if not has_sentence(text, row, shift)]
    if len(lost) == len(source.sentences):
        yield Fault(
            CODE, "this is a different text: it has none of the sentences", "/text/sha256", help, record=identifier
        )
    elif changed:
        first = changed[0]
        line = text.line_in_file(min(first.start, len(text.text) - 1))
        message = f"the text differs from the encoded text at sentence {first.number}, in line {line} of its file"
        yield Fault(CODE, message, f"/sentences/{first.number - 1}/sha256", help, record=identifier)
    else:
        message = "the text differs between its sentences, or its digest is wrong"
        yield Fault(CODE, message, "/text/sha256", help, record=identifier)


def _wrong_rows(identifier: str, source: Facts, measures: Measures, text: Canonical) -> Iterator[Fault]:
    """Faults of a source record whose text has the right digest."""
    help = "create the source record again with `nsatu-data new source`"
    for field, found in (("code_points", len(text.text)), ("utf8_bytes", len(text.text.encode()))):
        if getattr(measures, field) != found:
            yield Fault(
                CODE,
                f"`{field}` is {getattr(measures, field)}, but the text has {found}",
                f"/text/{field}",
                help,
                record=identifier,
            )
    paragraphs = [line.start for line in text.lines()]
    for index, row in enumerate(source.sentences):
        paragraph = bisect_right(paragraphs, row.start)
        if not has_sentence(text, row):
            message = f"sentence {row.number} does not match the text: an offset or the digest is wrong"
            yield Fault(CODE, message, f"/sentences/{index}/sha256", help, record=identifier)
        elif row.paragraph != paragraph:
            message = f"sentence {row.number} is in paragraph {paragraph} of the text, not {row.paragraph}"
            yield Fault(CODE, message, f"/sentences/{index}/paragraph", help, record=identifier)
