"""`nsatu-data new`."""

import argparse
import re
from typing import TYPE_CHECKING, Any

from nsatu_data.commands.options import Outcome, folder_option, positive, remark
from nsatu_data.commands.texts import file_of, text_option
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.identifiers import slug_fault
from nsatu_data.model.vocabulary import Kind

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands

_MANIFEST = "dataset"
_DETAILS = """\
`new dataset` writes the manifest of a dataset. `new source SLUG --text FILE` measures a text and cuts it into
sentences. `new KIND SLUG` writes any other record. What is known can be given at once with --set, --about and --cite;
every other field stands in the file with its meaning, to be filled in. A value that `validate` would refuse is refused
here, and nothing is written.

SLUG is lower-case words of letters and digits joined by single hyphens, at most 64 characters, and no name that Windows
keeps for a device. The language of a source is a tag of BCP 47: en, pt-BR, zh-Hant, de-CH-1996, x-klingon; extensions
(-u-, -t-) and the tags that BCP 47 calls grandfathered (i-klingon) are not taken.
"""


def add(commands: "Commands") -> None:
    """Declares the command."""
    parser = commands.add_parser("new", help="begin a dataset or a record, to be filled in", description=_DETAILS)
    parser.add_argument(
        "kind", choices=[_MANIFEST, *map(str, Kind)], metavar="KIND", help=", ".join([_MANIFEST, *Kind])
    )
    parser.add_argument("slug", nargs="?", metavar="SLUG", help="the record's id is KIND/SLUG")
    text_option(parser, "the text of the source that is made or cited")
    parser.add_argument("--about", action="append", default=[], metavar="ID", help="a claim that this one is about")
    parser.add_argument("--cite", action="append", default=[], metavar="WORDS", help="words of the text that carry it")
    parser.add_argument("--sentence", type=positive, metavar="N", help="look for the words in this sentence only")
    parser.add_argument(
        "--from", dest="first", metavar="WORDS", help="the first words of a long clause that carries it"
    )
    parser.add_argument("--to", dest="last", metavar="WORDS", help="its last words")
    parser.add_argument("--source", metavar="ID", help="the source of the words (the only one there is)")
    parser.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="a field's value; items parted by commas"
    )
    parser.add_argument(
        "--force", action="store_true", help="allow references to records that do not exist yet, to be added later"
    )
    folder_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Writes a scaffold that validates but for what is to be filled in."""
    from nsatu_data.authoring import foreseen
    from nsatu_data.authoring.given import given
    from nsatu_data.authoring.scaffold import scaffold, unfilled
    from nsatu_data.storage import dataset_folder, read_files, write_files

    identifier = _identifier(options)
    _require_sense(options)
    if options.kind != _MANIFEST and not (options.dataset / dataset_folder.MANIFEST).exists():
        raise CannotRun(
            f"there is no {dataset_folder.MANIFEST} in {options.dataset}: begin with `nsatu-data new dataset`"
        )
    known = given(options.kind, [*options.set, *(f"about={target}" for target in options.about)])
    wrong = foreseen.faults(options.kind, known)
    if options.kind != _MANIFEST:
        wrong += foreseen.retired(options.dataset, identifier)
        if not options.force:
            wrong += foreseen.unresolved(options.dataset, options.kind, known)
    if wrong:
        raise CannotRun(*wrong)
    known |= _own(options, identifier, known)
    path = dataset_folder.MANIFEST if options.kind == _MANIFEST else f"{identifier}.yaml"
    text = scaffold(options.kind, known)
    if len(text.encode()) > read_files.FILE_LIMIT:
        count = len(known.get("sentences", ()))
        message = f"the record would have more than {read_files.FILE_LIMIT} bytes: {count} sentences are too many"
        raise CannotRun(f"{message}; make several sources of the text")
    write_files.create(options.dataset, path, text)
    missing = unfilled(options.kind, known)
    told = f"; to be filled in: {', '.join(missing)}" if missing else ""
    return 0, [f"{(options.dataset / path).as_posix()} is written{told}"]


def _require_sense(options: argparse.Namespace) -> None:
    if bool(options.first) != bool(options.last):
        raise CannotRun("name both the first and the last words, with --from and --to")
    cites = options.cite or options.first
    if cites and options.kind in (_MANIFEST, Kind.SOURCE):
        raise CannotRun(f"a {options.kind} has no evidence: --cite belongs to the other kinds")
    if (options.source or options.sentence) and not cites:
        raise CannotRun("--source and --sentence belong to --cite")
    if options.text and not cites and options.kind != Kind.SOURCE:
        raise CannotRun("--text belongs to a source, or to --cite")


def _identifier(options: argparse.Namespace) -> str:
    if (options.kind == _MANIFEST) == (options.slug is not None):
        raise CannotRun("a dataset has no slug" if options.kind == _MANIFEST else "name the slug: new KIND SLUG")
    if options.slug is not None and (broken := slug_fault(options.slug)):
        near = "-".join(re.findall("[a-z0-9]+", options.slug.lower()))
        help = f"; did you mean {near}?" if near != options.slug and not slug_fault(near) else ""
        raise CannotRun(f"{options.slug!r} is no slug: {broken}{help}")
    return f"{options.kind}/{options.slug}"


def _own(options: argparse.Namespace, identifier: str, known: dict[str, Any]) -> dict[str, Any]:
    """The values that are not given but made."""
    if options.kind == _MANIFEST:
        from nsatu_data.model.schema_version import SCHEMA_VERSION

        return {} if "schema_version" in known else {"schema_version": SCHEMA_VERSION}
    if options.kind == Kind.SOURCE:
        return _source(options, identifier, known)
    evidence = _evidence(options)
    return {"id": identifier, "kind": options.kind, **({"evidence": evidence} if evidence else {})}


def _source(options: argparse.Namespace, identifier: str, known: dict[str, Any]) -> dict[str, Any]:
    from nsatu_data.authoring.sources import source_values
    from nsatu_data.authoring.working_copy import canonical

    if options.text is None:
        raise CannotRun("name the file that holds the source's text with --text")
    if "language" not in known:
        raise CannotRun("name the text's language with --set language=TAG, for instance language=en")
    return source_values(identifier, canonical(file_of(identifier, options.text)), known)


def _evidence(options: argparse.Namespace) -> list[dict[str, Any]]:
    if not options.cite and not options.first:
        return []
    from nsatu_data.authoring.add_evidence import cited
    from nsatu_data.authoring.citing import Wanted
    from nsatu_data.authoring.working_copy import only_source

    if options.text is None:
        raise CannotRun("name the file that holds the source's text with --text")
    source = options.source or options.text.source or only_source(options.dataset)
    file = file_of(source, options.text)
    wanted = [Wanted(words, None, options.sentence) for words in options.cite]
    if options.first:
        wanted.append(Wanted(options.first, options.last, options.sentence))
    return [cited(options.dataset, source, file, one, remark) for one in wanted]
