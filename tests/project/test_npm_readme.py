"""The README of the npm package, `docs/npm.md`: its programs print what it shows, and it is complete."""

import re
from pathlib import Path
from typing import Final

import pytest

from nsatu_data.model.record_models import RECORDS
from nsatu_data.schema import json_schema
from tests.project import npm_projects
from tests.support import npm_examples, npm_package_files, npm_readme
from tests.support.addresses import Addresses
from tests.support.code_blocks import blocks, blocks_of
from tests.support.example_datasets import dataset
from tests.support.npm_package_files import README

TEXT: Final = README.read_text(encoding="utf-8")
EXAMPLES: Final = npm_examples.examples(TEXT)
REPOSITORY: Final = "https://github.com/example-account/nsatu_data"
SIZE: Final = """\
The whole dataset is 6 kB of minified JavaScript. A bundler leaves out the collections that a program does not use:
`import { risks }` adds 1 kB. The default export, `claims` and `byId` keep every collection that they hold.
"""
INSTALL: Final = """\
You need Node 18 or later, or a bundler. The package is not published yet, so install the file that `make dist` writes:

```console
$ npm install ./dist/nsatu-data-1.2.3.tgz
```

Once it is published, its name is enough: `npm install nsatu-data`.
"""
PUBLISHED: Final = """\
You need Node 18 or later, or a bundler.

```console
$ npm install nsatu-data
```
"""


@pytest.mark.exhaustive
@pytest.mark.parametrize("node", ["node", "oldest"])
@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_a_program_prints_what_the_readme_shows(
    number: int, node: str, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    (tmp_path / "node_modules").symlink_to(npm_projects.installed(tmp_path_factory))
    program = npm_projects.oldest_node() if node == "oldest" else node
    assert npm_examples.run(EXAMPLES[number], tmp_path, program) == EXAMPLES[number].printed


def test_the_readme_begins_with_an_import_of_the_dataset() -> None:
    first, *_ = EXAMPLES
    assert first.program.startswith('import dataset from "nsatu-data";\n')
    assert TEXT.index("```") == TEXT.index(f"```javascript\n{first.program}")


def test_every_block_of_code_is_run_or_installs_the_package() -> None:
    programs = [*blocks(README, "javascript"), *blocks(README, "typescript")]
    assert sorted(example.program for example in EXAMPLES) == sorted(programs)
    assert len(blocks(README, "text")) == len(EXAMPLES)
    installing = blocks_of(npm_readme.install(npm_projects.DATASET.manifest.version, Addresses.read()), "console")
    assert blocks(README, "console") == installing
    assert TEXT.count("```") == 2 * (2 * len(EXAMPLES) + len(installing))


def test_the_readme_names_every_export_and_no_other() -> None:
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", TEXT, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(["byId", "claims", "default", "manifest", *(f"{kind}s" for kind in RECORDS)])


def test_the_readme_names_files_of_the_package() -> None:
    named = re.findall(r"^\| `nsatu-data/(\S+)` \|", TEXT, re.MULTILINE)
    others = {f"schema/{json_schema.file_name(kind)}" for kind in [*RECORDS, "dataset"] if kind != "risk"}
    files = npm_package_files.files(npm_projects.BUNDLE, "")
    assert {*named, *others} == {name for name in files if re.match(r"schema/|dataset\.", name)}


def test_derived_parts_are_written_between_their_marks() -> None:
    marks = "".join(f"<!-- {name} -->\nstale\n<!-- /{name} -->\n" for name in ("size", "install", "counts"))
    filled = npm_readme.filled(marks, dataset(), Addresses(repository=REPOSITORY))
    assert "stale" not in filled
    assert f"<!-- size -->\n{SIZE}<!-- /size -->\n<!-- install -->\n{PUBLISHED}<!-- /install -->\n" in filled
    assert "7 claims: 2 events" in filled


def test_how_to_install_the_package_depends_on_the_address() -> None:
    assert npm_readme.install("1.2.3", Addresses()) == INSTALL
    assert npm_readme.install("1.2.3", Addresses(repository=REPOSITORY)) == PUBLISHED


def test_what_a_program_prints_is_written_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npm_package_files, "types", lambda: "")
    monkeypatch.setattr(npm_examples, "link_tools", lambda _: None)
    monkeypatch.setattr(npm_examples, "run", lambda example, _: f"{example.suffix} {len(example.program)}\n")
    stale = "Said.\n\n```{}\n{}```\n\n```text\n{}```\n"
    programs = [("javascript", "a\n"), ("typescript", "bc\n"), ("javascript", 'require("nsatu-data/schema")\n')]
    written = npm_readme.with_outputs("".join(stale.format(*one, "old\n") for one in programs), dataset())
    printed = (".mjs 2\n", ".mts 3\n", ".cjs 29\n")
    assert written == "".join(stale.format(*one, new) for one, new in zip(programs, printed, strict=True))


def test_a_program_that_fails_or_warns_is_reported(tmp_path: Path) -> None:
    for program, message in (("process.exit(3)", "ends with 3: "), ("console.error('late')", "ends with 0: late\n")):
        with pytest.raises(npm_examples.ExampleFailed) as caught:
            npm_examples.run(npm_examples.Example("javascript", program, ""), tmp_path)
        assert str(caught.value) == f"node example.mjs {message}"


def test_links_lead_into_the_repository_if_it_has_an_address() -> None:
    linked = npm_package_files.readme(Addresses(repository=REPOSITORY))
    links = re.findall(r"\]\(([^)]*)\)", linked)
    assert f"{REPOSITORY}/blob/HEAD/docs/other-languages.md#typescript" in links
    assert f"{REPOSITORY}/blob/HEAD/schema/README.md" in links
    assert all(link.startswith(f"{REPOSITORY}/blob/HEAD/") for link in links)
    unlinked = npm_package_files.readme(Addresses())
    assert "](" not in unlinked
    assert "The schema reference explains every field and term." in unlinked
