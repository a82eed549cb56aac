"""The option `--text`, which names the file with a source's text.

`--text FILE` is enough for a command or dataset with one source. `--text SOURCE_ID=FILE` names the source as well.
"""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nsatu_data.diagnostics import CannotRun, InvalidDataset

if TYPE_CHECKING:
    from nsatu_data.model.record_models import AnyRecord
    from nsatu_data.text.canonical_text import Canonical

METAVAR = "[SOURCE_ID=]FILE"


class NamedText(NamedTuple):
    """A file with a text, and the id of its source; the id is empty if the option does not name it."""

    source: str
    file: Path


def texts_option(parser: argparse.ArgumentParser, help: str) -> None:
    """Add `--text` to a command that reads the texts of any number of sources."""
    parser.add_argument("--text", action="append", default=[], type=named_text, metavar=METAVAR, help=help)


def text_option(parser: argparse.ArgumentParser, help: str, *, required: bool = False) -> None:
    """Add `--text` to a command that reads the text of one source."""
    parser.add_argument("--text", type=named_text, required=required, metavar=METAVAR, help=help)


def named_text(argument: str) -> NamedText:
    """Parse FILE or SOURCE_ID=FILE. FILE alone may contain `=` if the file exists."""
    from nsatu_data.model.identifiers import is_id

    source, equals, file = argument.partition("=")
    if equals and file and is_id(source):
        return NamedText(source, Path(file))
    if argument and (not equals or os.path.lexists(argument)):
        return NamedText("", Path(argument))
    raise argparse.ArgumentTypeError(f"{argument!r} is neither FILE nor SOURCE_ID=FILE")


def by_source(named: Iterable[NamedText]) -> dict[str, Path]:
    """Return the files by the ids of their sources. The key is empty for a file without an id.

    Raises CannotRun if a source has two files, or if there are several files and one has no id.
    """
    found: dict[str, Path] = {}
    for source, file in named:
        if source and source in found:
            raise CannotRun(f"--text names two files for {source}: {found[source]} and {file}; name one")
        if found and (not source or "" in found):
            raise CannotRun("--text names several files; write SOURCE_ID=FILE for each")
        found[source] = file
    return found


def file_of(source: str, named: NamedText) -> Path:
    """Return the file with a source's text. Raises CannotRun if the option names another source."""
    if named.source not in ("", source):
        raise CannotRun(f"--text names the text of {named.source}; name the text of {source} instead")
    return named.file


def texts_of(records: "Iterable[AnyRecord]", named: Iterable[NamedText]) -> "dict[str, Canonical]":
    """Read the canonical texts by source id. Raises InvalidDataset if a file is not the text of its source."""
    from nsatu_data.validation.check_dataset import canonical_texts

    texts, diagnostics = canonical_texts(records, by_source(named))
    if diagnostics:
        raise InvalidDataset(diagnostics)
    return texts
