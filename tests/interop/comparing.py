"""Compares what programs in other languages read and judge with Python's results."""

import json
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from nsatu_data.diagnostics import Severity, line
from nsatu_data.validation.check_dataset import check
from tests.interop import exchange
from tests.interop.consumers import Broken, Consumer
from tests.support import conformance_kit, schema_judges
from tests.support.case_files import VALID

EXAMPLES: Final = (("river-pact", "motive/say-in-the-rules"), ("every-field", "motive/wish-for-peace"))
"""The valid case and the record that every program must print; one has letters of two UTF-16 units before its words."""


class Tally(NamedTuple):
    """The number of documents read, the number of verdicts compared, and the disagreements, one line each."""

    documents: int
    verdicts: int
    disagreements: tuple[str, ...]


class Row(NamedTuple):
    """A row of the table: a language, its parsers, validator and type generator, and the sum of the comparisons.

    A field is empty if the program has nothing of that sort.
    """

    language: str
    parsers: str
    validator: str
    types: str
    tally: Tally


Step = Callable[[Consumer, Path], Iterator[Tally]]


def row(consumer: Consumer, folder: Path, steps: tuple[Step, ...]) -> Row:
    """The row of a program that is already built, after these steps in the exchange folder."""
    try:
        about = json.loads(consumer.call("about"))
    except (Broken, ValueError) as error:
        return failed(consumer, str(error))
    parsers = ", ".join(f"{one['name']} {one['version']}" for one in about["parsers"])
    judge = about["validator"]
    if bool(parsers) != ("read" in consumer.commands) or bool(judge) != ("judge" in consumer.commands):
        return failed(
            consumer, f"{consumer.language}: about names other parsers or validators than it has commands for"
        )
    validator = f"{judge['name']} {judge['version']}" if judge else ""
    asked = [step for step in steps if COMMANDS[step] in consumer.commands]
    tallies = [tally for step in asked for tally in _taken(step, consumer, folder)]
    return Row(consumer.language, parsers, validator, consumer.types, total(tallies))


def failed(consumer: Consumer, why: str) -> Row:
    """The row of a program that was not run."""
    return Row(consumer.language, "", "", consumer.types, Tally(0, 0, (why,)))


def _taken(step: Step, consumer: Consumer, folder: Path) -> list[Tally]:
    found: list[Tally] = []
    try:
        found.extend(step(consumer, folder))
    except Broken as error:
        found.append(Tally(0, 0, (str(error),)))
    return found


def total(tallies: list[Tally]) -> Tally:
    """The sum of the tallies."""
    disagreements = tuple(one for tally in tallies for one in tally.disagreements)
    return Tally(sum(one.documents for one in tallies), sum(one.verdicts for one in tallies), disagreements)


def read(consumer: Consumer, folder: Path) -> Iterator[Tally]:
    """Each parser reads the same values as Python."""
    about = json.loads(consumer.call("about"))
    for place in (folder / "records", folder / "kit" / "valid"):
        expected = exchange.values(place)
        for parser in (one["name"] for one in about["parsers"]):
            answers = consumer.lines("read", parser, place)
            found = {one["path"]: one.get("value", one.get("error")) for one in answers}
            yield _compared(f"{consumer.language}, {parser}: {place.name}", expected, found)


def _compared(who: str, expected: exchange.Values, found: exchange.Values) -> Tally:
    wrong = [f"{who}/{path} is not read" for path in expected if path not in found]
    wrong += [f"{who}/{path} is no file" for path in found if path not in expected]
    wrong += [
        f"{who}/{path} is read as {json.dumps(found[path])[:300]}"
        for path, value in expected.items()
        if path in found and not is_same(found[path], value)
    ]
    return Tally(len(found), 0, tuple(wrong))


def is_same(one: Any, other: Any) -> bool:
    """Whether two values are equal as JSON, including types, but regardless of the order of keys."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def judge_records(consumer: Consumer, folder: Path) -> Iterator[Tally]:
    """Every record of the dataset is valid."""
    documents = (folder / "records.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    verdicts = consumer.lines("judge", folder / "schema", folder / "records.jsonl")
    yield _all_valid(consumer.language, documents, verdicts)


def _all_valid(who: str, documents: list[str], verdicts: list[Any]) -> Tally:
    if len(documents) != len(verdicts):
        return Tally(0, 0, (f"{who}: {len(verdicts)} verdicts on {len(documents)} records",))
    wrong = [
        f"{who} refuses {json.loads(document)['document'].get('id', 'dataset')}: {json.dumps(verdict.get('errors'))}"
        for document, verdict in zip(documents, verdicts, strict=True)
        if not verdict["valid"]
    ]
    return Tally(0, len(verdicts), tuple(wrong))


def judge_documents(consumer: Consumer, folder: Path) -> Iterator[Tally]:
    """The verdict on every document is that of the models."""
    documents, own = exchange.documents(folder)
    verdicts = [one["valid"] for one in consumer.lines("judge", folder / "schema", folder / exchange.DOCUMENTS)]
    yield Tally(0, len(verdicts), tuple(schema_judges.disagreements(documents, own, consumer.language, verdicts)))


def conform(consumer: Consumer, folder: Path) -> Iterator[Tally]:
    """The program's own runner of the conformance kit reports no failure, and skips no case."""
    *disagreements, summary = consumer.lines("conform", folder / "kit", statuses=(0, 1)) or [{}]
    wrong = [f"{consumer.language}: {json.dumps(one, ensure_ascii=False)[:500]}" for one in disagreements]
    cases = conformance_kit.asked(json.loads((folder / "kit" / conformance_kit.INDEX).read_bytes()))
    if (summary.get("cases"), summary.get("disagreements")) != (len(cases), len(wrong)):
        wrong.append(f"{consumer.language}: of {len(cases)} cases and {len(wrong)} lines it tells {summary}")
    yield Tally(0, summary.get("verdicts", 0), tuple(wrong))


