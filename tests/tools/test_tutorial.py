"""The tutorial on analysis shows what its examples give now, in words and in its picture."""

from pathlib import Path
from typing import Any

import matplotlib.image
import numpy as np

from tests.support import analysis_tutorial


def test_the_outputs_and_the_picture_are_those_of_the_examples(tmp_path: Path) -> None:
    assert analysis_tutorial.with_outputs(tmp_path) == analysis_tutorial.TUTORIAL.read_text(encoding="utf-8")
    shown, drawn = (_pixels(file) for file in (analysis_tutorial.PICTURE, tmp_path / analysis_tutorial.PICTURE.name))
    assert shown.shape == drawn.shape
    assert np.array_equal(shown, drawn), "the picture differs: run make derived"


def _pixels(file: Path) -> Any:
    return matplotlib.image.imread(file)
