"""Writes every derived file: modules of `nsatu_data`, `schema/`, the conformance kit, and parts of documents.

`make derived` runs it as `python -m tests.support.derived_files`. The tests compare the committed files with what these
functions return.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import nsatu_data
from nsatu_data.comparison.reasons import MEANINGS, Reason
from nsatu_data.diagnostics import InvalidDataset
from nsatu_data.model.record_models import RECORDS, Bundle
from nsatu_data.model.schema_version import SCHEMA_VERSION
from nsatu_data.model.vocabulary import Kind
from nsatu_data.schema.generated_modules import kinds_module, parts_module
from tests.support import (
    address_blocks,
    citation_files,
    command_arguments,
    contribution_forms,
    export_tables,
    npm_readme,
    readme_parts,
    registry_modules,
)
from tests.support.addresses import Addresses, FaultyAddress
from tests.support.folders import EXPECTED, ROOT

_PROGRAM: Final = re.compile(r"(<!-- program (\S+) -->\n).*?(<!-- /program -->)", re.DOTALL)
_ROOMS: Final = re.compile("(<!-- rooms -->\n).*?(<!-- /rooms -->)", re.DOTALL)
_ARGUMENTS: Final = re.compile(r"(<!-- arguments (\S+) -->\n).*?(<!-- /arguments -->)", re.DOTALL)
_LEVELS: Final = re.compile("(<!-- levels -->\n).*?(<!-- /levels -->)", re.DOTALL)
_REASONS: Final = re.compile("(<!-- reasons -->\n).*?(<!-- /reasons -->)", re.DOTALL)
_SCHEMA_VERSION: Final = re.compile(r'^(schema_version: )"[\d.]+"$', re.MULTILINE)
_EXPECTED: Final = re.compile(r"(<!-- expected (\S+) -->\n).*?(<!-- /expected -->)", re.DOTALL)
_LANGUAGES: Final = {".ts": "typescript", ".go": "go", ".rs": "rust", ".java": "java"}


def with_programs(text: str) -> str:
    """Insert programs between the lines `<!-- program PATH -->` and `<!-- /program -->`."""
    return _PROGRAM.sub(lambda match: f"{match[1]}{_fenced(ROOT / match[2])}{match[3]}", text)


def _fenced(file: Path) -> str:
    return f"```{_LANGUAGES[file.suffix]}\n{file.read_text(encoding='utf-8')}```\n"


def rooms() -> dict[str, str]:
    """The first paragraph of each room's docstring, by room, in the order of the layers in pyproject.toml.

    A room is a folder of the package.
    """
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers, *_ = settings["tool"]["importlinter"]["contracts"]
    return {name: _summary(ROOT / "nsatu_data" / name) for name in layers["layers"]}


def _summary(room: Path) -> str:
    """The first paragraph of a room's docstring, on one line."""
    module = room / "__init__.py" if room.is_dir() else room.with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.partition("\n\n")[0].split())


def with_rooms(text: str) -> str:
    """Insert a table of the rooms between the lines `<!-- rooms -->` and `<!-- /rooms -->`."""
    rows = "".join(f"| `{name}` | {summary} |\n" for name, summary in rooms().items())
    return _ROOMS.sub(lambda match: f"{match[1]}| room | what it holds |\n|---|---|\n{rows}{match[2]}", text)


def with_arguments(text: str) -> str:
    """Insert tables of arguments between the lines `<!-- arguments COMMAND -->` and `<!-- /arguments -->`."""
    return _ARGUMENTS.sub(lambda match: f"{match[1]}{command_arguments.table(match[2])}{match[3]}", text)


def with_levels(text: str) -> str:
    """Insert the levels of changes, and the reasons for them, between lines such as `<!-- reasons -->`."""
    levels = "".join(f"| {level.label} | {meaning} |\n" for level, meaning in MEANINGS.items())
    reasons = "".join(f"| {one.level.label} | {one.plural} | {one.notice} |\n" for one in Reason)
    text = _LEVELS.sub(lambda match: f"{match[1]}| level | what code notices |\n|---|---|\n{levels}{match[2]}", text)
    head = "| level | changes | what code notices |\n|---|---|---|\n"
    return _REASONS.sub(lambda match: f"{match[1]}{head}{reasons}{match[2]}", text)


def with_expected(text: str) -> str:
    """Insert files of expected output between the lines `<!-- expected FILE -->` and `<!-- /expected -->`."""
    return _EXPECTED.sub(
        lambda match: f"{match[1]}```text\n{(EXPECTED / match[2]).read_text(encoding='utf-8')}```\n{match[3]}", text
    )


