"""The command `nsatu-data`: arguments and exit codes.

Exit status: 0 where there is no error, 1 where there is at least one, 2 where the command could not run; a run that
had nothing to check could not run. What a command needs is imported where it runs, so that help is quick.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nsatu_data.diagnostics import CannotRun, InvalidDataset, line
from nsatu_data.identifiers import nearest
from nsatu_data.vocabulary import Kind

if TYPE_CHECKING:
    from nsatu_data.dataset import Dataset


_INTERRUPTED: Final = 130
"""The exit status that shells give a command that was interrupted."""
Outcome = tuple[int, str]
"""Of a command: its exit status, and what it prints."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit status."""
    options = _parser().parse_args(arguments)
    try:
        status, output = options.run(options)
    except CannotRun as error:
        print(f"nsatu-data: {error}", file=sys.stderr)
        return 2
    except InvalidDataset as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception:  # noqa: BLE001
        # Python's own status would be that of a fault in the data.
        sys.excepthook(*sys.exc_info())
        print("nsatu-data: this is a fault of the program, not of the data", file=sys.stderr)
        return 2
    return _written(status, output)


def _written(status: int, output: str) -> int:
    """Writes the output as UTF-8 with line feeds, whatever the machine's habits; returns the exit status."""
    if sys.stdout is None:
        print("nsatu-data: the output cannot be written: standard output is closed", file=sys.stderr)
        return 2
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        sys.stdout.write(output)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has read enough; what is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"nsatu-data: the output cannot be written: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nsatu-data", description="Check, read and export a dataset of encoded articles."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    validate = commands.add_parser("validate", help="tell everything that is wrong with a dataset")
    validate.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a dataset, a part of one, or a JSON bundle (./records)"
    )
    _text_option(validate, "verify evidence in this source against its text")
    _format_option(validate, "github", "sarif")
    validate.add_argument(
        "--workers", type=_positive, metavar="N", help="processes to judge files with (as many as are worth it)"
    )
    validate.add_argument(
        "--max-records", type=_positive, default=1_000_000, metavar="N", help="judge no more than this (1000000)"
    )
    validate.set_defaults(run=_validate)

    show = commands.add_parser("show", help="show a record and what it is linked to")
    show.add_argument("id", metavar="ID")
    _dataset_option(show)
    _format_option(show)
    show.set_defaults(run=_show)

    listing = commands.add_parser("list", help="list records")
    listing.add_argument("kind", nargs="?", choices=[str(kind) for kind in Kind], metavar="KIND", help=", ".join(Kind))
    listing.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="only records with this value; null for absent",
    )
    _dataset_option(listing)
    _format_option(listing)
    listing.set_defaults(run=_list)

    coverage = commands.add_parser("coverage", help="show which records cite which sentence")
    _text_option(coverage, "show the sentences of this source")
    _dataset_option(coverage)
    _format_option(coverage)
    coverage.set_defaults(run=_coverage)

    export = commands.add_parser("export", help="write the dataset in one file for other tools")
    export.add_argument("to", choices=["json"], help="json: the bundle, valid against bundle.schema.json")
    export.add_argument("--output", type=Path, metavar="FILE", help="write here instead of printing")
    _dataset_option(export)
    export.set_defaults(run=_export)

    explain = commands.add_parser("explain", help="say why a finding's code is there, with examples")
    explain.add_argument("code", nargs="?", metavar="CODE", help="the code of a finding; without it, all are listed")
    explain.set_defaults(run=_explain)

    schema = commands.add_parser("schema", help="write the JSON Schema files, and pages about them")
    schema.add_argument("--check", action="store_true", help="compare the files, and write nothing")
    schema.add_argument("--output", type=Path, default=Path("schema"), metavar="DIR", help="the folder (./schema)")
    schema.set_defaults(run=_schema)
    return parser


def _format_option(parser: argparse.ArgumentParser, *others: str) -> None:
    help = f"for a person or for a program{', as ' + ' or '.join(others) if others else ''} (text)"
    parser.add_argument("--format", choices=["text", "json", *others], default="text", help=help)


def _dataset_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dataset", type=Path, metavar="PATH", help="the dataset (./records where there is one, else the packaged one)"
    )


