import json
import sys
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any, Final, cast

import pytest
import yaml
import yaml12
from hypothesis import example, given
from hypothesis import strategies as st

from nsatu_data.authoring import format_files
from nsatu_data.storage.read_files import FILE_LIMIT
from nsatu_data.syntax import yaml_reader
from nsatu_data.syntax.ordinary import plain_scalars, reader
from nsatu_data.syntax.ordinary.plain_scalars import Undecided
from nsatu_data.syntax.yaml_writer import Comments
from tests.support.case_splicing import Choices
from tests.support.drawn_values import mutate
from tests.support.faulty_records import mutations
from tests.support.folders import CASES, ROOT
from tests.support.fuzzed_laws import TARGETS
from tests.support.ordinary_yaml_writer import disordered
from tests.support.portable_yaml_writer import document

UNTOLD: Final = object()


def reported(text: str) -> list[tuple[str, str]]:
    """The code of each fault, and the text from its place to the end of the span or line."""
    reading = reader.read(text.encode())
    assert (reading.values is None) == bool(reading.faults)
    found = []
    for fault in reading.faults:
        line = reading.text.split("\n")[fault.span.line - 1] if fault.span else ""
        end = fault.span.end_column - 1 if fault.span and fault.span.end_line == fault.span.line else None
        found.append((fault.code, line[fault.span.column - 1 : end] if fault.span else ""))
    return found


