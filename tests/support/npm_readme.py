"""Fills in `docs/npm.md`, the README of the npm package: counts, versions, sizes, and what its programs print.

`make derived` writes the derived parts. `make expected` runs the programs and writes what they print.
"""

import json
import math
import re
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nsatu_data.dataset.bundle import bundle_of
from nsatu_data.export import to_json
from tests.support import npm_examples, npm_package_files, readme_parts
from tests.support.addresses import Addresses

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset

_LINE: Final = 120


def filled(text: str, dataset: "Dataset", addresses: Addresses) -> str:
    """The README with its derived parts. Raises ValueError unless each of their marks occurs exactly once."""
    text = readme_parts.between(text, "counts", lambda _: readme_parts.counts(dataset))
    text = readme_parts.between(text, "install", lambda _: install(dataset.manifest.version, addresses))
    return readme_parts.between(text, "size", lambda _: size(dataset))


def install(version: str, addresses: Addresses) -> str:
    """How to install the package: from a file, as long as the project has no address."""
    file = f"nsatu-data-{version}.tgz"
    needs = f"You need Node {npm_package_files.oldest_node().partition('.')[0]} or later, or a bundler."
    if addresses.repository:
        return f"{needs}\n\n{_console('npm install nsatu-data')}"
    how = "The package is not published yet, so install the file that `make dist` writes:"
    later = "Once it is published, its name is enough: `npm install nsatu-data`."
    return f"{needs} {how}\n\n{_console(f'npm install ./dist/{file}')}\n{later}\n"


def _console(command: str) -> str:
    return f"```console\n$ {command}\n```\n"


def size(dataset: "Dataset") -> str:
    """A paragraph on what the package adds to a program."""
    whole = bundle_of(dataset)
    everything, risks = (kilobytes(part) for part in (whole, whole["risks"]))
    sentence = (
        f"The whole dataset is {everything} kB of minified JavaScript. A bundler leaves out the collections that a "
        f"program does not use: `import {{ risks }}` adds {risks} kB. The default export, `claims` and `byId` keep "
        "every collection that they hold."
    )
    return textwrap.fill(sentence, _LINE) + "\n"


def kilobytes(value: object) -> int:
    """The size of a value in a minified program, where names of fields have no quotation marks, rounded up."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return math.ceil(len(re.sub(r'"(\w+)":', r"\1:", text).encode("utf-8")) / 1000)


def with_outputs(text: str, dataset: "Dataset") -> str:
    """The README with what its programs print. Raises SystemExit if one fails. Needs npm."""
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary)
        package = project / "node_modules" / "nsatu-data"
        npm_package_files.write(package, to_json.write(dataset), npm_package_files.types())
        npm_examples.link_tools(project)
        for example in npm_examples.examples(text):
            try:
                program, printed = example.program, npm_examples.run(example, project)
            except npm_examples.ExampleFailed as error:
                raise SystemExit(str(error)) from None
            text = text.replace(f"{program}```\n\n```text\n{example.printed}", f"{program}```\n\n```text\n{printed}")
    return text
