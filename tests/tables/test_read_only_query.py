"""A query over the tables reads them, and does nothing else."""

import json
from pathlib import Path

import pytest

from nsatu_data import cli, load
from nsatu_data.diagnostics import CannotRun
from nsatu_data.tables import read_only_query
from nsatu_data.tables.dataset_rows import rows_of
from tests.support import case_files
from tests.support.folders import ROOT

FOLDER = case_files.VALID / "river-pact"
_ONLY = "; only SELECT over the tables is allowed, with functions that compute a value"

REFUSED = {
    "ATTACH '{file}' AS other": f"not authorized{_ONLY}",
    "VACUUM INTO '{file}'": f"authorization denied{_ONLY}",
    "INSERT INTO records VALUES ('a', 'b', 'c')": f"not authorized{_ONLY}",
    "UPDATE risks SET certainty = 'certain'": f"not authorized{_ONLY}",
    "DELETE FROM records": f"not authorized{_ONLY}",
    "DROP TABLE records": f"not authorized{_ONLY}",
    "CREATE TEMP TABLE mine (a)": f"not authorized{_ONLY}",
    "PRAGMA table_info(records)": f"not authorized{_ONLY}",
    "PRAGMA data_version = 1": f"not authorized{_ONLY}",
    "SELECT * FROM pragma_table_info('records')": f"not authorized{_ONLY}",
    "BEGIN": f"not authorized{_ONLY}",
    "SELECT load_extension('{file}')": f"not authorized to use function: load_extension{_ONLY}",
    "SELECT zeroblob(10)": f"not authorized to use function: zeroblob{_ONLY}",
    "SELECT randomblob(10)": f"not authorized to use function: randomblob{_ONLY}",
    "SELECT writefile('{file}', 'a')": "the query is wrong: no such function: writefile",
    "SELECT 1; SELECT 2": "the query is wrong: You can only execute one statement at a time.",
    "SELECT missing FROM records": (
        "the query is wrong: no such column: missing; `nsatu-data sql` without a query lists tables and columns"
    ),
    "SELECT risks.labl FROM risks": "the query is wrong: no such column: risks.labl; did you mean label?",
    "SELECT * FROM risk": "the query is wrong: no such table: risk; did you mean risks?",
    "SELECT when FROM events": (
        'the query is wrong: near "when": syntax error; write the column as "when", in double quotes'
    ),
    "SELECT 1 FROM risks WHERE \"certianty\" = 'likely'": (
        "the query is wrong: no such column: certianty (a text needs single quotes); did you mean certainty?"
    ),
    "SELECT id FROM search WHERE search MATCH 'decision-making'": (
        "the query is wrong: no such column: making; after MATCH, put words with other characters in double quotes: "
        "MATCH '\"decision-making\"'"
    ),
    "SELECT printf('%d', 1)": (
        "not authorized to use function: printf; write a number with round(), and join texts with ||"
    ),
    f"SELECT {', '.join('1' * 101)}": "the query is wrong: too many columns in result set; at most 100 are allowed",
    "/* only a remark": "this is no query; write one SELECT",
    "SELECT 1 + FROM events": 'the query is wrong: near "FROM": syntax error',
    "SELECT \0": "the query is wrong: the query contains a null character",
    "SELECT '\ud800'": "the query is wrong: a lone surrogate is no character",
    "-- only a remark": "this is no query; write one SELECT",
    "": "this is no query; write one SELECT",
}


@pytest.mark.parametrize("query", REFUSED)
def test_all_but_reading_is_refused(query: str, tmp_path: Path) -> None:
    file = tmp_path / "made.sqlite"
    with pytest.raises(CannotRun) as refused:
        read_only_query.answer(query.format(file=file), rows_of(load(FOLDER)))
    assert str(refused.value) == REFUSED[query]
    assert not file.exists()


def test_an_endless_query_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_only_query, "SECONDS", 0.2)
    endless = "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT count(*) FROM a"
    with pytest.raises(CannotRun, match="the query took more than 0 seconds; add conditions"):
        read_only_query.answer(endless, rows_of(load(FOLDER)))


def test_an_answer_is_whole_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    records = len(load(FOLDER))
    monkeypatch.setattr(read_only_query, "ROWS", records)
    assert len(read_only_query.answer("SELECT id FROM records", rows_of(load(FOLDER))).rows) == records
    monkeypatch.setattr(read_only_query, "ROWS", records - 1)
    with pytest.raises(CannotRun, match=f"the query gives more than {records - 1} rows; add LIMIT"):
        read_only_query.answer("SELECT id FROM records", rows_of(load(FOLDER)))


def test_the_tables_that_are_listed_are_those_that_can_be_asked() -> None:
    listed = {str(name): columns for name, columns in read_only_query.tables_and_columns().rows}
    assert list(listed)[:3] == ["dataset", "records", "sources"]
    assert list(listed)[-4:] == ["claims", "claim_themes", "links", "search"]
    assert listed["risk_bearers"] == "risk, position, bearers"
    for name, columns in listed.items():
        answer = read_only_query.answer(f'SELECT * FROM "{name}" LIMIT 1', rows_of(load(FOLDER)))  # noqa: S608
        assert ", ".join(answer.names) == columns


