"""`nsatu-data cite`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nsatu_data.commands.options import Outcome, folder_option, positive
from nsatu_data.commands.texts import file_of, text_option
from nsatu_data.diagnostics import CannotRun
from nsatu_data.streams import say

if TYPE_CHECKING:
    from nsatu_data.authoring.citing import Found, Uncertain, Wanted
    from nsatu_data.authoring.moving import Move
    from nsatu_data.commands.options import Commands
    from nsatu_data.text import Canonical

_CONTEXT = 40
"""So many characters of the text are shown on either side of words."""
_LEFT = (
    "the source follows the text only where nothing is ambiguous or lost: cite that again in the old text, in words",
    "that stand in the new one, or remove it with --write --drop-lost and cite it again afterwards",
)


def add(commands: "Commands") -> None:
    """Declares the command."""
    parser = commands.add_parser("cite", help="make evidence from the words of a source's text")
    parser.add_argument("source", metavar="SOURCE", help="the source's id")
    parser.add_argument("words", nargs="?", metavar="WORDS", help="the words, copied from one sentence of the text")
    text_option(parser, "the file that holds the text", required=True)
    parser.add_argument("--sentence", type=positive, metavar="N", help="look for the words in this sentence only")
    parser.add_argument("--from", dest="first", metavar="WORDS", help="the first words of a long clause")
    parser.add_argument("--to", dest="last", metavar="WORDS", help="its last words")
    parser.add_argument("--into", metavar="ID", help="add the evidence to this record instead of printing it")
    parser.add_argument(
        "--realign", action="store_true", help="the text has changed: tell what became of each pointer into it"
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="with --realign: let the source and its evidence follow the text, if each pointer was kept or moved",
    )
    parser.add_argument(
        "--drop-lost", action="store_true", help="with --write: remove the evidence that is lost or ambiguous"
    )
    folder_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Prints evidence, or adds it to a record; or lets evidence follow a text that has changed."""
    from nsatu_data import layout
    from nsatu_data.authoring.citing import Wanted

    if options.realign:
        named = (options.words, options.first, options.last, options.into, options.sentence)
        if any(one is not None for one in named):
            raise CannotRun("--realign concerns all the evidence in a source: name no words, sentence or record")
        if options.drop_lost and not options.write:
            raise CannotRun("--drop-lost belongs to --write")
        return _realign(options)
    if options.write or options.drop_lost:
        raise CannotRun("--write and --drop-lost belong to --realign")
    if options.words is None and not (options.first and options.last):
        raise CannotRun("name the words, or the first and the last of them with --from and --to")
    if options.words is not None and (options.first or options.last):
        raise CannotRun("name the words, or the first and the last of them, not both")
    wanted = Wanted(options.words if options.first is None else options.first, options.last, options.sentence)
    item = cited(options.dataset, options.source, file_of(options.source, options.text), wanted)
    if options.into is None:
        return 0, layout.write({"evidence": [item]})
    return 0, [_into(options.dataset, options.into, item)]


def only_source(root: Path) -> str:
    """The id of the only source. Raises CannotRun where there is none, or a choice."""
    from nsatu_data import files
    from nsatu_data.identifiers import id_at

    found = [id_at(entry.path) for entry in files.entries(root) if entry.kind == "source"]
    if len(found) != 1:
        raise CannotRun(f"name the source with --source: {', '.join(found) or 'there is none'}")
    return found[0]


def cited(root: Path, source: str, file: Path, wanted: "Wanted") -> dict[str, Any]:
    """The evidence for words. Raises CannotRun where there is none; words that are not the text's own are told of."""
    from nsatu_data.authoring import citing, working_copy
    from nsatu_data.printable import visible
    from nsatu_data.text import Slice
    from nsatu_data.words import cut_words

    record = working_copy.source(root, source)
    if wanted.sentence is not None and wanted.sentence > len(record.sentences):
        raise CannotRun(f"{source} has {len(record.sentences)} sentences, none numbered {wanted.sentence}")
    text = working_copy.text_of(root, record, file)
    found = citing.cite(record, text, wanted)
    if isinstance(found, citing.Uncertain):
        raise CannotRun(*_uncertain(found, text, wanted))
    evidence = found.evidence
    words = text.text[evidence.start : evidence.end]
    if found.is_alike and visible(words) != wanted.words:
        say(f"nsatu-data: the text writes this otherwise: {words}")
    if found.is_cut:
        for message in cut_words(text.text, Slice(evidence.start, evidence.end)).values():
            say(f"nsatu-data: {message}; take in the whole of it")
    return evidence.model_dump(mode="json", exclude_unset=True)


