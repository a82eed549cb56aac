"""Loads one of two versions that are compared: a dataset or a schema, from files or from a revision of git."""

import json
import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final

from nsatu_data.comparison import comparable_schemas
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.diagnostics import CannotRun, Severity, line
from nsatu_data.storage import dataset_folder, git_revisions, read_files
from nsatu_data.validation.check_dataset import check

_SUFFIX: Final = ".schema.json"
_WHOLE: Final = f"bundle{_SUFFIX}"
"""The schema of a whole dataset. Its folder stands for it."""

Schema = dict[str, Any]


def load_version(argument: str) -> Dataset | Schema:
    """The dataset or the schema that an argument names, such as `records`, `schema` or `HEAD~1:records`.

    Raises CannotRun if there is none, or if it has errors.
    """
    is_revision = git_revisions.is_revision(argument)
    if not is_revision and not os.path.lexists(argument):
        message = "there is no such file or folder; for a revision of git, add the path, as in HEAD~1:records"
        raise CannotRun(f"{argument}: {message}")
    with git_revisions.copied(argument) if is_revision else nullcontext(Path(argument)) as path:
        if (path / _WHOLE).is_file():
            return _schema(argument, path / _WHOLE)
        if path.name.endswith(_SUFFIX):
            return _schema(argument, path)
        if is_revision and not (dataset_folder.is_bundle(path) or (path / dataset_folder.MANIFEST).is_file()):
            # The folders above a copy are not part of the revision, so they must not be searched.
            raise CannotRun(f"{argument}: this is no dataset, because it has no {dataset_folder.MANIFEST}")
        folder = path if path.is_dir() else path.parent
        return _dataset(argument, path, folder if is_revision else None)


def _dataset(argument: str, path: Path, copy: Path | None) -> Dataset:
    """The dataset at a path. `copy` is the temporary folder that its files were copied to, if they were."""
    outcome = check(path)
    if outcome.dataset is not None:
        return outcome.dataset
    errors = [one for one in outcome.diagnostics if one.severity is Severity.ERROR]
    counted = "1 error" if len(errors) == 1 else f"{len(errors)} errors, the first"
    if not errors:
        # `check` returns only the findings that concern a part of a dataset.
        raise CannotRun(f"{argument}: the dataset has errors outside this part; name the whole dataset")
    first = errors[0] if copy is None else errors[0]._replace(file=_within(copy, errors[0].file))
    raise CannotRun(f"{argument}: cannot be compared: {counted}: {line(first)}")


def _within(folder: Path, file: str) -> str:
    """A path relative to a folder."""
    return os.path.relpath(os.path.realpath(file), os.path.realpath(folder)).replace(os.sep, "/")


def _schema(argument: str, path: Path) -> Schema:
    try:
        schema = json.loads(read_files.read_named(path, read_files.SOURCE_LIMIT))
    except (ValueError, RecursionError):
        raise CannotRun(f"{argument}: this is not JSON, although it is named like a schema") from None
    if (problem := comparable_schemas.fault(schema)) is not None:
        raise CannotRun(f"{argument}: this schema cannot be compared: {problem}")
    compared: Schema = schema
    return compared
