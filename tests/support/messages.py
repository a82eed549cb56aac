"""Messages that several tests expect, without the path in front."""

from typing import Final

NO_DATASET: Final = (
    "no folder above it holds dataset.yaml, and it does not end with .json (a bundle), .jsonl or .parquet (a corpus)"
)
NOTHING_IN_FOLDER: Final = (
    "there is nothing to check: no dataset.yaml, no records, and no folders of datasets, which a corpus has"
)
