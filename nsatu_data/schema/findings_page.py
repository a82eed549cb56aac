"""The page of findings: every code that `nsatu-data validate` gives, each with its manual, as Markdown."""

from collections.abc import Iterator

from nsatu_data.manuals import stages


def text() -> str:
    """The page as Markdown; a code is also the anchor that leads to its manual."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield "# Findings"
    yield ""
    yield "Derived from the manuals by `nsatu-data schema`; not to be edited."
    yield ""
    yield "Every code that `nsatu-data validate` gives, by the stages in which a dataset is judged: what it means, why"
    yield "there is such a rule, and an example that changes the dataset which the [schema reference](README.md) shows."
    yield "`nsatu-data explain CODE` prints the same."
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
