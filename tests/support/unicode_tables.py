"""Derives `nsatu_data/model/invisible_table.py` from the Unicode Character Database.

`python -m tests.support.unicode_tables` writes the table again if the database in the right version is installed
(Debian's package `unicode-data`). A fixed version of Unicode gives the same verdict on every version of Python.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tests.support.folders import ROOT

DATABASE: Final = Path("/usr/share/unicode")
VERSION: Final = "15.0.0"
TABLE: Final = ROOT / "nsatu_data" / "model" / "invisible_table.py"
_ROW: Final = re.compile(r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", re.MULTILINE)
_SEQUENCE: Final = re.compile(r"^([0-9A-F]+) ([0-9A-F]+)\s*;", re.MULTILINE)


def missing() -> str | None:
    """Why the table cannot be derived here; None if it can."""
    file = DATABASE / "DerivedCoreProperties.txt"
    if file.is_file() and file.read_text(encoding="utf-8").startswith(f"# DerivedCoreProperties-{VERSION}.txt"):
        return None
    return f"Unicode {VERSION} is not installed in {DATABASE}"


def property_of(file: str, *values: str) -> set[int]:
    """The code points that have one of these values in a file of the database."""
    rows = _ROW.findall((DATABASE / file).read_text(encoding="utf-8"))
    return {
        one
        for first, last, value in rows
        if value in values
        for one in range(int(first, 16), int(last or first, 16) + 1)
    }


def scripts() -> dict[int, str]:
    """The script of each code point that has one."""
    rows = _ROW.findall((DATABASE / "Scripts.txt").read_text(encoding="utf-8"))
    return {one: script for first, last, script in rows for one in range(int(first, 16), int(last or first, 16) + 1)}


def variants(file: str) -> dict[int, set[int]]:
    """The characters that a variation selector may follow, by the selector."""
    found: dict[int, set[int]] = {}
    for base, selector in _SEQUENCE.findall((DATABASE / file).read_text(encoding="utf-8")):
        found.setdefault(int(selector, 16), set()).add(int(base, 16))
    return found


def characters(points: Iterable[int]) -> str:
    """The inside of a regular expression's character class, in ASCII."""
    return "".join(
        _escaped(first) if first == last else f"{_escaped(first)}-{_escaped(last)}" for first, last in _ranges(points)
    )


def _ranges(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(points)
    first = 0
    for index, point in enumerate(ordered):
        if index + 1 == len(ordered) or ordered[index + 1] != point + 1:
            yield ordered[first], point
            first = index + 1


def _escaped(point: int) -> str:
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def table() -> str:
    """The module's text."""
    script_of = scripts()
    viramas = property_of("extracted/DerivedCombiningClass.txt", "9")
    marks = property_of("extracted/DerivedGeneralCategory.txt", "Mn")
    letters = property_of("extracted/DerivedGeneralCategory.txt", "Lu", "Ll", "Lt", "Lm", "Lo")
    joining = {value: property_of("extracted/DerivedJoiningType.txt", value) for value in "DLRT"}
    conjoining = {script_of[one] for one in viramas}
    cursive = {script_of[one] for value in "DLR" for one in joining[value]} - {"Common", "Inherited"}
    ideographs = property_of("PropList.txt", "Unified_Ideograph")
    selected = variants("StandardizedVariants.txt")
    emoji = variants("emoji/emoji-variation-sequences.txt")
    mongolian = {one for one, script in script_of.items() if script == "Mongolian"} & letters
    free = {0x180B, 0x180C, 0x180D, 0x180F}
    constants = {
        "INVISIBLE": property_of("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
        | set(range(0xFFF9, 0xFFFC)),
        "IDEOGRAPHS": ideographs,
        "EMOJI_BASES": emoji[0xFE0F],
        "PICTOGRAPHS": property_of("emoji/emoji-data.txt", "Extended_Pictographic"),
        "MONGOLIAN": mongolian,
        "MONGOLIAN_BASES": {base for selector in free & selected.keys() for base in selected[selector]},
        "JOINS_NEXT": joining["D"] | joining["L"],
        "JOINS_PREVIOUS": joining["D"] | joining["R"],
        "TRANSPARENT": {one for one in joining["T"] & marks if script_of.get(one) in cursive or 0x600 <= one < 0x700},
        "LETTERS": {one for one in letters if script_of.get(one) in conjoining},
        "VIRAMAS": viramas,
        "MARKS": {one for one in marks if script_of.get(one) in conjoining} - viramas,
        "DEPENDENT_VOWELS": property_of("IndicSyllabicCategory.txt", "Vowel_Dependent"),
    }
    lines = [f"{name}: Final = {_literal(characters(points))}" for name, points in constants.items()]
    bases = {selector: selected[selector] - ideographs for selector in sorted(selected) if 0xFE00 <= selector < 0xFE0F}
    pairs = "".join(
        f'    "{_escaped(selector)}": {_literal(characters(points))},\n' for selector, points in bases.items() if points
    )
    return (
        f'"""Classes of characters of Unicode {VERSION}, derived by `python -m tests.support.unicode_tables`."""\n\n'
        "# ruff: noqa: E501\nfrom typing import Final\n\n" + "\n".join(lines) + f"\nVARIED: Final = {{\n{pairs}}}\n"
        '"""What each variation selector may follow besides ideographs and emoji."""\n'
    )


def _literal(text: str) -> str:
    return f'"{text}"'


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8", newline="\n")
