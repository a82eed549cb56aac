"""The reasons for which a change asks for a new version number, and the level of each.

The level follows from what the code of a user notices. The tool cannot judge how much a new wording says, so a level is
the least that a change asks for. The documentation of the command has these reasons as a table.
"""

from enum import IntEnum, StrEnum
from typing import Self


class Level(IntEnum):
    """How much a user's code notices."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def label(self) -> str:
        """The level as outputs name it."""
        return self.name.lower()


MEANINGS = {
    Level.MAJOR: "Something that code relies on is gone without a note, or means something else.",
    Level.MINOR: "Records came or went, or selections, counts and links can give other results.",
    Level.PATCH: "Selections by terms and ids, counts and links are the same. Only wording, places and order differ.",
    Level.NONE: "Nothing differs except the version number and the day of release.",
}
"""What the code of a user notices at each level."""


class Reason(StrEnum):
    """A sort of change: its level, a name for its changes in the plural, and what the code of a user notices."""

    level: Level
    plural: str
    notice: str

    def __new__(cls, value: str, level: Level, plural: str, notice: str) -> Self:
        reason = str.__new__(cls, value)
        reason._value_ = value
        reason.level = level
        reason.plural = plural
        reason.notice = notice
        return reason

    VANISHED = (
        "vanished",
        Level.MAJOR,
        "ids that vanished without being retired",
        "A lookup by this id fails, and the manifest does not say that the record was removed.",
    )
    REUSED = (
        "reused",
        Level.MAJOR,
        "retired ids that are used again",
        "An id that was noted elsewhere now names another record.",
    )
    UNRETIRED = (
        "unretired",
        Level.MAJOR,
        "ids that are no longer retired",
        "The manifest no longer says that the record was removed, and the id may be used again.",
    )
    TEXT = (
        "text",
        Level.MAJOR,
        "lengths and digests of source texts that differ",
        "Copies of the old text are no longer recognised, and evidence is not verified against them.",
    )
    LICENCE = (
        "licence",
        Level.MAJOR,
        "licences that differ",
        "Anyone who relied on the old terms has to read the new ones.",
    )
    DATASET_ID = (
        "dataset-id",
        Level.MAJOR,
        "ids of datasets that differ",
        "Selections from a corpus by this id fail, and the names of the records in linked data are others.",
    )
    SCHEMA_MAJOR = (
        "schema-major",
        Level.MAJOR,
        "another major version of the schema",
        "Programs for the old schema cannot read the records.",
    )
    ADDED = ("added", Level.MINOR, "records added", "Counts and selections have one more record.")
    RETIRED = (
        "retired",
        Level.MINOR,
        "records removed, with their ids retired",
        "A lookup by this id fails, and the manifest says why.",
    )
    SCHEMA_MINOR = (
        "schema-minor",
        Level.MINOR,
        "another minor version of the schema",
        "The records may have fields and terms that the older schema does not have.",
    )
    VALUE = (
        "value",
        Level.MINOR,
        "fields or list items that differ",
        "Selections by this field, and links through it, give other results.",
    )
    EVIDENCE = (
        "evidence",
        Level.MINOR,
        "evidence pointers added, removed or replaced",
        "Selections by evidence and the coverage of sentences differ.",
    )
    SENTENCES = (
        "sentences",
        Level.MINOR,
        "sentences of sources added, removed, or skipped or not",
        "The coverage of sentences differs.",
    )
    WORDING = ("wording", Level.PATCH, "texts reworded", "The text that is shown differs.")
    MOVED = (
        "moved",
        Level.PATCH,
        "pointers and sentences moved, with the same words",
        "The numbers differ, the digest does not.",
    )
    ORDER = ("order", Level.PATCH, "lists in another order", "The items are the same, in another order.")
    UNITS = (
        "units",
        Level.PATCH,
        "pointers and sentences with other counts in UTF-16 or UTF-8",
        "Exports with texts add these counts; nothing else differs.",
    )
    RESERVED = (
        "reserved",
        Level.PATCH,
        "ids retired that no record had",
        "The id cannot be used any more.",
    )
    VERSION = ("version", Level.NONE, "another version number", "Only the number differs.")
    RELEASED = ("released", Level.NONE, "another day of release", "Only the day differs.")