def by_pyyaml(text: str) -> Any:
    """The value that PyYAML reads from a plain scalar."""
    node = yaml.ScalarNode(yaml.resolver.Resolver().resolve(yaml.ScalarNode, text, (True, False)), text)  # type: ignore[no-untyped-call]
    try:
        return yaml.constructor.SafeConstructor().construct_document(node)
    except (yaml.YAMLError, ValueError):
        # PyYAML gives `=` and some impossible dates types other than string, and then fails to construct them.
        return UNTOLD


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("off", "off"),
        ("2024-07-09", "2024-07-09"),
        ("2024-99-99", "2024-99-99"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("0o17", "0o17"),
        ("0b11", "0b11"),
        ("1e3", "1e3"),
        ("08", "08"),
        ("=", "="),
        ("<<", "<<"),
        ("07", 7),
        ("-0", 0),
        ("+12", 12),
        ("0x1F", 31),
        ("9007199254740991", 9007199254740991),
        ("~", None),
        ("NULL", None),
        ("nULL", "nULL"),
        ("True", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
    ],
)
def test_a_plain_scalar_is_what_all_read_or_else_the_authors_characters(text: str, value: Any) -> None:
    found = plain_scalars.value(text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", ["010", "-010", "1.5", "1.0", ".inf", "-.INF", ".NaN", ".5", "0777"])
def test_numbers_that_are_read_in_two_ways_or_are_no_whole_ones_are_not_decided(text: str) -> None:
    with pytest.raises(Undecided, match=r"^ambiguous-scalar$"):
        plain_scalars.value(text)


@pytest.mark.parametrize("text", ["9007199254740992", "-9007199254740993", "0x20000000000000", "1" * 100_000])
def test_numbers_that_no_double_holds_are_not_read(text: str) -> None:
    with pytest.raises(Undecided, match=r"^number-out-of-range$"):
        plain_scalars.value(text)


@given(
    st.text("0123456789abefox_.:+-nulNULtrTRyesYES~=", min_size=1, max_size=10)
    | st.from_regex(r"[-+]?(0x|0o|0b)?[0-7_]{1,6}(\.[0-9]*)?([eE][-+]?[0-9]{1,2})?", fullmatch=True)
)
@example("0x1_0")
@example("1:30.5")
def test_what_is_no_string_is_read_alike_by_a_parser_of_1_1_and_one_of_1_2(text: str) -> None:
    old = by_pyyaml(text)
    try:
        # Texts that cannot be plain scalars at the start of a line do not matter here.
        ((new,),) = cast("Any", yaml12.parse_yaml(f"[{text}]", multi=True))
    except ValueError:
        return
    try:
        found = plain_scalars.value(text)
    except Undecided:
        assert not isinstance(old, str)
        assert not isinstance(new, str)
        return
    if isinstance(found, str):
        assert found == text
        assert isinstance(new, str) or isinstance(old, str | date) or old is UNTOLD
    else:
        assert (found, type(found)) == (old, type(old))
        assert (found, type(found)) == (new, type(new))


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("empty-file", "")]),
        (" \n\t\n", [("empty-file", "")]),
        ("# only this\n", [("no-record", "")]),
        ("---\n", [("no-record", "")]),
        ("words\n", [("text-without-key", "words")]),
        ("- a: 1\n", [("not-a-mapping", "-")]),
        ("[a]", [("not-a-mapping", "[")]),
        ("a: 1\na: 2\n", [("duplicate-key", "a")]),
        ("A: 1\nb: 1\nno: 1\n1: 1\n", [("malformed-key", "A"), ("malformed-key", "no"), ("malformed-key", "1")]),
        ("? [a]\n: 1\n", [("malformed-key", "[")]),
        ("a: &k b\n*k : 1\n", [("malformed-key", "*k")]),
        ("<<: {a: 1}\n", [("merge-key", "<<")]),
        ("a: !x 1\nb: !!int 1\nc: !!binary YQ==\n", [("tag", "!x 1"), ("tag", "!!int 1"), ("tag", "!!binary YQ==")]),
        ("a: !!set {x, z}\n", [("tag", "!!set {"), ("missing-value", ","), ("missing-value", "}")]),
        ("a: {}\nb: []\n", [("empty-value", "{"), ("empty-value", "[")]),
        ("a:\nb:\n  -\n", [("missing-value", ""), ("missing-value", "")]),
        ("a: 1\n---\nb: 1\n", [("document-marker", "---")]),
        ("%YAML 1.2\n---\na: 1\n", [("directive", "%YAML 1.2")]),
        ("a: 1.5\nb: 010\n", [("ambiguous-scalar", "1.5"), ("ambiguous-scalar", "010")]),
        ("a: 9007199254740993\n", [("number-out-of-range", "9007199254740993")]),
        ("a: [[[b]]]\n", [("malformed-list", "[")]),
        ("a: &x [[b]]\nc: [*x]\n", [("malformed-list", "*x")]),
        ("a:\n- - b: 1\n", [("malformed-list", "-")]),
        ("a: *b\n", [("alias", "*b")]),
        ("a: &a [*a]\n", [("alias", "*a")]),
        ("a: &a\n  b: *a\n", [("alias", "*a")]),
        ('a: "x\\ty"\n', [("forbidden-character", '"x\\ty"')]),
        ('a: "\\u202e"\n', [("forbidden-character", '"\\u202e"')]),
        ('a: "e\\u0301"\n', [("not-nfc", '"e\\u0301"')]),
        ("a: e\u0301\n", [("not-nfc", "e")]),
        ("a: \x07\n", [("forbidden-character", "\x07")]),
        ("a: 1 # \u2028\n", [("forbidden-character", "\u2028")]),
        ("a:\n  b: 1\n\tc: 2\n", [("forbidden-character", "\t")]),
        ("a: |2\n   b\n  c\n", [("malformed-block", "|2")]),
        ("a: |+\n  b\n\n", [("malformed-block", "|+")]),
        ("a: |\n  b \n  c\n", [("trailing-space", "|")]),
        ("a: 'b\n", [("single-quotes", "'b")]),
        ("a: [b,\nc: 1\n", [("malformed-list", "[b,")]),
        ("a: &b 1\nc: [d\n\n# e\n", [("malformed-list", "[d")]),
        ("a: b: c\n", [("unquoted-text", "b: c")]),
        ("a: b\n c: d\n", [("bad-indentation", "c: d")]),
    ],
)
def test_what_only_the_author_can_fix_is_reported_with_its_place(text: str, faults: list[tuple[str, str]]) -> None:
    assert reported(text) == faults


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: \xff\n", "not-utf-8"),
        ("a: b\n".encode("utf-16"), "not-utf-8"),
        (b"a: " + b"[" * 60_000, "too-deep"),
        (b"a: " + b"{a: " * 60_000, "too-deep"),
        (b"a:\n" + b"- " * 60_000, "too-deep"),
        (b"? " * 60_000, "malformed-key"),
        (b"a: 1\n" * 60_000, "file-too-large"),
        (
            b"a: &a ["
            + b"x, " * 9
            + b"x]\n"
            + b"".join(
                b"%c: &%c {%s}\n" % (98 + n, 98 + n, b", ".join(b"k%d: *%c" % (m, 97 + n) for m in range(9)))
                for n in range(9)
            ),
            "file-too-large",
        ),
        (b"a: &a " + b"x" * 1000 + b"\nb: [" + b"*a ," * 60_000 + b"]\n", "file-too-large"),
        (b"a: [" + b"1," * 130_000 + b"]\n", None),
        (b"a: &k1 {a: &k2 {a: &k3 {a: &k4 {a: &k5 {a: &k6 {a: 1}}}}}}\nb: {a: {a: {a: {a: {a: *k1}}}}}\n", None),
        (
            b"a: &k1 {a: &k2 {a: &k3 {a: &k4 {a: &k5 {a: &k6 {a: 1}}}}}}\nb: {a: {a: {a: {a: {a: {a: *k1}}}}}}\n",
            "too-deep",
        ),
        (b"#\n" * 131_000 + b"a: 1\n", None),
        (b"a:\t1\n" * 52_000, "duplicate-key"),
        (b'a: "' + b"x\n " * 80_000, "unclosed-quote"),
    ],
)
def test_what_would_take_too_much_ends_in_a_finding(data: bytes, code: str | None) -> None:
    faults = reader.read(data).faults
    assert (faults[0].code if faults else None) == code