def with_schema_version(text: str) -> str:
    """Write the schema's version in the manifests that a text shows, as the command does that makes a manifest."""
    return _SCHEMA_VERSION.sub(rf'\g<1>"{SCHEMA_VERSION}"', text)


def modules() -> dict[Path, str]:
    """The text of each derived module."""
    package = ROOT / "nsatu_data"
    return {
        package / "addresses.py": address_blocks.module(Addresses.read()),
        package / "dataset" / "kind_collections.py": kinds_module(),
        package / "model" / "__init__.py": registry_modules.model(),
        package / "model" / "field_table.py": parts_module(),
        package / "rules" / "__init__.py": registry_modules.rules(),
        package / "report" / "formats.py": registry_modules.formats(),
        package / "export" / "exports.py": registry_modules.exports(),
    }


def documents() -> dict[Path, str]:
    """The text of each document with derived parts."""
    # It needs all modules, and main() reports what they lack for a new kind before they can be imported.
    from tests.support import security_parts

    readme = ROOT / "README.md"
    security = ROOT / "SECURITY.md"
    names = ("architecture", "command-line", "comparing", "exports", "npm", "other-languages")
    architecture, command_line, comparing, exports, npm, languages = (ROOT / "docs" / f"{name}.md" for name in names)
    dataset = nsatu_data.load(ROOT / "records")
    settings, guide, releasing = ROOT / "pyproject.toml", ROOT / "CONTRIBUTING.md", ROOT / "docs" / "releasing.md"
    cited = citation_files.Cited.here(dataset.manifest)
    addresses, version = Addresses.read(), dataset.manifest.version
    with_forms = address_blocks.readme(readme.read_text(encoding="utf-8"), addresses, version)
    return {
        settings: address_blocks.project(settings.read_text(encoding="utf-8"), addresses),
        guide: address_blocks.guide(with_schema_version(guide.read_text(encoding="utf-8")), addresses, version),
        releasing: address_blocks.releasing(releasing.read_text(encoding="utf-8"), addresses, version),
        ROOT / "CITATION.cff": cited.cff(),
        ROOT / "codemeta.json": cited.codemeta(),
        ROOT / ".zenodo.json": cited.zenodo(),
        readme: readme_parts.filled(with_forms, dataset, ROOT),
        security: security_parts.filled(security.read_text(encoding="utf-8"), dataset, addresses),
        **contribution_forms.documents(addresses),
        languages: with_programs(languages.read_text(encoding="utf-8")),
        comparing: with_expected(with_levels(comparing.read_text(encoding="utf-8"))),
        architecture: with_rooms(architecture.read_text(encoding="utf-8")),
        command_line: with_arguments(command_line.read_text(encoding="utf-8")),
        exports: export_tables.filled(exports.read_text(encoding="utf-8")),
        npm: npm_readme.filled(npm.read_text(encoding="utf-8"), dataset, addresses),
    }


def _write(texts: dict[Path, str]) -> None:
    for path, text in texts.items():
        # Make installs the packages again when pyproject.toml is newer than they are.
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")


def _missing_of_kinds() -> Iterator[str]:
    """What is missing for a kind of record in the two modules that declare it."""
    models = "nsatu_data/model/record_models.py"
    for kind in Kind:
        if kind not in RECORDS:
            yield f"the kind `{kind}` has no class in `AnyRecord`, {models}"
        elif f"{kind}s" not in Bundle.model_fields:
            yield f"`Bundle` has no field `{kind}s`, {models}"
    for name in RECORDS:
        if name not in list(Kind):
            yield f"the kind `{name}` is no term of `Kind`, nsatu_data/model/vocabulary.py"


def main() -> None:
    if missing := list(_missing_of_kinds()):
        raise SystemExit("\n".join(missing))
    try:
        _write(modules())
    except FaultyAddress as error:
        raise SystemExit(str(error)) from None
    # The other files depend on these modules, of which this process has imported the old versions.
    for program in (["nsatu_data", "schema"], ["tests.support.derived_files", "--from-modules"]):
        if subprocess.run([sys.executable, "-m", *program], cwd=ROOT, check=False).returncode:
            raise SystemExit(1)


def _from_modules() -> None:
    from tests.support import conformance_kit, published_schema

    if asked := published_schema.asked_for():
        raise SystemExit(asked)
    try:
        _write(documents())
    except InvalidDataset as error:
        raise SystemExit(str(error)) from None
    conformance_kit.write()


if __name__ == "__main__":
    _from_modules() if sys.argv[1:] == ["--from-modules"] else main()
