"""Writes how to cite the dataset, as an entry for BibTeX and biblatex from the manifest alone.

The entry is a `@misc`, which every style knows. Braces keep a name whole, because a creator may be a group, and they
keep the capital letters of the title.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.record_models import Manifest
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "an entry for BibTeX, which says how to cite the dataset"
TEXTS: Final = "refused"
DROPS: Final = "every record: it describes the dataset as a whole"
_ESCAPES: Final = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
"""How LaTeX writes the characters that it would not print. A brace by itself would end the field."""
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros of BibTeX, which each style prints in its own way."""


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> str:
    """Makes the entry. Equal manifests give equal bytes."""
    return text(dataset.manifest)


def text(manifest: Manifest, address: str | None = None) -> str:
    """The text of the entry. `address` is where the dataset is published, which a manifest does not say."""
    key = f"{manifest.id or 'dataset'}-{manifest.version}"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(manifest, address))
    return f"@misc{{{key},\n{fields}}}\n"


def _fields(manifest: Manifest, address: str | None) -> Iterator[tuple[str, str]]:
    names = (f"{{{_escaped(creator.name)}}}" for creator in manifest.creators)
    yield "author", f"{{{' and '.join(names)}}}"
    yield "title", f"{{{{{_escaped(manifest.title)}}}}}"
    yield "howpublished", "{Data set}"
    # Only biblatex knows `version`, and it would print a note as well.
    yield "note", f"{{Version {manifest.version}}}"
    if manifest.released is not None:
        year, month, _ = manifest.released.split("-")
        yield "year", f"{{{year}}}"
        yield "month", _MONTHS[int(month) - 1]
    if address is not None:
        yield "url", f"{{{address}}}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
