"""The manual of each code that a finding can have: `<code>.md` in this folder says why it exists, with examples.

The folder is the registry of codes. The front matter of a page names the stage of validation that gives the code; what
follows is Markdown without a heading, as `nsatu-data explain` prints it.
"""

from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import package_data

ACROSS_RECORDS: Final = "Across records"
"""The stage of the rules. Its manuals begin with what holds, those of other stages with what is wrong."""
STAGES: Final = (
    "Files and folders",
    "Characters",
    "YAML that is not portable",
    "Scalars",
    "Keys and lists",
    "Bundles",
    "Fields and their values",
    "Between the fields of a record",
    ACROSS_RECORDS,
    "Corpora",
)
"""The stages, in the order in which a dataset passes them."""
_PAGE: Final = ".md"
_FRONT: Final = "---\nstage: "
_END: Final = "\n---\n\n"


class Manual(NamedTuple):
    """The manual of one code.

    `summary` is its first paragraph: the law, or the fault, in a sentence. `text` is the whole as Markdown, without
    front matter or heading.
    """

    code: str
    stage: str
    summary: str
    text: str


@cache
def manual(code: str) -> Manual:
    """The manual of a code. Raises KeyError for an unknown code."""
    if code not in codes():
        raise KeyError(code)
    # Not `read_text`, which translates line endings by the platform's habits.
    page = resources.files(__name__).joinpath(f"{code}{_PAGE}").read_bytes().decode("utf-8")
    front, end, text = page.partition(_END)
    if not (front.startswith(_FRONT) and end):
        raise ValueError(f"{code}{_PAGE} does not begin with front matter that names its stage")
    text = text.removesuffix("\n")
    return Manual(code, front.removeprefix(_FRONT), text.partition("\n\n")[0].replace("\n", " "), text)


@cache
def codes() -> tuple[str, ...]:
    """Every code, in alphabetical order. Raises CannotRun where the program was bundled without them."""
    names = (page.name for page in resources.files(__name__).iterdir())
    found = tuple(sorted(name.removesuffix(_PAGE) for name in names if name.endswith(_PAGE)))
    if not found:
        raise CannotRun(package_data.missing("manuals"))
    return found


def stages() -> dict[str, tuple[Manual, ...]]:
    """The manuals of each stage, in the order of their codes. Raises KeyError for a page with an unknown stage."""
    found: dict[str, list[Manual]] = {stage: [] for stage in STAGES}
    for code in codes():
        found[manual(code).stage].append(manual(code))
    return {stage: tuple(manuals) for stage, manuals in found.items()}