def _uncertain(found: "Uncertain", text: "Canonical", wanted: "Wanted") -> list[str]:
    if found.places:
        numbers = {place.sentence for place in found.places}
        help = "take more words" if len(numbers) == 1 else "name the sentence with --sentence, or take more words"
        head = f"the words stand {len(found.places)} times in the text; {help}"
        return [head, *(_in_context(place, text) for place in found.places)]
    head = "the words stand nowhere in one sentence of the text"
    if wanted.sentence is not None:
        head = f"the words do not stand in sentence {wanted.sentence}"
    if not found.nearest:
        return [f"{head}; copy them from there"]
    return [f"{head}; the nearest passages are", *(_in_context(place, text) for place in found.nearest)]


def _in_context(place: "Found", text: "Canonical") -> str:
    start, end = place.slice
    before = text.text[max(start - _CONTEXT, 0) : start].rpartition("\n")[2]
    after = text.text[end : end + _CONTEXT].partition("\n")[0]
    return f"  sentence {place.sentence}: {before}[{text.text[start:end]}]{after}"


def _into(root: Path, identifier: str, item: dict[str, Any]) -> str:
    from nsatu_data import files
    from nsatu_data.authoring import editing, working_copy
    from nsatu_data.identifiers import kind_of, path_of
    from nsatu_data.vocabulary import Kind

    document = working_copy.document(root, identifier)
    if kind_of(identifier) == Kind.SOURCE:
        raise CannotRun(f"{identifier} is a source, and has no evidence")
    values = document.values
    known = values.get("evidence") if isinstance(values, dict) else None
    if isinstance(known, list) and any(
        isinstance(one, dict) and all(one.get(field) == item[field] for field in ("source", "start", "end"))
        for one in known
    ):
        raise CannotRun(f"{identifier} points at these words already")
    text = editing.with_item(document.text, "evidence", item)
    path = files.shown(root, path_of(identifier))
    if text is None:
        raise CannotRun(f"{path}: `evidence` is no list with an item a line; see nsatu-data format")
    if not _has(text, [*(known if isinstance(known, list) else ()), item]):
        raise CannotRun(f"{path}: its YAML must be mended first; see nsatu-data validate")
    working_copy.save(root, {identifier: working_copy.Edit(document.text, text)})
    return f"{path}: evidence in sentence {item['sentence']} is added"


def _has(text: str, evidence: list[Any]) -> bool:
    """Whether a record's text can be read, and has this evidence."""
    from nsatu_data import syntax

    values = syntax.read(text.encode()).values
    return isinstance(values, dict) and values.get("evidence") == evidence


def _realign(options: argparse.Namespace) -> Outcome:
    from nsatu_data.authoring import moving, working_copy
    from nsatu_data.realigning import Fate, Realigned

    root, source = options.dataset, options.source
    record = working_copy.source(root, source)
    file = file_of(source, options.text)
    text = working_copy.text_of(root, record, file, changed=True)
    cited = list(moving.citing(root, source))
    realigned = Realigned(record.sentences, text, (one.pointer for one in cited))
    sentences = moving.sentences_in(record, text, realigned)
    moved = moving.moves(record, cited, text, sentences, realigned)
    unreadable = list(moving.unreadable(root, source))
    lines = [*map(_fate, moved), *(f"unreadable {name}" for name in unreadable)]
    counts = [sum(move.trace.fate is fate for move in moved) for fate in Fate]
    lines.append(", ".join(f"{count} {fate}" for count, fate in zip(counts, Fate, strict=True)))
    left = sum(move.now is None for move in moved)
    is_settled = not unreadable and (not left or options.drop_lost)
    if options.write and not any(sentence.origin for sentence in sentences) and left == len(moved):
        raise CannotRun(f"{file}: this is another text, with nothing of {source}")
    if options.write and is_settled:
        edits = moving.written(root, record, text, sentences, moved)
        working_copy.save(root, edits)
        lines.append("1 record is written" if len(edits) == 1 else f"{len(edits)} records are written")
        if left:
            lines.append(f"{left} pointer{'' if left == 1 else 's'} removed; cite again what the text still says")
    elif not is_settled or left:
        lines += ["nothing is written"] if options.write else []
        if unreadable:
            lines.append("mend what is unreadable first: its evidence would be lost; see nsatu-data validate")
        if left:
            lines += _LEFT
    return (0 if is_settled else 1), lines


def _fate(move: "Move") -> str:
    from nsatu_data.realigning import Fate

    fate, places, is_altered, has_more = move.trace
    told = f"{fate:9} {move.cited.record} evidence {move.cited.item + 1}, sentence {move.cited.pointer.sentence}"
    if fate is Fate.AMBIGUOUS:
        listed = ", ".join(f"{start} to {end}" for start, end in places)
        return f"{told}: {listed}{', and more' if has_more else ''}"
    if fate is Fate.MOVED and move.now:
        told = f"{told}: now sentence {move.now.sentence}, {move.now.start} to {move.now.end}"
    return f"{told}, which was altered: read it again" if is_altered else told
