"""Writes a dataset in formats for other tools. Each format is a module.

To add an export, add a module `to_<name>.py` with a function `write` and a constant `HELP` to this folder, then run
`make derived`. The tests of exports then include it. The constant `TEXTS` says whether the texts of the sources are
`required`, `refused` or, if the module does not define it, `optional`. The constants `FLAG` and `FLAG_HELP` add
an option to the command; then `write` has a keyword argument of that name, which is false unless the option is given.
An export that writes a corpus too has the functions `prepare_corpus` and `write_corpus`; see `CorpusExport`.
The constant `EXTRA` names the extra of the package with the libraries that the export needs. `DROPS` says which values
of a dataset the export leaves out, for the table in `docs/exports.md`.
"""

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from nsatu_data.export.exports import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Writer = Callable[..., str | bytes | Mapping[str, str | bytes]]
    """Returns the content of a file, or a mapping of file names to contents for a folder. Texts are written as UTF-8.

    The first argument is the dataset. The second maps the id of every source to its canonical text. It may be empty.
    """


class Export(NamedTuple):
    """An export. `writer` imports and returns the function that writes it.

    `texts` is `required`, `refused` or `optional`. If it is `required`, the texts of all sources must be given. `flag`
    is the name of an option of this export alone, without dashes. `extra` is the extra that has its libraries.
    """

    writer: "Callable[[], Writer]"
    help: str
    texts: str
    flag: str | None = None
    flag_help: str | None = None
    extra: str | None = None


class CorpusExport(NamedTuple):
    """How an export writes a corpus.

    `prepare` makes what is needed from some datasets, in the process that judges them. `write` then makes the new file
    or folder. Both take the flag of the export.
    """

    prepare: "Callable[..., Any]"
    write: "Callable[..., None]"


def corpus_export(name: str) -> "CorpusExport | None":
    """How an export writes a corpus. None if it writes only one dataset."""
    from importlib import import_module

    module = import_module(EXPORTS[name].writer().__module__)
    if not hasattr(module, "write_corpus"):
        return None
    return CorpusExport(module.prepare_corpus, module.write_corpus)


EXPORTS: Final = {name: Export(*entry) for name, entry in WRITERS.items()}
"""The exports, by their names in the command."""
