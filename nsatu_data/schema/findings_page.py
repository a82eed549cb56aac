"""The page of findings in Markdown: every code that `nsatu-data validate` can report, with its manual."""

from collections.abc import Iterator

from nsatu_data.manuals import stages


def text() -> str:
    """The text of the page. The anchor of each manual is the code that it explains, such as `#empty-span`."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield "# Findings"
    yield ""
    yield "`nsatu-data schema` derives this page from the manuals. Do not edit it."
    yield ""
    yield "All codes that `nsatu-data validate` can report, grouped by the stages in which it checks a dataset. Each"
    yield "manual gives the meaning of a code, the reason for the rule, and an example that changes the dataset of the"
    yield "[schema reference](README.md). `nsatu-data explain CODE` prints the same."
    for stage, manuals in stages().items():
        yield ""
        yield f"**[{stage}](#{stage.lower().replace(' ', '-')})**"
        yield ""
        yield from (f"- [`{manual.code}`](#{manual.code}): {manual.summary}" for manual in manuals)
    for stage, manuals in stages().items():
        yield ""
        yield f"## {stage}"
        for manual in manuals:
            yield ""
            yield f"### {manual.code}"
            yield ""
            yield from manual.text.split("\n")
