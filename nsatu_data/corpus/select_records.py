"""Selects records of a corpus, in the processes that judge its datasets. Only the selected records are kept."""

import json
from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from nsatu_data.corpus import check_corpus
from nsatu_data.corpus.judge_members import Sound
from nsatu_data.dataset import search, selection
from nsatu_data.dataset.selection import Conditions
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.record_models import RECORDS, AnyRecord


class Query(NamedTuple):
    """What is wanted: records of these kinds that meet the conditions and have all the folded words."""

    kinds: Sequence[str]
    wanted: Conditions
    words: Sequence[str] = ()


class Selected(NamedTuple):
    """The selected records of some datasets, each with the id of its dataset.

    `problem` is why the values that are asked for cannot occur in the datasets; None if they can.
    """

    records: list[tuple[str, AnyRecord]]
    problem: str | None


def select(path: Path, query: Query) -> list[tuple[str, AnyRecord]]:
    """The selected records of the corpus at a path, in its order, each with the id of its dataset.

    Raises InvalidDataset if a dataset has errors, and CannotRun if a value can occur in none of the datasets.
    """
    found = list(check_corpus.require_sound(check_corpus.batches(path, prepare=partial(_select, query))))
    records = list(chain.from_iterable(one.records for one in found))
    problems = [one.problem for one in found if one.problem is not None]
    if not records and len(problems) == len(found):
        raise CannotRun(problems[0])
    return records


def _select(query: Query, sound: list[Sound]) -> Selected:
    found: list[tuple[str, AnyRecord]] = []
    problems = []
    for one in sound:
        try:
            records = selection.select(_records(one), query.kinds, query.wanted)
        except CannotRun as error:
            problems.append(str(error))
            continue
        chosen = search.search(records, query.words) if query.words else records
        found += [(one.dataset, record) for record in chosen]
    # If the values can occur in one of the datasets, there is no problem.
    return Selected(found, problems[0] if len(problems) == len(sound) and problems else None)


def _records(one: Sound) -> list[AnyRecord]:
    # Strict models accept a list as a tuple only in JSON text.
    return [
        model.model_validate_json(json.dumps(record, ensure_ascii=False))
        for kind, model in RECORDS.items()
        for record in one.bundle[f"{kind}s"]
    ]
