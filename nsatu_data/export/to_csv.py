"""Writes the dataset as a folder of CSV files: one for each kind and one for each list, with their description.

`nsatu_data.tables.description` describes the tables, and `nsatu_data.tables.csv_files` the cells. The folder also holds
`datapackage.json` and `croissant.json`, from which tools know every column, its type and its links.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Final

from nsatu_data.corpus import export_parts
from nsatu_data.corpus.export_parts import Parts
from nsatu_data.corpus.judge_members import Sound
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.tables import croissant, csv_files, data_package
from nsatu_data.tables.dataset_rows import rows_of
from nsatu_data.tables.description import ACTOR_MATCHES, tables
from nsatu_data.tables.rows import rows_by_table
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "a Data Package: a folder of CSV files, one for each kind and each list"
TEXTS: Final = "refused"
FLAG: Final = "spreadsheet"
FLAG_HELP: Final = "for csv: begin each file with a byte-order mark, and keep cells from running as formulas"
DROPS: Final = "nothing"
OF_ONE_FORM: Final = (croissant.FILE, data_package.path(ACTOR_MATCHES))


def write(
    dataset: Dataset, _texts: Mapping[str, Canonical] | None = None, *, spreadsheet: bool = False
) -> dict[str, str | bytes]:
    """Makes the files, by their names. Equal datasets give equal bytes."""
    rows = rows_by_table(rows_of(dataset))
    files: dict[str, str | bytes] = {
        data_package.path(name): csv_files.write(table, rows[name], spreadsheet=spreadsheet)
        for name, table in tables().items()
    }
    sizes = {name: data_package.Size.of(content) for name, content in files.items()}
    return files | {
        data_package.FILE: data_package.write(dataset.manifest, sizes),
        croissant.FILE: croissant.write(dataset.manifest, sizes),
    }


def prepare_corpus(sound: list[Sound], *, spreadsheet: bool = False) -> dict[str, str]:
    """The lines of some datasets, by table."""
    described = tables(corpus=True)
    rows = export_parts.rows_by_table(sound)
    return {name: csv_files.lines(described[name], rows[name], spreadsheet=spreadsheet) for name in rows}


def write_corpus(parts: Parts, target: Path, *, spreadsheet: bool = False) -> None:
    """Makes the files of a corpus in an empty folder. Memory does not grow with the corpus."""
    described = tables(corpus=True)
    written = dict.fromkeys(described, 0)
    digests = {name: sha256() for name in described}
    with ExitStack() as opened:
        files = {name: opened.enter_context((target / data_package.path(name)).open("wb")) for name in described}

        def add(name: str, lines: str) -> None:
            data = lines.encode()
            files[name].write(data)
            written[name] += len(data)
            digests[name].update(data)

        for name, table in described.items():
            add(name, csv_files.head(table, spreadsheet=spreadsheet))
        for content in parts.contents():
            for name, lines in content.items():
                add(name, lines)
        add(ACTOR_MATCHES, csv_files.lines(described[ACTOR_MATCHES], parts.matches(), spreadsheet=spreadsheet))
    sizes = {data_package.path(name): data_package.Size(written[name], digests[name].hexdigest()) for name in described}
    (target / data_package.FILE).write_text(data_package.write_for_corpus(sizes), encoding="utf-8", newline="")
