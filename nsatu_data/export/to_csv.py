"""Writes the dataset as a folder of CSV files: one for each kind and one for each list, with their description.

`nsatu_data.tables.description` describes the tables, and `nsatu_data.tables.csv_files` the cells. The folder also holds
`datapackage.json`, from which tools for Data Packages know every column, its terms and its links.
"""

from collections.abc import Mapping
from typing import Final

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.tables import csv_files, data_package
from nsatu_data.tables.dataset_rows import rows_of
from nsatu_data.tables.description import tables
from nsatu_data.tables.rows import rows_by_table
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "a folder of CSV files, one for each kind and each list, as a Data Package"
TEXTS: Final = "refused"
FLAG: Final = "spreadsheet"
FLAG_HELP: Final = "for csv: begin each file with a byte-order mark, and keep cells from running as formulas"
DROPS: Final = "nothing"


def write(
    dataset: Dataset, _texts: Mapping[str, Canonical] | None = None, *, spreadsheet: bool = False
) -> dict[str, str | bytes]:
    """Makes the files, by their names. Equal datasets give equal bytes."""
    rows = rows_by_table(rows_of(dataset))
    files: dict[str, str | bytes] = {
        data_package.path(name): csv_files.write(table, rows[name], spreadsheet=spreadsheet)
        for name, table in tables().items()
    }
    files["datapackage.json"] = data_package.write(dataset.manifest, files)
    return files
