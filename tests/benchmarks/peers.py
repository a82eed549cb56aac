"""Compares the time for a large folder with other validators, on the same files and schema.

The others check only the shape of each file. This package also checks that all parsers read the file alike, references,
evidence and the rules across records, and reports the place of each finding.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nsatu_data.model.record_models import RECORDS
from tests.benchmarks import corpus
from tests.benchmarks.measuring import CHECKOUT, Program, interleaved, python

RUNS = 5
SIZE = 10_000
OURS = "nsatu-data validate"
PEERS = Path(__file__).parent / "peers"
LIMITS = {"@sourcemeta/jsonschema": 0.7, "ajv-cli": 0.4, "check-jsonschema": 0.02}
"""The largest allowed ratio of our time to the other validator's."""


def table() -> Iterator[str]:
    """Measure, and yield the lines of a Markdown table."""
    subprocess.run(["npm", "ci", "--silent"], cwd=PEERS, check=True)
    with tempfile.TemporaryDirectory() as name:
        yield f"| {RUNS} interleaved runs, s | files | median | least | most | ours is | at most |"
        yield "|---|---|---:|---:|---:|---:|---:|"
        for faulty, files in ((0.0, "sound"), (0.01, "1 % faulty")):
            folder = Path(name) / files.replace(" ", "-").replace("%", "percent")
            corpus.write(folder / "records", SIZE, faulty)
            measured = interleaved(_programs(folder, is_faulty=faulty > 0), RUNS, uncounted=0)
            for program, times in measured.items():
                ratio = measured[OURS].median / times.median
                limit = LIMITS.get(program)
                yield (
                    f"| {program} | {files} | {times.median / 1000:.2f} | {times.least / 1000:.2f} "
                    f"| {times.most / 1000:.2f} | {f'{ratio:.3f} of it' if limit else ''} | {limit or ''} |"
                )


def _programs(folder: Path, *, is_faulty: bool) -> dict[str, Program]:
    """The commands, all for the same records. Only ours gets the manifest, which is not a record."""
    binaries = PEERS / "node_modules" / ".bin"
    schema = str(CHECKOUT / "schema" / "record.schema.json")
    kinds = sorted(f"records/{kind}" for kind in RECORDS)
    files = sorted(str(file.relative_to(folder)) for file in folder.glob("records/*/*.yaml"))
    statuses = {OURS: 1, "@sourcemeta/jsonschema": 2, "ajv-cli": 1, "check-jsonschema": 1}
    sourcemeta = [str(binaries / "jsonschema"), "validate", schema, *kinds, "--extension", ".yaml", "--continue"]
    ajv = [str(binaries / "ajv"), "validate", "--spec=draft2020", "--strict=false", "-s", schema]
    commands = {
        OURS: python("-m", "nsatu_data", "validate", "records"),
        "@sourcemeta/jsonschema": sourcemeta,
        "ajv-cli": [*ajv, "-d", "records/*/*.yaml"],
        "check-jsonschema": python("-m", "check_jsonschema", "--schemafile", schema, *files),
    }
    return {
        name: Program(command, folder, status=statuses[name] if is_faulty else 0) for name, command in commands.items()
    }
