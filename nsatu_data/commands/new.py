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
_DESCRIPTION = """\
`new dataset` writes the manifest of a dataset. `new source SLUG --text FILE` measures a text and cuts it into
sentences. `new KIND SLUG` writes any other record. Use --set, --about and --cite for the values that you know; the file
lists all other fields with their descriptions, for you to fill in. If a value is invalid, nothing is written.
"""
_NO_TEXT = "the source's text is missing; name its file with --text"
_SLUG_HELP = (
    "the second half of the record's id KIND/SLUG: lower-case words of letters and digits joined by single hyphens, at "
    "most 64 characters; device names of Windows, such as con, are not allowed"
)
_SET_HELP = (
    "set a field; separate the items of a list with commas. A source needs language=TAG with a BCP 47 tag: en, "
    "zh-Hant, pt-BR, de-CH-1996, x-klingon. Extensions (-u-, -t-) and grandfathered tags (i-klingon) are not allowed"
)


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("new", help="write a new dataset or record to fill in", description=_DESCRIPTION)
    parser.add_argument(
        "kind", choices=[_MANIFEST, *map(str, Kind)], metavar="KIND", help=", ".join([_MANIFEST, *Kind])
    )
    parser.add_argument("slug", nargs="?", metavar="SLUG", help=_SLUG_HELP)
    text_option(parser, "the file with the text of the new source, or of the source to cite")
    parser.add_argument(
        "--about", action="append", default=[], metavar="ID", help="a claim that this record is about; may be repeated"
    )
    parser.add_argument(
        "--cite", action="append", default=[], metavar="WORDS", help="words of the text as evidence; may be repeated"
    )
    parser.add_argument("--sentence", type=positive, metavar="N", help="look for the words in this sentence only")
    parser.add_argument("--from", dest="first", metavar="WORDS", help="cite a long clause: its first words")
    parser.add_argument("--to", dest="last", metavar="WORDS", help="with --from: the last words of the clause")
    parser.add_argument("--source", metavar="ID", help="the source to cite (default: the dataset's only source)")
    parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help=_SET_HELP)
    parser.add_argument("--force", action="store_true", help="allow references to records that do not exist yet")
    folder_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Check the given values and write a new record. Fields without a value are left for the user to fill in."""
    from nsatu_data.authoring import value_checks
    from nsatu_data.authoring.scaffold import scaffold, unfilled
    from nsatu_data.authoring.settings import parse_settings
    from nsatu_data.storage import dataset_folder, read_files, write_files

    identifier = _identifier(options)
    _check_options(options)
    if options.kind != _MANIFEST and not (options.dataset / dataset_folder.MANIFEST).exists():
        message = f"there is no {dataset_folder.MANIFEST} in {options.dataset}"
        raise CannotRun(f"{message}; run `nsatu-data new dataset` first")
    known = parse_settings(options.kind, [*options.set, *(f"about={target}" for target in options.about)])
    wrong = value_checks.faults(options.kind, known)
    if options.kind != _MANIFEST:
        wrong += value_checks.retired(options.dataset, identifier)
        if not options.force:
            wrong += value_checks.unresolved(options.dataset, options.kind, known)
    if wrong:
        raise CannotRun(*wrong)
    known |= _own(options, identifier, known)
    path = dataset_folder.MANIFEST if options.kind == _MANIFEST else f"{identifier}.yaml"
    text = scaffold(options.kind, known)
    limit = read_files.limit_of(path)
    if len(text.encode()) > limit:
        count = len(known.get("sentences", ()))
        message = f"the record would be larger than {limit:,} bytes, because the text has {count:,} sentences"
        raise CannotRun(f"{message}; divide the text into several sources")
    write_files.create(options.dataset, path, text)
    missing = unfilled(options.kind, known)
    left = f"; fill in: {', '.join(missing)}" if missing else ""
    return 0, [f"{(options.dataset / path).as_posix()} is written{left}"]


def _check_options(options: argparse.Namespace) -> None:
    if bool(options.first) != bool(options.last):
        raise CannotRun("the clause to cite has only one end; give both --from and --to")
    cites = options.cite or options.first
    if cites and options.kind in (_MANIFEST, Kind.SOURCE):
        raise CannotRun(f"a {options.kind} has no evidence; leave out --cite, --from and --to")
    if (options.source or options.sentence) and not cites:
        raise CannotRun("--source and --sentence need words to cite; add --cite")
    if options.text and not cites and options.kind != Kind.SOURCE:
        raise CannotRun("--text needs words to cite; add --cite, or leave it out")


def _identifier(options: argparse.Namespace) -> str:
    if (options.kind == _MANIFEST) == (options.slug is not None):
        is_manifest = options.kind == _MANIFEST
        raise CannotRun(
            "a dataset has no slug; leave it out" if is_manifest else "the slug is missing; add it after the kind"
        )
    if options.slug is not None and (broken := slug_fault(options.slug)):
        near = "-".join(re.findall("[a-z0-9]+", options.slug.lower()))
        help = f"; did you mean {near}?" if near != options.slug and not slug_fault(near) else ""
        raise CannotRun(f"{options.slug!r} is not a slug: {broken}{help}")
    return f"{options.kind}/{options.slug}"


def _own(options: argparse.Namespace, identifier: str, known: dict[str, Any]) -> dict[str, Any]:
    """Return the values that the command computes: id, kind, measures, sentences, evidence and schema version."""
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
        raise CannotRun(_NO_TEXT)
    if "language" not in known:
        raise CannotRun("the text's language is missing; set it with --set language=TAG, for example language=en")
    return source_values(identifier, canonical(file_of(identifier, options.text)), known)


def _evidence(options: argparse.Namespace) -> list[dict[str, Any]]:
    if not options.cite and not options.first:
        return []
    from nsatu_data.authoring.add_evidence import make_evidence
    from nsatu_data.authoring.citing import Wanted
    from nsatu_data.authoring.working_copy import only_source

    if options.text is None:
        raise CannotRun(_NO_TEXT)
    source = options.source or options.text.source or only_source(options.dataset)
    file = file_of(source, options.text)
    wanted = [Wanted(words, None, options.sentence) for words in options.cite]
    if options.first:
        wanted.append(Wanted(options.first, options.last, options.sentence))
    return [make_evidence(options.dataset, source, file, one, remark) for one in wanted]