def test_a_list_of_aliases_is_as_large_as_what_it_stands_for() -> None:
    whole = b"a: &a " + b"x" * 1000 + b"\nb: [" + b"*a ," * 259 + b"*a]\n"
    assert reader.read(whole).faults == ()
    (fault,) = reader.read(whole.replace(b"*a]", b"*a, *a]")).faults
    assert fault.message == f"with its aliases written out the file has more than {FILE_LIMIT} bytes"


def test_tags_that_say_what_is_so_without_them_and_that_of_strings_are_taken() -> None:
    text = "a: !!str 5\nb: ! 010\nc: !!map {d: 1}\ne: !!seq [1]\nf: !!str\n!!str g: !!str null\n"
    expected = {"a": "5", "b": "010", "c": {"d": 1}, "e": [1], "f": "", "g": "null"}
    assert reader.read(text.encode()).values == expected


def test_a_list_of_scalars_is_no_deeper_than_its_key() -> None:
    keys = "".join(" " * depth + "a:\n" for depth in range(11))
    deepest = f"l: &l [1]\nm: &m {{a: 1}}\n{keys}           b"
    assert reader.read(f"{deepest}: [1]\n".encode()).faults == ()
    assert reader.read(f"{deepest}: *l\n".encode()).faults == ()
    for value in ("{a: 1}", "*m", "[{a: 1}]", "[*m]", "[[1]]"):
        assert [fault.code for fault in reader.read(f"{deepest}: {value}\n".encode()).faults] == ["too-deep"]


def test_an_alias_stands_for_the_latest_value_of_its_name() -> None:
    text = "a: &x 1\nb: *x\nc: &x {d: &x 2}\ne: *x\nf: &y {g: 3}\nh: *y\n"
    expected = {"a": 1, "b": 1, "c": {"d": 2}, "e": 2, "f": {"g": 3}, "h": {"g": 3}}
    assert reader.read(text.encode()).values == expected


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("a: |- # c", {"/a": Comments(trailing="# c")}),
        ("a: | # c\n", {"/a": Comments(trailing="# c")}),
        ("a: >\n # c\n", {}),
        ("a: 1 # c", {"/a": Comments(trailing="# c")}),
        ("a: 1\n# c", {"": Comments(below=("# c",))}),
        ("a: [1] # c", {"/a": Comments(trailing="# c")}),
    ],
)
def test_a_comment_at_the_end_of_the_file_is_kept(text: str, comments: dict[str, Comments]) -> None:
    assert reader.read(text.encode()).comments == comments


def test_comments_are_known_by_what_they_are_of() -> None:
    text = "# file\n\n# a\na: [1, # first\n 2] # list\nb:\n- # dash\n  c: 1 # c\n  # inner\n# d\nd: 1\n # end\n"
    assert reader.read(text.encode()).comments == {
        "": Comments(above=("# file",), below=("# end",)),
        "/a": Comments(above=("# a",), trailing="# list"),
        "/a/0": Comments(trailing="# first"),
        "/b/0": Comments(above=("# dash",), below=("# inner",)),
        "/b/0/c": Comments(trailing="# c"),
        "/d": Comments(above=("# d",)),
    }


