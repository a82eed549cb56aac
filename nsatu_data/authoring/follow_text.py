"""Lets a source and its evidence follow a text that has changed, where nothing is ambiguous or lost."""

from pathlib import Path
from typing import NamedTuple

from nsatu_data.authoring import moving, working_copy
from nsatu_data.authoring.moving import Move
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.record_models import Source
from nsatu_data.text.realigning import Realigned


class Followed(NamedTuple):
    """What became of each pointer into a source, and the records that cannot be read.

    `lost` counts the pointers that lead nowhere now. `is_settled` says whether all can follow the text, `written` how
    many records were written.
    """

    moved: list[Move]
    unreadable: list[str]
    lost: int
    is_settled: bool
    written: int = 0


def follow(root: Path, record: Source, file: Path, *, write: bool, drop_lost: bool) -> Followed:
    """Finds where each pointer leads in the new text; with `write`, writes the records if all is settled.

    `drop_lost` settles lost and ambiguous pointers: they are removed. Raises CannotRun where it is another text.
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
        raise CannotRun(f"{file}: this is another text, with nothing of {record.id}")
    if not (write and followed.is_settled):
        return followed
    edits = moving.written(root, record, text, sentences, moved)
    working_copy.save(root, edits)
    return followed._replace(written=len(edits))
