"""Writes how to cite the dataset, as a file `CITATION.cff` (Citation File Format 1.2.0) from the manifest alone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.record_models import Creator, Manifest
from nsatu_data.syntax import yaml_writer
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "a file CITATION.cff, which says how to cite the dataset"
TEXTS: Final = "refused"
DROPS: Final = "every record: it describes the dataset as a whole"
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> str:
    """Makes the file. Equal manifests give equal bytes."""
    return text(dataset.manifest)


def text(manifest: Manifest, more: Mapping[str, Any] = _NOTHING) -> str:
    """The text of the file. `more` has what no manifest says, such as keywords and addresses, by their keys."""
    values: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": manifest.title,
        "abstract": manifest.description,
        "authors": [_author(creator) for creator in manifest.creators],
        "version": manifest.version,
    }
    if manifest.released is not None:
        values["date-released"] = manifest.released
    return yaml_writer.write(values | {"license": manifest.licences.data, **more})


def _author(creator: Creator) -> dict[str, str]:
    # A creator may be a person or a group, and its name is one text. In this format only groups have such names.
    return {"name": creator.name} | ({"website": creator.url} if creator.url is not None else {})
