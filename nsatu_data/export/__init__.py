"""Writes a dataset in formats for other tools. Each format is a module.

To add an export, add a module `to_<name>.py` with a function `write` and a constant `HELP` to this folder, then run
`make derived`. The tests of exports then include it. The constant `TEXTS` says whether the texts of the sources are
`required`, `refused` or, if the module does not define it, `optional`. The constants `FLAG` and `FLAG_HELP` add
an option to the command; then `write` has a keyword argument of that name, which is false unless the option is given.
An export that writes a corpus too has the functions `prepare_corpus` and `write_corpus`; see `CorpusExport`.
If it writes a folder, the constant `OF_ONE_FORM` lists the files that only a dataset or only a corpus has.
The constant `EXTRA` names the extra of the package with the libraries that the export needs. `DROPS` says which values
of a dataset the export leaves out, for the table in `docs/exports.md`.
"""

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from nsatu_data.export.exports import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Writer = Callable[..., str | bytes | Mapping[str, str | bytes]]
    """Returns the content of a file, or a mapping of file names to contents for a folder. Names have no `/`.

    Texts are written as UTF-8. The first argument is the dataset. The second maps the id of every source to its
    canonical text. It may be empty.
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

    def of_one_form(self) -> "Sequence[str]":
        """The files of a folder that this export writes only for a dataset or only for a corpus."""
        return _of_one_form(self._module()) or ()

    def corpus(self) -> "CorpusExport | None":
        """How this export writes a corpus. None if it writes only one dataset."""
        module = self._module()
        if not hasattr(module, "write_corpus"):
            return None
        files = _of_one_form(module)
        return CorpusExport(module.prepare_corpus, module.write_corpus, files is not None, files or ())

    def _module(self) -> Any:
        from importlib import import_module

        return import_module(self.writer().__module__)


class CorpusExport(NamedTuple):
    """How an export writes a corpus.

    `prepare` makes what is needed from some datasets, in the process that judges them. `write` then fills an empty file
    or folder; `is_folder` says which of them. Both take the flag of the export. `of_one_form` is as in `Export`.
    """

    prepare: "Callable[..., Any]"
    write: "Callable[..., None]"
    is_folder: bool
    of_one_form: "Sequence[str]"


def corpus_export(name: str) -> "CorpusExport | None":
    """How an export writes a corpus. None if it writes only one dataset."""
    return EXPORTS[name].corpus()


def _of_one_form(module: Any) -> "Sequence[str] | None":
    files: Sequence[str] | None = getattr(module, "OF_ONE_FORM", None)
    return files


EXPORTS: Final = {name: Export(*entry) for name, entry in WRITERS.items()}
"""The exports, by their names in the command."""
