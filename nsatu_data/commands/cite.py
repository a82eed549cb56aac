"""`nsatu-data cite`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, folder_option, positive, remark
from nsatu_data.commands.texts import file_of, text_option
from nsatu_data.diagnostics import CannotRun

if TYPE_CHECKING:
    from nsatu_data.authoring.moving import Move
    from nsatu_data.commands.options import Commands

_LOST_HELP = (
    "some evidence is lost or ambiguous, so the source cannot be updated",
    "either cite the evidence again in the old text, with words that the new text also has",
    "or remove the evidence with --write --drop-lost, and cite it again afterwards",
)


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("cite", help="make evidence from the words of a source's text")
    parser.add_argument("source", metavar="SOURCE", help="the source's id")
    parser.add_argument("words", nargs="?", metavar="WORDS", help="the words, copied from one sentence of the text")
    text_option(parser, "the file with the source's text", required=True)
    parser.add_argument("--sentence", type=positive, metavar="N", help="look for the words in this sentence only")
    parser.add_argument("--from", dest="first", metavar="WORDS", help="cite a long clause: its first words")
    parser.add_argument("--to", dest="last", metavar="WORDS", help="with --from: the last words of the clause")
    parser.add_argument("--into", metavar="ID", help="add the evidence to this record instead of printing it")
    parser.add_argument(
        "--realign", action="store_true", help="report what became of the evidence after a change of the text"
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="with --realign: update the source and its evidence, unless evidence is lost or ambiguous",
    )
    parser.add_argument(
        "--drop-lost", action="store_true", help="with --write: remove evidence that is lost or ambiguous"
    )
    folder_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Print evidence or add it to a record; with `--realign`, update evidence after the text has changed."""
    from nsatu_data.authoring import add_evidence
    from nsatu_data.authoring.citing import Wanted
    from nsatu_data.syntax import yaml_writer

    if options.realign:
        named = (options.words, options.first, options.last, options.into, options.sentence)
        if any(one is not None for one in named):
            raise CannotRun("--realign takes no words, sentence or record; leave them out")
        if options.drop_lost and not options.write:
            raise CannotRun("--drop-lost needs --write; add it")
        return _realign(options)
    if options.write or options.drop_lost:
        raise CannotRun("--write and --drop-lost need --realign; add it")
    if options.words is None and not (options.first and options.last):
        raise CannotRun("no words to cite; give WORDS, or both --from and --to")
    if options.words is not None and (options.first or options.last):
        raise CannotRun("too many words to cite; give either WORDS, or --from and --to")
    wanted = Wanted(options.words if options.first is None else options.first, options.last, options.sentence)
    file = file_of(options.source, options.text)
    item = add_evidence.make_evidence(options.dataset, options.source, file, wanted, remark)
    if options.into is None:
        return 0, yaml_writer.write({"evidence": [item]})
    path = add_evidence.add(options.dataset, options.into, item)
    return 0, [f"{path}: evidence in sentence {item['sentence']} is added"]


def _realign(options: argparse.Namespace) -> Outcome:
    from nsatu_data.authoring import working_copy
    from nsatu_data.authoring.follow_text import follow
    from nsatu_data.text.realigning import Fate

    record = working_copy.source(options.dataset, options.source)
    file = file_of(options.source, options.text)
    moved, unreadable, lost, can_write, written = follow(
        options.dataset, record, file, write=options.write, drop_lost=options.drop_lost
    )
    lines = [*map(_fate, moved), *(f"unreadable {name}" for name in unreadable)]
    counts = [sum(move.trace.fate is fate for move in moved) for fate in Fate]
    lines.append(", ".join(f"{count:,} {fate}" for count, fate in zip(counts, Fate, strict=True)))
    if written:
        lines.append("1 record is written" if written == 1 else f"{written} records are written")
        if lost:
            lines.append(f"{lost} pointer{'' if lost == 1 else 's'} removed; cite again what the new text still says")
    elif not can_write or lost:
        lines += ["nothing is written"] if options.write else []
        if unreadable:
            lines.append("some records cannot be read; run `nsatu-data validate` and fix them first")
        if lost:
            lines += _LOST_HELP
    return (0 if can_write else 1), lines


def _fate(move: "Move") -> str:
    from nsatu_data.text.realigning import Fate

    fate, places, is_altered, has_more = move.trace
    line = f"{fate:9} {move.cited.record} evidence {move.cited.item + 1}, sentence {move.cited.pointer.sentence}"
    if fate is Fate.AMBIGUOUS:
        listed = ", ".join(f"{start} to {end}" for start, end in places)
        return f"{line}: {listed}{', and more' if has_more else ''}"
    if fate is Fate.MOVED and move.now:
        line = f"{line}: now sentence {move.now.sentence}, {move.now.start} to {move.now.end}"
    return f"{line}; the sentence has changed: read it again" if is_altered else line
