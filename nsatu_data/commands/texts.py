"""The option `--text`: which file holds the text of which source, in one form for every command.

`--text FILE` names the text of the only source, `--text SOURCE_ID=FILE` that of any.
"""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nsatu_data.diagnostics import CannotRun, InvalidDataset
from nsatu_data.model.identifiers import is_id

if TYPE_CHECKING:
    from nsatu_data.model.record_models import AnyRecord
    from nsatu_data.text.canonical_text import Canonical

METAVAR = "[SOURCE_ID=]FILE"


class NamedText(NamedTuple):
    """A file, and the id of the source whose text it holds; empty where the source is not named."""

    source: str
    file: Path


def texts_option(parser: argparse.ArgumentParser, help: str) -> None:
    """Adds the naming of files that hold the texts of sources, any number of them."""
    parser.add_argument("--text", action="append", default=[], type=named_text, metavar=METAVAR, help=help)


def text_option(parser: argparse.ArgumentParser, help: str, *, required: bool = False) -> None:
    """Adds the naming of the file that holds the text of one source."""
    parser.add_argument("--text", type=named_text, required=required, metavar=METAVAR, help=help)


def named_text(argument: str) -> NamedText:
    """A file, with or without its source, as an argument. A file whose name holds `=` may stand alone."""
    source, equals, file = argument.partition("=")
    if equals and file and is_id(source):
        return NamedText(source, Path(file))
    if argument and (not equals or os.path.lexists(argument)):
        return NamedText("", Path(argument))
    raise argparse.ArgumentTypeError(f"{argument!r} is neither FILE nor SOURCE_ID=FILE")


def by_source(named: Iterable[NamedText]) -> dict[str, Path]:
    """The files by the ids of their sources; under an empty id, the file of the only source.

    Raises CannotRun where a source has two files, or one of several files has no source.
    """
    found: dict[str, Path] = {}
    for source, file in named:
        if source and source in found:
            raise CannotRun(f"--text names two files for {source}: {found[source]} and {file}")
        if found and (not source or "" in found):
            raise CannotRun("--text names several files: name the source of each with SOURCE_ID=FILE")
        found[source] = file
    return found


def file_of(source: str, named: NamedText) -> Path:
    """The file of a source's text. Raises CannotRun where it is named as that of another."""
    if named.source not in ("", source):
        raise CannotRun(f"--text names the text of {named.source}, where that of {source} belongs")
    return named.file


def texts_of(records: "Iterable[AnyRecord]", named: Iterable[NamedText]) -> "dict[str, Canonical]":
    """The canonical texts in files, by source. Raises InvalidDataset where one is not the text of its source."""
    from nsatu_data.validation.check_dataset import canonical_texts

    texts, diagnostics = canonical_texts(records, by_source(named))
    if diagnostics:
        raise InvalidDataset(diagnostics)
    return texts
