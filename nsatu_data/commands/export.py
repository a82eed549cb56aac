"""`nsatu-data export`."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nsatu_data.commands.options import Outcome, chosen, chosen_corpus, chosen_dataset, dataset_option
from nsatu_data.commands.texts import texts_of, texts_option
from nsatu_data.diagnostics import CannotRun

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


_FORCE: Final = (
    "replace a database, the files in a folder, or any export of a corpus; the other formats replace a file without it"
)


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    from nsatu_data.export import EXPORTS

    width = max(map(len, EXPORTS))
    parser = commands.add_parser(
        "export",
        help="write the dataset in a format for other tools",
        epilog="\n".join(["formats:", *(f"  {name:{width}}  {export.help}" for name, export in EXPORTS.items())]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("to", metavar="FORMAT", choices=list(EXPORTS), help=f"the format: {', '.join(EXPORTS)}")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file or folder instead of printing")
    parser.add_argument("--force", action="store_true", help=_FORCE)
    for export in EXPORTS.values():
        if export.flag is not None:
            parser.add_argument(f"--{export.flag}", action="store_true", help=export.flag_help)
    texts_option(parser, "the file with a source's text, to add counts in UTF-16 and UTF-8; give one for every source")
    dataset_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Write the dataset in a format for other tools."""
    from nsatu_data.export import EXPORTS
    from nsatu_data.storage import output_target, staged_output

    export = EXPORTS[options.to]
    if options.text and export.texts == "refused":
        raise CannotRun(f"{options.to} never contains a text; leave out --text")
    flags = {one.flag: True for one in EXPORTS.values() if one.flag is not None and getattr(options, one.flag)}
    if wrong := sorted(flags.keys() - {export.flag}):
        raise CannotRun(f"{options.to} has no option --{wrong[0]}")
    if chosen_corpus(options) is not None:
        return _export_corpus(options, flags)
    _refuse_dataset_itself(options)
    dataset = chosen_dataset(options)
    texts = texts_of(dataset, options.text)
    without = [source.id for source in dataset.sources if source.id not in texts]
    if without and (texts or export.texts == "required"):
        raise CannotRun(f"there is no text for {', '.join(without)}; name the file of each with --text")
    written = export.writer()(dataset, texts, **flags)
    if isinstance(written, str) and (options.output is None or output_target.is_standard_output(options.output)):
        return 0, written
    if options.output is None:
        what = "a file that is not text; name it" if isinstance(written, bytes) else "several files; name a folder"
        raise CannotRun(f"{options.to} writes {what} with --output")
    wanted = staged_output.Wanted(
        options.to,
        is_folder=not isinstance(written, str | bytes),
        replace=options.force or isinstance(written, str),
        of_one_form=export.of_one_form(),
    )
    staged_output.write(options.output, written, wanted)
    return 0, ""


def _refuse_dataset_itself(options: argparse.Namespace) -> None:
    """Raise CannotRun if the output is the dataset that is read."""
    from nsatu_data.storage import dataset_folder, output_target

    path = chosen(options)
    if options.output is None or path is None:
        return
    whole = path if dataset_folder.is_bundle(path) else dataset_folder.root_of(path)
    if output_target.is_same(options.output, whole):
        raise CannotRun(f"{options.output}: this is the dataset itself; write to another place")


def _export_corpus(options: argparse.Namespace, flags: dict[str, bool]) -> Outcome:
    """Write a corpus, without keeping it in memory."""
    from nsatu_data.corpus import export_parts
    from nsatu_data.export import EXPORTS, corpus_export
    from nsatu_data.storage import output_target
    from nsatu_data.storage.staged_output import Wanted, staged
    from nsatu_data.validation.collect_records import IntakeOptions

    how = corpus_export(options.to)
    path = chosen_corpus(options)
    assert path is not None
    if how is None:
        known = ", ".join(name for name in EXPORTS if corpus_export(name) is not None)
        raise CannotRun(f"{path}: {options.to} writes only one dataset, and this is a corpus; choose {known}")
    if options.text:
        raise CannotRun("the export of a corpus takes no text; leave out --text")
    if options.output is None:
        raise CannotRun(f"{options.to} writes a corpus to a file or folder; name it with --output")
    if output_target.is_inside(options.output, path):
        raise CannotRun(f"{options.output}: this is part of the corpus; write outside the corpus")
    wanted = Wanted(options.to, how.is_folder, replace=options.force, of_one_form=how.of_one_form)
    with (
        export_parts.parts(path, partial(how.prepare, **flags), IntakeOptions()) as parts,
        staged(options.output, wanted) as target,
    ):
        how.write(parts, target, **flags)
    return 0, ""