def _text_option(parser: argparse.ArgumentParser, help: str) -> None:
    parser.add_argument("--text", action="append", default=[], type=_named_text, metavar="SOURCE_ID=FILE", help=help)


def _positive(argument: str) -> int:
    if not argument.isdecimal() or not int(argument):
        raise argparse.ArgumentTypeError(f"{argument!r} is not a number from 1 on")
    return int(argument)


def _named_text(argument: str) -> tuple[str, Path]:
    source, equals, file = argument.partition("=")
    if not (source and equals and file):
        raise argparse.ArgumentTypeError(f"{argument!r} is not SOURCE_ID=FILE")
    return source, Path(file)


def _dataset(options: argparse.Namespace) -> "Dataset":
    from nsatu_data.loading import load

    here = Path("records")
    return load(options.dataset or (here if here.is_dir() else None))


def _validate(options: argparse.Namespace) -> Outcome:
    from nsatu_data.checking import check_all
    from nsatu_data.intake import Manner
    from nsatu_data.report import FORMATS, as_text, colour
    from nsatu_data.report.progress import progress

    manner = Manner(workers=options.workers, limit=options.max_records, progress=progress)
    diagnostics, summary = check_all(options.paths or [Path("records")], texts=dict(options.text), manner=manner)
    if options.format == "text":
        coloured = colour.wanted(os.environ, is_terminal=sys.stdout is not None and sys.stdout.isatty())
        output = as_text.write(diagnostics, summary, colour=coloured)
    else:
        output = FORMATS[options.format](diagnostics, summary)
    return (1 if summary.errors else 0), output


def _show(options: argparse.Namespace) -> Outcome:
    from nsatu_data.report import records

    dataset = _dataset(options)
    if options.id not in dataset:
        near = nearest(options.id, [record.id for record in dataset])
        raise CannotRun(f"there is no record {options.id}" + (f"; did you mean {near}?" if near else ""))
    return 0, records.SHOW[options.format](dataset, dataset[options.id])


def _list(options: argparse.Namespace) -> Outcome:
    from nsatu_data.report import records

    wanted = []
    for condition in options.where:
        field, equals, value = condition.partition("=")
        if not (field and equals):
            raise CannotRun(f"{condition!r} is not FIELD=VALUE")
        wanted.append((field, None if value == "null" else value))
    kinds = [options.kind] if options.kind else [str(kind) for kind in Kind]
    return 0, records.LIST[options.format](records.select(_dataset(options), kinds, wanted))


def _coverage(options: argparse.Namespace) -> Outcome:
    from nsatu_data.checking import canonical_texts
    from nsatu_data.report import coverage

    dataset = _dataset(options)
    texts, diagnostics = canonical_texts(dataset, dict(options.text))
    for diagnostic in diagnostics:
        print(line(diagnostic), file=sys.stderr)
    return (1 if diagnostics else 0), coverage.FORMATS[options.format](dataset, texts)


def _export(options: argparse.Namespace) -> Outcome:
    from nsatu_data import files
    from nsatu_data.export import bundle

    text = bundle.text(_dataset(options))
    if options.output is None:
        return 0, text
    files.write(options.output, text)
    return 0, ""


def _explain(options: argparse.Namespace) -> Outcome:
    from nsatu_data.manuals import codes, manual

    if options.code is None:
        width = max(map(len, codes()))
        return 0, "".join(f"{code:{width}}  {manual(code).summary}\n" for code in codes())
    if options.code not in codes():
        near = nearest(options.code, codes())
        raise CannotRun(f"there is no code {options.code}" + (f"; did you mean {near}?" if near else ""))
    return 0, f"# {options.code}\n\n{manual(options.code).text}\n"


def _schema(options: argparse.Namespace) -> Outcome:
    from nsatu_data import files
    from nsatu_data.derivation import schema_files

    wanted = schema_files()
    folder: Path = options.output
    if options.check:
        differing = files.differing(folder, wanted)
        told = [f"{path}: error: {how}; run `nsatu-data schema` [stale-schema]" for path, how in differing]
        told.append(f"{len(differing)} of {len(wanted)} derived files differ, or stand beside them")
        return (1 if differing else 0), "".join(f"{each}\n" for each in told)
    for name, text in wanted.items():
        files.write(folder / name, text)
    return 0, f"{len(wanted)} files written to {folder}\n"