def written() -> Iterator[bytes]:
    """Documents for comparing the parsers: all cases, records in disorder, and mutations of them and other texts."""
    yield from (file.read_bytes() for file in sorted(CASES.rglob("*.yaml")) if file.is_file())
    yield from (file.read_bytes() for file in sorted((CASES / "fuzz" / "format").iterdir()))
    random = Random(0)  # noqa: S311 - the same every time
    for mutation in mutations(3, 600):
        yield mutation.data
    for seed in range(300):
        yield mutate(document(seed).text, random).encode("utf-8", "replace")
    for _ in range(60):
        yield TARGETS["format"].make(Choices(random.randbytes(60)))
    file = ROOT / "records" / "actor" / "japan.yaml"
    values = yaml_reader.read(file.read_bytes()).values
    for seed in range(40):
        data = disordered(values, file.read_text(encoding="utf-8"), seed).data
        yield from (data, mutate(data.decode("utf-8", "replace"), random).encode("utf-8", "replace"))
    braces = json.dumps(values, indent=2)
    for seed in range(200):
        at = random.randrange(len(braces))
        put = random.choice(("", *"{}[],:?!%#&*|>@`-\"'\\\t\n "))
        yield f"{braces[:at]}{put}{braces[at + seed % 2 :]}".encode()


@pytest.mark.exhaustive
def test_every_parser_of_pyyaml_gives_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = list(written())
    expected = [reader.read(data) for data in inputs]
    assert {bool(reading.faults) for reading in expected} == {True, False}
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert [reader.read(data) for data in inputs] == expected


class GivesUp(yaml.SafeLoader):
    """Stands in for a parser version that refuses everything."""

    def check_event(self, *_: Any) -> bool:
        raise yaml.YAMLError("not here")


@pytest.mark.parametrize("text", ["a: " + "[" * 60_000, "a: " + "{a: " * 60_000, "a:\n" + "- " * 60_000, "a: 'b'\n"])
def test_it_does_not_matter_which_parser_gives_up(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = reader.read(text.encode())
    monkeypatch.setattr(yaml, "CSafeLoader", GivesUp)
    assert reader.read(text.encode()) == expected


@given(
    st.text("0123456789abefox_.:+-nulNULtrTRyesYES~=< TZ", max_size=12)
    | st.from_regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?(Z|[-+][0-9]+)?)?")
    | st.sampled_from(["yes", "No", "ON", "off", "~", "null", "<<", "=", ".inf", "-.INF", ".NaN", "1:30", "1_0.5"])
)
def test_types_of_yaml_1_1_are_those_of_pyyaml(text: str) -> None:
    if text.endswith("\n"):
        return
    tag = yaml.resolver.Resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    assert plain_scalars.type_by_1_1(text) == tag.rpartition(":")[2]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a:\tb\t# c\td\n", []),
        ("{\n\t'a': 1,\n\t'b':\t[1,\t2]\n}\n", []),
        ("a: 'b\n\tc\t\n  d'\n", []),
        ("a: b\n \tc\n", []),
        ("a: b\n\tc\n", [(2, 1)]),
        ("a: b\tc\n", [(1, 5)]),
        ("a: 'b\tc'\n", [(1, 6)]),
        ("a: |\t# c\n  b\n", []),
        ("a: |\n  b\tc\n", [(2, 4)]),
        ("a:\n  b: 1\n\tc: {d: 1\n", [(3, 1)]),
    ],
)
def test_a_tab_is_white_space_or_reported_at_its_place(text: str, faults: list[tuple[int, int]]) -> None:
    found = reader.read(text.encode()).faults
    assert {fault.code for fault in found} <= {"forbidden-character"}
    assert [fault.span[:2] for fault in found if fault.span] == faults