def decode(consumer: Consumer, folder: Path) -> Iterator[Tally]:
    """Every bundle is decoded into the generated types and encoded again unchanged."""
    for file in sorted((folder / "bundles").iterdir()):
        try:
            again = json.loads(consumer.call("decode", file))
        except (Broken, ValueError) as error:
            yield Tally(1, 0, (f"{consumer.language}: bundles/{file.name} cannot be decoded: {error}",))
            continue
        same = is_same(again, json.loads(file.read_bytes()))
        lost = f"{consumer.language}: bundles/{file.name} does not come back from the types as it was"
        yield Tally(1, 0, () if same else (lost,))


def slices(consumer: Consumer, folder: Path) -> Iterator[Tally]:
    """The offsets of every pointer and sentence select the right words in the language's own strings."""
    for dataset, _ in EXAMPLES:
        bundle, words = folder / "bundles" / f"{dataset}.json", folder / "kit" / "valid" / f"{dataset}.txt"
        count = bundle.read_text(encoding="utf-8").count('"utf16"')
        (found,) = consumer.lines("slice", bundle, words, statuses=(0, 1)) or [{}]
        wrong = (
            ()
            if found == {"slices": count, "disagreements": 0}
            else (f"{consumer.language}: {dataset} {json.dumps(found, sort_keys=True)}",)
        )
        yield Tally(0, count, wrong)


def example(consumer: Consumer, folder: Path) -> Iterator[Tally]:
    """The program from docs/other-languages.md prints a record, whose it is, and the words that support it."""
    for dataset, record in EXAMPLES:
        root = folder / "kit" / "valid" / dataset
        printed = consumer.call("example", root, folder / "schema", record, root.with_suffix(".txt"))
        expected = _example(dataset, record)
        yield Tally(0, 0, () if printed == expected else (f"{consumer.language}: the example prints {printed!r}",))


def _example(dataset: str, identifier: str) -> str:
    values = exchange.values(VALID / dataset)
    motive = values[f"{identifier}.yaml"]
    actor, first = values[f"{motive['actor']}.yaml"], motive["evidence"][0]
    words = (VALID / f"{dataset}.txt").read_bytes().decode("utf-8")[first["start"] : first["end"]]
    return (
        f"{identifier}: {motive['statement']}\n{actor['id']}: {actor['label']}\nsentence {first['sentence']}: {words}\n"
    )


COMMANDS: Final[dict[Step, str]] = {
    read: "read",
    judge_records: "judge",
    judge_documents: "judge",
    conform: "conform",
    decode: "decode",
    slices: "slice",
    example: "example",
}
"""The program's command for each step."""
STEPS: Final[tuple[Step, ...]] = tuple(COMMANDS)
"""Every step."""


def own(folder: Path) -> Row:
    """The row of this package."""
    outcome = check(folder / "records")
    errors = [line(one) for one in outcome.diagnostics if one.severity is Severity.ERROR]
    tally = Tally(outcome.summary.files, outcome.summary.files, tuple(f"Python: {error}" for error in errors))
    return Row("Python", "nsatu_data", f"pydantic {metadata.version('pydantic')}", "", tally)


def others_in_python(folder: Path) -> Iterator[Row]:
    """The rows of PyYAML and of the validators that are called from Python."""
    root = folder / "records"
    expected = exchange.values(root)
    read = {path: yaml.load((root / path).read_bytes(), yaml.CSafeLoader) for path in expected}
    tally = _compared("PyYAML: records", expected, read)
    parser = f"PyYAML {metadata.version('PyYAML')}"
    documents, verdicts = exchange.documents(folder)
    for package, judge in schema_judges.JUDGES.items():
        answers = judge(documents)
        idle = [f"{package}: no document needs the row {row}" for row in schema_judges.idle_rows(verdicts, answers)]
        judged = Tally(0, len(answers), (*schema_judges.disagreements(documents, verdicts, package, answers), *idle))
        yield Row("Python", parser, f"{package} {metadata.version(package)}", "", total([tally, judged]))
