"""The manuals of the codes that findings have: why each rule exists, with a bad and a good example.

A docstring is the manual. That of a module under `nsatu_data/rules` is its rule's; every other code has a class here,
in the module of the stage that gives it, and the class is named by the code: `SingleQuotes` is `single-quotes`. Only
what shows manuals imports them.
"""

import inspect
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Final, NamedTuple

from nsatu_data import rules
from nsatu_data.manuals import bundles, characters, conditions, files, layout, portability, scalars, shape

_STAGES: Final = {
    "Files and folders": files,
    "Characters": characters,
    "YAML that is not portable": portability,
    "Scalars": scalars,
    "Keys and lists": layout,
    "Bundles": bundles,
    "Fields and their values": shape,
    "Between the fields of a record": conditions,
    "Across records": rules,
}
"""The modules, in the order in which a dataset passes the stages, each under the heading that it is listed by."""


class Manual(NamedTuple):
    """What there is to say of a code.

    `summary` is its first paragraph: the law, or the fault, in a sentence. `text` is the whole as Markdown, without a
    heading.
    """

    code: str
    stage: str
    summary: str
    text: str


def manual(code: str) -> Manual:
    """The manual of a code. Raises KeyError for a code that there is not."""
    return _manuals()[code]


def codes() -> tuple[str, ...]:
    """Every code, in the order of the alphabet."""
    return tuple(sorted(_manuals()))


def stages() -> dict[str, tuple[Manual, ...]]:
    """The manuals of each stage, in the order of their codes."""
    known = [manual(code) for code in codes()]
    return {stage: tuple(one for one in known if one.stage == stage) for stage in _STAGES}


@cache
def _manuals() -> dict[str, Manual]:
    return {
        code: Manual(code, stage, text.partition("\n\n")[0].replace("\n", " "), text)
        for stage, module in _STAGES.items()
        for code, text in _texts(module)
    }


def _texts(module: ModuleType) -> Iterator[tuple[str, str]]:
    if module is rules:
        yield from ((rule.CODE, inspect.cleandoc(rule.__doc__ or "")) for rule in rules.RULES)
    for value in vars(module).values():
        if isinstance(value, type) and value.__module__ == module.__name__:
            yield _kebab(value.__name__), inspect.cleandoc(value.__doc__ or "")


def _kebab(name: str) -> str:
    return re.sub("(?<=.)(?=[A-Z])|(?<=[a-z])(?=[0-9])", "-", name).lower()
