"""Sample findings: one of each form, and a hypothesis strategy for any finding."""

from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from nsatu_data.diagnostics import Diagnostic, Location, Severity, Span, Summary

COUNTED: Final = Summary(files=9, records=8, errors=9, warnings=1, evidence_verified=1, evidence_unverified=2)

_STATEMENT: Final = f'statement: "{"Membership could put the budget under strain, " * 6}it says."'
_AGENTS: Final = "agents: [actor/arda, actor/bela, actor/arda]"

EVERY_FORM: Final = (
    Diagnostic(
        code="missing-manifest",
        severity=Severity.ERROR,
        message="there is no dataset.yaml",
        help="create it with title, description, version, schema_version, licences, creators",
        file=".",
        span=None,
        record=None,
        pointer=None,
    ),
    Diagnostic(
        code="main-event",
        severity=Severity.ERROR,
        message="source/river-pact already has a main event, event/arda-asks",
        help="write `prominence: other` in one of the two events",
        file="records/event/arda-joins.yaml",
        span=Span(11, 13, 11, 17),
        record="event/arda-joins",
        pointer="/prominence",
        related=(
            Location("the first", "records/event/arda-asks.yaml", Span(9, 13, 9, 17), "prominence: main"),
            Location("the folder", "records/event"),
            Location("its source", "records/source/river-pact.yaml", Span(120, 1, 137, 1), "id: source/river-pact"),
        ),
        excerpt="prominence: main",
    ),
    Diagnostic(
        code="redundant-mention",
        severity=Severity.WARNING,
        message="`bearers` already names 欧州連合",
        help="remove it from `mentions`",
        file="records/risk/coût, 100%: 欧州.yaml",
        span=Span(7, 24, 7, 28),
        record="risk/cost",
        pointer="/mentions/1",
        excerpt='mentions: ["日本国 (日本)", 欧州連合, "cafe\u0301"]',
    ),
    Diagnostic(
        code="not-nfc",
        severity=Severity.ERROR,
        message="the text is not in Unicode normalization form C",
        help="write the composed form of the character",
        file="records/place/cafe.yaml",
        span=Span(3, 12, 3, 13),
        record="place/cafe",
        pointer="/label",
        excerpt='label: "cafe\u0301 日本"',
    ),
    Diagnostic(
        code="forbidden-character",
        severity=Severity.ERROR,
        message="right-to-left override (U+202E) is not allowed",
        help="remove the character",
        file="records/place/lorn.yaml",
        span=Span(5, 14, 5, 15),
        record=None,
        pointer=None,
        excerpt="type: city # \u202eytic\x1b[2J\ta\u00a0b",
    ),
    Diagnostic(
        code="unknown-term",
        severity=Severity.ERROR,
        message='"\x1b[31m{0} [click](1)" is not a term of `type`',
        help="write one of city, country, region",
        file="records/place/lorn.yaml",
        span=Span(5, 7, 5, 11),
        record="place/lorn",
        pointer="/type",
        related=(Location("see [a](b) \\ {1}", "../other/lorn.yaml", Span(1, 1, 1, 1), ""),),
        excerpt="type: town",
    ),
    Diagnostic(
        code="untidy-text",
        severity=Severity.ERROR,
        message="the text starts or ends with a space, or has several spaces in a row",
        help=None,
        file="records/risk/strain.yaml",
        span=Span(4, 59, 4, 69),
        record="risk/strain",
        pointer="/statement",
        excerpt=_STATEMENT,
    ),
    Diagnostic(
        code="line-too-long",
        severity=Severity.ERROR,
        message="the line has 16400 characters, more than 16384",
        help="shorten the text",
        file="records/risk/strain.yaml",
        span=Span(40, 2, 40, 16401),
        record="risk/strain",
        pointer="",
        excerpt=f" {'strain ' * 2343}",
    ),
    Diagnostic(
        code="wrong-type",
        severity=Severity.ERROR,
        message="expected a list, found a mapping",
        help="write a list",
        file="bundle.json",
        span=Span(999, 13, 1004, 4),
        record="event/arda-asks",
        pointer="/events/0/agents",
        related=(Location("the other", "bundle.json", Span(1000, 9, 1000, 42), _AGENTS),),
        excerpt='    "agents": {',
    ),
    Diagnostic(
        code="not-utf-8",
        severity=Severity.ERROR,
        message="byte 0xf8 is not valid UTF-8",
        help="save the file as UTF-8",
        file="/texts/article 1.txt",
        span=Span(1, 69, 1, 70),
        record=None,
        pointer=None,
    ),
)

_SEPARATORS = "[](){}%:,;\\\"'#=/?& \t\r\n\x00\x1b\x7f\x85\u2028\u202e\ufeff\u200b"
ANY_TEXT: Final = st.text(_SEPARATORS + "01ae") | st.text(st.characters(exclude_categories=()))
_NAMES: Final = ANY_TEXT.filter(bool)


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    line, column = draw(st.integers(1, 2000)), draw(st.integers(1, 40))
    lines = draw(st.integers(0, 3))
    return Span(line, column, line + lines, draw(st.integers(1 if lines else column, 60)))


_LOCATIONS: Final = st.builds(
    Location, message=ANY_TEXT, file=_NAMES, span=st.none() | _spans(), excerpt=st.none() | ANY_TEXT
)


def findings(codes: tuple[str, ...]) -> SearchStrategy[Diagnostic]:
    """Any finding with one of these codes and arbitrary texts."""
    return st.builds(
        Diagnostic,
        code=st.sampled_from(codes),
        severity=st.sampled_from(Severity),
        message=ANY_TEXT,
        help=st.none() | ANY_TEXT,
        file=_NAMES,
        span=st.none() | _spans(),
        record=st.none() | _NAMES,
        pointer=st.none() | ANY_TEXT,
        related=st.lists(_LOCATIONS, max_size=3).map(tuple),
        excerpt=st.none() | ANY_TEXT,
    )
