"""Searches everything that the package publishes or prints for words of a source's text.

A text is not the project's to publish, so no file may share a run of eight words with it. Names of actors are excepted.
`python -m tests.support.source_words SOURCE_ID=FILE` searches the tracked files, every export, what notebooks and
prompts show, comparisons, and the findings for a text that differs. It prints places, and no words. `.ci/run` calls it.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

import nsatu_data
from nsatu_data.authoring import format_files
from nsatu_data.comparison.compare import compare
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import EXPORTS
from nsatu_data.report import FORMATS, Context, changes_json, changes_markdown, changes_text
from nsatu_data.report.changed_values import Names
from nsatu_data.text.canonical_text import Canonical, canonicalise
from tests.support.folders import RECORDS, ROOT

RUN: Final = 8
"""The number of words that makes a run."""
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_LONG_NAME: Final = 6
"""The number of words from which a name excepts the runs around it."""


class Run(NamedTuple):
    """A run of words that an artefact shares with a text: the characters of the text from `start` to `end`."""

    artefact: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.artefact}: has the words of the text at {self.start}-{self.end}"


def shared_runs(artefacts: Iterable[tuple[str, str]], text: str, names: Iterable[str] = ()) -> Iterator[Run]:
    """The runs of `RUN` words or more in artefacts, which are pairs of a name and a content."""
    spans = [match.span() for match in _WORD.finditer(text)]
    source = [text[start:end].lower() for start, end in spans]
    excepted = [tuple(words) for name in names if len(words := _words(name)) >= _LONG_NAME]
    places = {tuple(source[at : at + RUN]): at for at in range(len(source) - RUN, -1, -1)}
    wanted = {run: at for run, at in places.items() if not any(_has(run, name) for name in excepted)}
    for artefact, content in artefacts:
        words, at = _words(content), 0
        while at <= len(words) - RUN:
            place = wanted.get(tuple(words[at : at + RUN]))
            if place is None:
                at += 1
                continue
            length = RUN
            while words[at + length : at + length + 1] == source[place + length : place + length + 1] != []:
                length += 1
            yield Run(artefact, spans[place][0], spans[place + length - 1][1])
            at += length


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _has(run: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a run holds a name, or all of a run that a longer name holds."""
    short, long = sorted((run, name), key=len)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def tracked_files() -> Iterator[tuple[str, str]]:
    """The files that git tracks."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.split("\0"):
        if (ROOT / name).is_file():
            yield name, _decoded((ROOT / name).read_bytes())


def exports(dataset: Dataset, texts: Mapping[str, Canonical]) -> Iterator[tuple[str, str]]:
    """Every export, with its option and, if it takes them, with the texts."""
    for name, export in EXPORTS.items():
        given = {} if export.texts == "refused" else texts
        for flags in ({}, {export.flag: True}) if export.flag else ({},):
            written = export.writer()(dataset, given, **flags)
            title = " ".join([f"export {name}", *flags])
            files = {"": written} if isinstance(written, str | bytes) else written
            for file, content in files.items():
                yield f"{title} {file}".rstrip(), _readable(content)


def _readable(content: str | bytes) -> str:
    if isinstance(content, str):
        return content
    return _parquet(content) if content.startswith(b"PAR1") else _decoded(content)


def _parquet(content: bytes) -> str:
    from pyarrow import parquet

    return repr(parquet.read_table(BytesIO(content)).to_pylist())


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def shown(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """What a prompt and a notebook show of a dataset, which may have texts."""
    for one in (dataset, dataset.claims, dataset.search("nato"), *dataset):
        yield f"repr of {type(one).__name__} {getattr(one, 'id', '')}".rstrip(), repr(one)
        yield f"table of {type(one).__name__} {getattr(one, 'id', '')}".rstrip(), one._repr_html_()


def differences(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """What `diff` writes if every record is new, and if every record is gone."""
    for title, changes in (
        ("added", compare(Dataset(dataset.manifest, []), dataset)),
        ("removed", compare(dataset, Dataset(dataset.manifest, []))),
    ):
        for writer in (changes_text, changes_markdown, changes_json):
            yield f"{writer.__name__} {title}", writer.write(changes, Names("old", "new"))


def findings(source: str, data: bytes) -> Iterator[tuple[str, str]]:
    """What `validate` writes, in every format, for a text and for three others that differ from it."""
    half = len(data) // 2
    texts = {
        "the text": data,
        "a text with another word": data[:half] + b" another " + data[half:],
        "half the text": data[:half],
        "a text in capitals": data.upper(),
    }
    for title, given in texts.items():
        outcome = nsatu_data.check(RECORDS, texts={source: given})
        for form, write in FORMATS.items():
            context = Context(has_texts=True, mendable=format_files.mendable)
            yield f"validate --format {form} with {title}", write(outcome.diagnostics, outcome.summary, context)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.support.source_words", description=__doc__.split("\n")[0])
    parser.add_argument("text", metavar="SOURCE_ID=FILE", help="the text to search for")
    source, _, file = parser.parse_args().text.partition("=")
    data = Path(file).read_bytes()
    dataset = nsatu_data.load(RECORDS)
    texts = {source: canonicalise(_decoded(data))}
    artefacts = [
        *tracked_files(),
        *exports(dataset, texts),
        *shown(dataset.with_texts({source: data})),
        *differences(dataset),
        *findings(source, data),
    ]
    names = [name for actor in dataset.actors for name in (actor.name, actor.label, *actor.aliases) if name]
    runs = list(shared_runs(artefacts, texts[source].text, names))
    for run in runs:
        print(run)
    print(f"{len(artefacts):,} artefacts searched for runs of {RUN} words of {source}: {len(runs):,} found")
    return bool(runs)


if __name__ == "__main__":
    sys.exit(main())
