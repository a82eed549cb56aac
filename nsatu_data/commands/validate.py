"""`nsatu-data validate`."""

import argparse
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, format_option, positive, remark
from nsatu_data.commands.texts import by_source, texts_option
from nsatu_data.streams import say

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands
    from nsatu_data.corpus.check_corpus import Findings
    from nsatu_data.diagnostics import Diagnostic, Mendable, Summary
    from nsatu_data.validation.check_dataset import Texts
    from nsatu_data.validation.collect_records import IntakeOptions

    Diagnostics = tuple[Diagnostic, ...]


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    from nsatu_data.report import FORMATS

    parser = commands.add_parser("validate", help="report everything that is wrong with a dataset")
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a dataset, a part of one, a JSON bundle, or a corpus (default: ./records)",
    )
    texts_option(parser, "the file with a source's text, to check evidence against; may be repeated")
    format_option(parser, FORMATS)
    parser.add_argument(
        "--workers", type=positive, metavar="N", help="the number of processes (default: depends on the dataset)"
    )
    parser.add_argument(
        "--max-records",
        type=positive,
        default=1_000_000,
        metavar="N",
        help="check nothing if there are more than N records (default: 1000000)",
    )
    parser.add_argument("--fix", action="store_true", help="first format each file with faults that formatting fixes")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Report everything that is wrong with datasets."""
    from nsatu_data.report import FORMATS, Context, screen
    from nsatu_data.report.progress import progress
    from nsatu_data.storage import dataset_folder
    from nsatu_data.validation import fast_accept
    from nsatu_data.validation.collect_records import IntakeOptions

    paths = options.paths or [Path("records")]
    problems = _fix(paths) if options.fix else []
    if not (fast_accept.IS_COMPILED or all(map(dataset_folder.is_bundle, paths))):
        remark("jsonschema-rs is not installed: validation is slower without it")
    how = IntakeOptions(workers=options.workers, limit=options.max_records, progress=progress)
    diagnostics, summary, *datasets = _check(paths, by_source(options.text), how)
    context = Context(bool(options.text), screen.standard_output().coloured, _mendable, *datasets)
    output = FORMATS[options.format](diagnostics, summary, context)
    return (2 if problems else 1 if summary.errors else 0), output


def _check(paths: list[Path], texts: "Texts", how: "IntakeOptions") -> "Findings | tuple[Diagnostics, Summary]":
    """Check the paths. The modules for corpora are imported only if a path leads to a corpus."""
    from nsatu_data.storage import corpus_files
    from nsatu_data.validation.check_dataset import check_all

    if not any(map(corpus_files.form_of, paths)):
        return check_all(paths, texts=texts, options=how)
    from nsatu_data.corpus.check_corpus import check_paths

    return check_paths(paths, texts=texts, options=how)


def _mendable(diagnostics: "tuple[Diagnostic, ...]") -> "Mendable":
    from nsatu_data.authoring import format_files

    return format_files.mendable(diagnostics)


def _fix(paths: list[Path]) -> list[str]:
    """Format each file with faults that formatting fixes; return a line for each file that could not be written."""
    from nsatu_data.authoring import format_files
    from nsatu_data.storage import corpus_files, dataset_folder

    folders = [
        path for path in chain.from_iterable(map(corpus_files.folders, paths)) if not dataset_folder.is_bundle(path)
    ]
    changes = format_files.formatting_of(folders).changes
    done, problems = format_files.write([change for change in changes if format_files.fixes(change)])
    for path in done:
        say(f"fixed {path}")
    for problem in problems:
        remark(problem)
    return problems
