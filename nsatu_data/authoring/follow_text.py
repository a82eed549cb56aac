"""Update a source and the evidence that points into it after its text has changed."""

from pathlib import Path
from typing import NamedTuple

from nsatu_data.authoring import moving, working_copy
from nsatu_data.authoring.moving import Move
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.record_models import Source
from nsatu_data.text.realigning import Realigned


class Followed(NamedTuple):
    """What became of each evidence pointer into a source.

    `unreadable` names the records with unreadable pointers. `lost` counts the pointers without one certain place in the
    new text. `can_write` is true if the records can be written. `written` counts the records that were written.
    """

    moved: list[Move]
    unreadable: list[str]
    lost: int
    can_write: bool
    written: int = 0


def follow(root: Path, record: Source, file: Path, *, write: bool, drop_lost: bool) -> Followed:
    """Find where each evidence pointer leads in the new text; with `write`, write the records if that is safe.

    Writing is safe if every record is readable and no pointer is lost or ambiguous. With `drop_lost`, lost and
    ambiguous pointers are removed. Raises CannotRun if the new text has nothing in common with the old one.
    """
    text = working_copy.text_of(root, record, file, changed=True)
    cited = list(moving.citing(root, record.id))
    realigned = Realigned(record.sentences, text, (one.pointer for one in cited))
    sentences = moving.sentences_in(record, text, realigned)
    moved = moving.moves(record, cited, text, sentences, realigned)
    unreadable = list(moving.unreadable(root, record.id))
    lost = sum(move.now is None for move in moved)
    followed = Followed(moved, unreadable, lost, not unreadable and (not lost or drop_lost))
    if write and not any(sentence.origin for sentence in sentences) and lost == len(moved):
        raise CannotRun(f"{file}: the text has nothing in common with the text of {record.id}; name the right file")
    if not (write and followed.can_write):
        return followed
    edits = moving.written(root, record, text, sentences, moved)
    working_copy.save(root, edits)
    return followed._replace(written=len(edits))
