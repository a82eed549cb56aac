"""`nsatu-data sentences`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, folder_option, positive
from nsatu_data.commands.texts import file_of, text_option
from nsatu_data.diagnostics import CannotRun

if TYPE_CHECKING:
    from nsatu_data.authoring.sources import Sentence
    from nsatu_data.commands.options import Commands
    from nsatu_data.text.canonical_text import Canonical


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("sentences", help="list, join, split or skip the sentences of a source")
    parser.add_argument("source", metavar="SOURCE", help="the source's id")
    text_option(parser, "the file with the source's text", required=True)
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--join", type=positive, metavar="N", help="join sentence N and the next")
    change.add_argument("--split", type=positive, metavar="N", help="split sentence N in two")
    change.add_argument("--skip", type=positive, metavar="N", help="mark sentence N as having nothing to encode")
    parser.add_argument("--before", metavar="WORDS", help="with --split: the first words of the second half")
    parser.add_argument("--reason", metavar="TEXT", help="with --skip: why the sentence has nothing to encode")
    folder_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """List the sentences of a source; or change them, and update the evidence that points into the source."""
    from functools import partial

    from nsatu_data.authoring import cut_sentences, value_checks, working_copy

    if (options.split is None) != (options.before is None) or (options.skip is None) != (options.reason is None):
        raise CannotRun("an option is missing; use --split with --before, and --skip with --reason")
    if options.reason is not None:
        if not options.reason.strip():
            raise CannotRun("--reason is empty; say why the sentence has nothing to encode")
        if wrong := value_checks.faults("SentenceSpan", {"skip": options.reason}):
            raise CannotRun(*wrong)
    record = working_copy.source(options.dataset, options.source)
    known = cut_sentences.cut(options.dataset, record, file_of(options.source, options.text))
    number = options.join or options.split or options.skip
    if number is None:
        return 0, _lines(known.sentences, known.text)
    correct: cut_sentences.Correction = cut_sentences.joined
    if options.split:
        correct = partial(cut_sentences.split, words=options.before)
    elif options.skip:
        correct = partial(cut_sentences.skipped, reason=options.reason)
    count, written = cut_sentences.recut(options.dataset, known, number, correct)
    return 0, [f"{options.source} now has {count:,} sentences; written: {', '.join(written)}"]


def _lines(sentences: "list[Sentence]", text: "Canonical") -> list[str]:
    return [
        f"{number:>3} {text.text[slice(*sentence.slice)]}" + (f"  (skipped: {sentence.skip})" if sentence.skip else "")
        for number, sentence in enumerate(sentences, 1)
    ]