@pytest.mark.parametrize(
    ("text", "code", "place", "message"),
    [
        ('{\n  "a": 1\n  "b": 2\n}\n', "flow-mapping", (3, 3), "a comma is missing before this"),
        ("{a: 1\n b: 2}\n", "flow-mapping", (2, 2), "a comma is missing before this"),
        ('{"a": "x": 1}\n', "flow-mapping", (1, 10), "a comma is missing before this"),
        ('{"a" 1}\n', "flow-mapping", (1, 6), "a colon is missing before this"),
        ('{"a": 1,, "b": 2}\n', "flow-mapping", (1, 9), "there is no value before this comma"),
        ('{\n  "a": {\n    "b": 1\n  ,\n  "c": 2\n}\n', "flow-mapping", (2, 8), "the brace is not closed"),
        ('{\n  "a": [\n    1,\n  "c": 2\n}\n', "malformed-list", (5, 1), "`]` is missing before this"),
        ('{"a": 1\n', "flow-mapping", (1, 1), "the brace is not closed"),
        ('{"a": 1} x\n', "flow-mapping", (1, 10), "text follows the closing brace"),
        ('a: ["x" "y"]\n', "text-after-quote", (1, 9), None),
        ('{\n  "a": "b,\n  "c": "d"\n}\n', "unclosed-quote", (2, 8), None),
        ('{"a": "b "c" d"}\n', "text-after-quote", (1, 11), None),
        ('{"a": "\\d"}\n', "unknown-escape", (1, 8), None),
        ('{"a": @b}\n', "unquoted-text", (1, 7), None),
    ],
)
def test_the_place_of_a_slip_in_braces_is_reported(
    text: str, code: str, place: tuple[int, int], message: str | None
) -> None:
    (fault,) = reader.read(text.encode()).faults
    assert (fault.code, fault.span and fault.span[:2]) == (code, place)
    assert message in (None, fault.message)


@pytest.mark.parametrize(
    ("value", "help"),
    [
        ("“Okafor”", 'write "Okafor"; or "“Okafor”" if the quotes belong to the text'),
        ("„Okafor“", 'write "Okafor"; or "„Okafor“" if the quotes belong to the text'),
        ("«Okafor»", 'write "Okafor"; or "«Okafor»" if the quotes belong to the text'),
        ("‘Okafor’", 'write "Okafor"; or "‘Okafor’" if the quotes belong to the text'),  # noqa: RUF001
        ('“Okafor"', 'write "Okafor"; or "“Okafor\\"" if the quotes belong to the text'),
    ],
)
def test_typographic_quotes_around_a_value_are_left_to_the_author(value: str, help: str) -> None:
    for text in (f"a: {value}\n", f"a:\n  - {value}\n", f"a: [b, {value}]\n"):
        for fault in (*reader.read(text.encode()).faults, *yaml_reader.read(text.encode()).faults):
            assert (fault.code, fault.help) == ("typographic-quotes", help)
            assert fault.message.startswith(f"{value[0]} (U+{ord(value[0]):04X}) ")
    assert reader.read(f"a: '{value}'\n".encode()).values == {"a": value}
    assert reader.read("a: “Okafor” spoke\n".encode()).values == {"a": "“Okafor” spoke"}


def calls(text: str) -> int:
    """The number of function calls and returns while formatting a text."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        format_files.formatted(text.encode(), "event")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("head", "unit", "tail"),
    [
        ("a: &a x\nb:\n", "- *a\n", ""),
        ("a: &a {x: 1}\nb:\n", "- *a\n", ""),
        ("a: &a |\n  x\n  y\nb:\n", "- *a # c\n", ""),
        ("a: &a x\nb: [", "*a, ", "x]\n"),
    ],
)
def test_reading_aliases_of_one_anchor_takes_linear_time(head: str, unit: str, tail: str) -> None:
    assert calls(head + unit * 2000 + tail) < 2.2 * calls(head + unit * 1000 + tail)


def test_a_surrogate_pair_as_json_writes_it_is_one_character() -> None:
    assert reader.read(b'{"a": "\\ud83d\\udea2"}').values == {"a": "\U0001f6a2"}
    assert reported('{"a": "\\ud83d"}') == [("forbidden-character", '"\\ud83d"')]
    assert reported('{"a": "\\U00110000"}') == [("unknown-escape", "\\U00110000")]


@pytest.mark.exhaustive
def test_what_is_read_is_what_pyyaml_constructs_where_it_knows_no_other_type() -> None:
    read = 0
    for seed in range(2000):
        text, value = document(seed)
        found = reader.read(text.encode())
        if not found.faults:
            read += 1
            assert json.dumps(found.values) == json.dumps(value), text
            assert json.dumps(yaml.load(text, yaml.CSafeLoader)) == json.dumps(value), text
    assert read == 2000
