"""`nsatu-data sentences`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, folder_option, positive
from nsatu_data.commands.texts import file_of, text_option
from nsatu_data.diagnostics import CannotRun

if TYPE_CHECKING:
    from pathlib import Path

    from nsatu_data.authoring.sources import Sentence
    from nsatu_data.commands.options import Commands
    from nsatu_data.text.canonical_text import Canonical


def add(commands: "Commands") -> None:
    """Declares the command."""
    parser = commands.add_parser("sentences", help="list the sentences of a source, or correct where they were cut")
    parser.add_argument("source", metavar="SOURCE", help="the source's id")
    text_option(parser, "the file that holds the text", required=True)
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--join", type=positive, metavar="N", help="make one of sentence N and the next")
    change.add_argument("--split", type=positive, metavar="N", help="make two of sentence N")
    change.add_argument("--skip", type=positive, metavar="N", help="sentence N says nothing to encode")
    parser.add_argument("--before", metavar="WORDS", help="with --split: the words that the second begins with")
    parser.add_argument("--reason", metavar="TEXT", help="with --skip: why it says nothing to encode")
    folder_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Lists sentences; or cuts them otherwise, and lets the evidence in them follow."""
    from nsatu_data.authoring import foreseen, moving, working_copy
    from nsatu_data.authoring.sources import Sentence
    from nsatu_data.text.canonical_text import Slice

    if (options.split is None) != (options.before is None) or (options.skip is None) != (options.reason is None):
        raise CannotRun("--split goes with --before, and --skip with --reason")
    if options.reason is not None:
        if not options.reason.strip():
            raise CannotRun("--reason says nothing")
        if wrong := foreseen.faults("SentenceSpan", {"skip": options.reason}):
            raise CannotRun(*wrong)
    root: Path = options.dataset
    record = working_copy.source(root, options.source)
    text = working_copy.text_of(root, record, file_of(options.source, options.text))
    sentences = [Sentence(Slice(row.start, row.end), row.skip, row.number) for row in record.sentences]
    number = options.join or options.split or options.skip
    if number is None:
        return 0, _lines(sentences, text)
    if number > len(sentences):
        raise CannotRun(f"{options.source} has {len(sentences)} sentences, none numbered {number}")
    index = number - 1
    if options.join:
        changed = _joined(sentences, index, text)
    elif options.split:
        changed = _split(sentences, index, text, options.before)
    else:
        changed = [*sentences[:index], sentences[index]._replace(skip=options.reason), *sentences[index + 1 :]]
    moved = moving.renumbered(moving.citing(root, options.source), changed)
    astray = [f"{move.cited.record} evidence {move.cited.item + 1}" for move in moved if move.now is None]
    if astray:
        raise CannotRun(f"these would go over the end of a sentence: {', '.join(astray)}")
    edits = moving.written(root, record, text, changed, moved)
    working_copy.save(root, edits)
    return 0, [f"{options.source} has {len(changed)} sentences now; written: {', '.join(edits)}"]


def _lines(sentences: "list[Sentence]", text: "Canonical") -> list[str]:
    return [
        f"{number:>3} {text.text[slice(*sentence.slice)]}" + (f"  (skipped: {sentence.skip})" if sentence.skip else "")
        for number, sentence in enumerate(sentences, 1)
    ]


def _joined(sentences: "list[Sentence]", index: int, text: "Canonical") -> "list[Sentence]":
    from nsatu_data.authoring.sources import Sentence
    from nsatu_data.text.canonical_text import Slice

    if index + 1 == len(sentences):
        raise CannotRun("there is no sentence behind the last")
    first, second = sentences[index : index + 2]
    if "\n" in text.text[first.slice.end : second.slice.start]:
        line = text.line_in_file(first.slice.end - 1)
        message = f"line {line} of the file ends there, and with it a paragraph"
        raise CannotRun(f"{message}; put each paragraph on one line, and make the source again")
    return [
        *sentences[:index],
        Sentence(Slice(first.slice.start, second.slice.end), origin=first.origin),
        *sentences[index + 2 :],
    ]


def _split(sentences: "list[Sentence]", index: int, text: "Canonical", words: str) -> "list[Sentence]":
    from nsatu_data.authoring.sources import Sentence
    from nsatu_data.text.canonical_text import Slice

    start, end = sentences[index].slice
    sought = words.strip(" ")
    places = [at for at in range(start + 1, end) if text.text.startswith(sought, at, end)] if sought else []
    if len(places) != 1:
        told = "several times" if places else "nowhere behind its first words"
        raise CannotRun(f"in sentence {index + 1} these words stand {told}: {words}")
    (seam,) = places
    first = text.text[start:seam].rstrip(" ")
    halves = [Sentence(Slice(start, start + len(first)), origin=index + 1), Sentence(Slice(seam, end))]
    return [*sentences[:index], *halves, *sentences[index + 1 :]]
