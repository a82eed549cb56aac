"""The names of frames that type checkers know are those that there are."""

from typing import get_args

from nsatu_data.frames.description import FRAMES, FrameName


def test_the_type_of_names_lists_every_frame() -> None:
    assert get_args(FrameName) == FRAMES
