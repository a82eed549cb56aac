"""The tables in `docs/exports.md`, derived from the modules of the exports and from the models."""

from collections.abc import Iterator

from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Kind
from tests.support import registry_modules
from tests.support.readme_parts import between


def filled(text: str) -> str:
    """The document with its tables between the lines `<!-- NAME -->` and `<!-- /NAME -->`."""
    text = between(text, "exports", lambda _: _table(("format", "what it is", "drops", "needs"), _exports()))
    return between(text, "nullable", lambda _: _table(("kind", "nullable fields"), _nullable()))


def _exports() -> Iterator[tuple[str, ...]]:
    for name in registry_modules.names_in("export", "to_"):
        found = registry_modules.constants(registry_modules.PACKAGE / "export" / f"to_{name}.py")
        needs = f"`nsatu-data[{found['EXTRA']}]`" if "EXTRA" in found else ""
        yield f"`{name}`", str(found["HELP"]), str(found["DROPS"]), needs


def _nullable() -> Iterator[tuple[str, ...]]:
    for kind in Kind:
        names = [f"`{name}`" for name, shape in FIELDS[kind].items() if shape.nullable]
        if names:
            yield f"`{kind}`", ", ".join(names)


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