def test_the_command_lists_the_tables_without_a_query(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["sql", "--dataset", str(FOLDER), "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(one["name"], one["columns"]) for one in listed] == read_only_query.tables_and_columns().rows


def test_a_text_that_is_too_long_is_refused() -> None:
    doubled = "SELECT 'a', 0 UNION ALL SELECT x || x, n + 1 FROM a WHERE n < 20"
    query = f"WITH RECURSIVE a(x, n) AS ({doubled}) SELECT length(x) FROM a"  # noqa: S608
    with pytest.raises(
        CannotRun, match="the query makes a text or a row of more than 1,000,000 bytes; join fewer texts"
    ):
        read_only_query.answer(query, rows_of(load(FOLDER)))


def test_an_answer_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_only_query, "MEGABYTES", 1)
    texts = (
        "WITH RECURSIVE a(x, n) AS (SELECT 'a', 0 UNION ALL SELECT x || x, n + 1 FROM a WHERE n < 19) SELECT x FROM a"
    )
    numbers = "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a LIMIT {}) SELECT x, x, x, x, x FROM a"
    # A cell without a text takes memory too: 25,000 rows of five numbers are 1 MB.
    for small, large in (
        (f"{texts} WHERE n < 19", texts),
        (numbers.format(25_000), numbers.format(25_001)),
    ):
        assert read_only_query.answer(small, rows_of(load(FOLDER))).rows
        with pytest.raises(CannotRun, match="the query gives more than 1 MB; select less or add LIMIT"):
            read_only_query.answer(large, rows_of(load(FOLDER)))


def test_an_answer_without_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(read_only_query, "_fetched", fetched)
    with pytest.raises(CannotRun, match="the query needs more memory than there is; add conditions"):
        read_only_query.answer("SELECT 1", rows_of(load(FOLDER)))


def test_a_query_can_be_explained() -> None:
    assert read_only_query.answer('EXPLAIN QUERY PLAN SELECT "id" FROM risks', rows_of(load(FOLDER))).rows


def test_a_column_has_the_name_that_is_written() -> None:
    query = 'SELECT "end" - 1 FROM (SELECT 5 AS "end")'
    assert read_only_query.answer(query, rows_of(load(FOLDER))) == (('"end" - 1',), [(4,)])


def test_a_call_that_takes_long_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_only_query, "SECONDS", 0.2)
    monkeypatch.setattr(read_only_query, "_GRACE", 0.1)
    many = "records a, records b, records c, records d"
    query = f"""
        WITH long(x) AS (SELECT group_concat('aaaaaaaaaa', '') FROM {many}),
            half(y) AS (SELECT substr(x, 1, 100000) || 'b' FROM long)
        SELECT instr(x, y), instr(x || x, y), instr(x || 'a', y) FROM long, half
    """  # noqa: S608
    with pytest.raises(CannotRun, match="the query took more than 0 seconds; add conditions"):
        read_only_query.answer(query, rows_of(load(FOLDER)))


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ('SELECT count(*) AS "any name" FROM risks ORDER BY "any name"', [(1,)]),
        (
            'SELECT "id" FROM "risks" AS "r ""s" WHERE "r ""s"."certainty" = \'possible\'',
            [("risk/strain-on-the-budget",)],
        ),
        ('SELECT \'"no name"\' -- "nor this"', [('"no name"',)]),
        ('WITH "a b"("x y") AS (SELECT 1) SELECT "x y" FROM "a b"', [(1,)]),
    ],
)
def test_a_name_in_double_quotes_is_a_name(query: str, rows: list[tuple[object, ...]]) -> None:
    assert read_only_query.answer(query, rows_of(load(FOLDER))).rows == rows


def test_the_table_of_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT certainty, count(*) AS number, NULL AS empty FROM claims GROUP BY certainty ORDER BY number DESC"
    assert cli.main(["sql", query, "--dataset", str(ROOT / "records")]) == 0
    assert capsys.readouterr().out == (
        "certainty  number  empty\n"
        "certain    108     NULL\n"
        "possible   20      NULL\n"
        "probable   14      NULL\n"
        "open       6       NULL\n"
        "4 rows\n"
    )


def test_json_and_csv_of_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT 'a,b' AS a, 1 AS b, 1.5 AS c, NULL AS d, CAST('é' AS BLOB) AS e, '=1' AS f"
    command = ["sql", query, "--dataset", str(FOLDER)]
    assert cli.main([*command, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"a": "a,b", "b": 1, "c": 1.5, "d": None, "e": "c3a9", "f": "=1"}]
    assert cli.main([*command, "--format", "csv"]) == 0
    assert capsys.readouterr().out == 'a,b,c,d,e,f\r\n"a,b",1,1.5,null,c3a9,\'=1\r\n'
    assert cli.main(["sql", "SELECT 1 AS a, 2 AS a", "--dataset", str(FOLDER), "--format", "json"]) == 2
    assert capsys.readouterr().err == "nsatu-data: two columns have the name a; name one of them with AS\n"
    assert cli.main(["sql", "SELECT 9e999 AS n", "--dataset", str(FOLDER), "--format", "json"]) == 2
    assert capsys.readouterr().err == (
        "nsatu-data: the column n has an infinite number, which JSON lacks; leave it out\n"
    )
    assert (
        cli.main(["sql", "SELECT -5 AS a, -1.5 AS b, '-x' AS c, '' AS d", "--dataset", str(FOLDER), "--format", "csv"])
        == 0
    )
    assert capsys.readouterr().out == "a,b,c,d\r\n-5,-1.5,'-x,\r\n"
    assert cli.main(["sql", "SELECT 1 WHERE 0", "--dataset", str(FOLDER)]) == 0
    assert capsys.readouterr().out == "0 rows\n"
