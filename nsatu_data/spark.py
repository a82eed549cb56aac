"""Judges a corpus with Apache Spark: a DataFrame of bundles in, a DataFrame of findings or of claims out.

    from pyspark.sql import SparkSession
    from nsatu_data import spark

    session = SparkSession.builder.getOrCreate()
    bundles = session.read.text("corpus.jsonl")
    spark.findings(bundles, "value").write.parquet("findings.parquet")

Spark sends the bundles to its Python workers as Arrow batches, and each worker judges them as `nsatu_data.check` does.
Nothing here schedules work or opens files. Every worker needs the package with the extra `spark`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from nsatu_data.corpus import finding_rows
from nsatu_data.corpus.finding_rows import FindingRow
from nsatu_data.corpus.judge_members import judge_bundle
from nsatu_data.corpus.parquet_rows import COLUMN, NO_BUNDLE
from nsatu_data.diagnostics import CannotRun, Diagnostic
from nsatu_data.extras import require
from nsatu_data.frames import arrow_tables, frame_rows
from nsatu_data.frames.description import CLAIMS, DATASET
from nsatu_data.model.vocabulary import Kind
from nsatu_data.validation.check_dataset import IN_MEMORY
from nsatu_data.validation.collect_records import IntakeOptions

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["claims", "findings"]

_OPTIONS: Final = IntakeOptions()
_NO_FINDING: Final = "-"
"""The code of a row that only says that there is a dataset with an id."""


def findings(bundles: "DataFrame", column: str = COLUMN, *, keep: Sequence[str] = ()) -> "DataFrame":
    """The findings in the bundles, a row each, with the columns of `nsatu_data.corpus.finding_rows`.

    `column` holds the JSON text of a bundle in each row. The columns `keep`, such as the path of a file, are copied to
    the findings. Lines and columns count from the beginning of the bundle, whose file is `bundle.json`. If several
    bundles have the same id of a dataset, each has a finding. The rows have no order.

    Raises CannotRun if a column is missing, or has a name that findings have.
    """
    functions = _sql("functions")
    _require_columns(bundles, column, keep)
    judged = _mapped(bundles, column, keep, _finding_batch, finding_rows.schema())
    is_dataset = functions.col("code") == _NO_FINDING
    same = _sql("Window").partitionBy(DATASET)
    copies = functions.sum(functions.when(is_dataset, 1).otherwise(0)).over(same)
    with_copies = judged.withColumn("copies", copies)
    found = with_copies.where(~is_dataset | (functions.col(DATASET).isNotNull() & (functions.col("copies") > 1)))
    values = {
        "code": functions.lit("duplicate-dataset-id"),
        "message": functions.concat(functions.col("copies").cast("string"), functions.lit(" datasets have this id")),
        "help": functions.lit("give each dataset an id of its own, or keep one of them"),
        "pointer": functions.lit(f"/{DATASET}/id"),
    }
    return found.select(
        *(
            functions.when(is_dataset, values[name]).otherwise(functions.col(name)).alias(name)
            if name in values
            else functions.col(name)
            for name in judged.columns
        )
    )


def claims(bundles: "DataFrame", column: str = COLUMN) -> "DataFrame":
    """All claims in the bundles without errors, a row each, with the columns of the frame `claims`.

    The first column is the id of the dataset. A bundle with errors, or without an id, has no row; `findings` says why.
    """
    _require_columns(bundles, column, ())
    schema = arrow_tables.schema(CLAIMS, corpus=True, is_encoded=False)
    return _mapped(bundles, column, (), _claim_batch, schema)


def _sql(name: str) -> Any:
    return getattr(require("pyspark.sql", extra="spark", what="nsatu_data.spark"), name)


def _require_columns(bundles: "DataFrame", column: str, keep: Sequence[str]) -> None:
    for name in (column, *keep):
        if name not in bundles.columns:
            raise CannotRun(f"there is no column {name}; the columns are {', '.join(bundles.columns)}")
    if taken := sorted({*keep} & {*FindingRow._fields, "copies"}):
        raise CannotRun(f"findings have a column {taken[0]} of their own; rename that of the bundles")


Batch = Callable[[Iterable[bytes | None]], tuple[Any, list[int]]]
"""Makes an Arrow batch of some bundles, and the number of the bundle that each row is from."""


def _mapped(bundles: "DataFrame", column: str, keep: Sequence[str], batch: Batch, schema: Any) -> "DataFrame":
    types = require("pyspark.sql.pandas.types", extra="spark", what="nsatu_data.spark")
    result = _sql("types").StructType(
        [bundles.schema[name] for name in keep] + [_nullable(field) for field in types.from_arrow_schema(schema).fields]
    )
    return bundles.select(*keep, column).mapInArrow(partial(_judged, column, tuple(keep), batch), result)


def _nullable(field: Any) -> Any:
    """The same field of Spark, but it may be null. Spark's engines read columns that never are in different ways."""
    types = _sql("types")
    return types.StructField(field.name, field.dataType, nullable=True)


def _judged(column: str, keep: Sequence[str], batch: Batch, batches: Iterable[Any]) -> Iterator[Any]:
    pa = arrow_tables.arrow("nsatu_data.spark")
    for given in batches:
        made, numbers = batch(_texts(given.column(given.schema.get_field_index(column))))
        kept = [given.column(given.schema.get_field_index(name)).take(pa.array(numbers, pa.int64())) for name in keep]
        yield pa.RecordBatch.from_arrays([*kept, *made.columns], names=[*keep, *made.schema.names])


def _texts(cells: Any) -> Iterator[bytes | None]:
    for cell in cells:
        buffer = cell.as_buffer()
        yield None if buffer is None else bytes(buffer)


def _finding_batch(texts: Iterable[bytes | None]) -> tuple[Any, list[int]]:
    rows: list[FindingRow] = []
    numbers: list[int] = []
    for number, text in enumerate(texts):
        dataset, diagnostics = _diagnostics(text)
        marker = Diagnostic(_NO_FINDING, NO_BUNDLE.severity, "", None, IN_MEMORY, None, None, None)
        rows += finding_rows.rows((*diagnostics, marker), dataset)
        numbers += [number] * (len(rows) - len(numbers))
    return finding_rows.batch(rows), numbers


def _diagnostics(text: bytes | None) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The id of a dataset, and the findings about its bundle."""
    if text is None:
        fault = NO_BUNDLE
        return None, (Diagnostic(fault.code, fault.severity, fault.message, fault.help, IN_MEMORY, None, None, None),)
    dataset, check, _ = judge_bundle(text, _OPTIONS)
    return dataset, check.diagnostics


def _claim_batch(texts: Iterable[bytes | None]) -> tuple[Any, list[int]]:
    rows: list[dict[str, Any]] = []
    numbers: list[int] = []
    for number, text in enumerate(texts):
        rows += _claims(text)
        numbers += [number] * (len(rows) - len(numbers))
    return arrow_tables.batch_of(CLAIMS, rows, corpus=True, is_encoded=False), numbers


def _claims(text: bytes | None) -> Iterator[dict[str, Any]]:
    if text is None:
        return
    dataset, check, bundle = judge_bundle(text, _OPTIONS)
    if dataset is None or check.summary.errors:
        return
    records = [record for kind in Kind for record in bundle[f"{kind}s"]]
    labels = {record["id"]: record["label"] for record in records}
    for row in frame_rows.rows(CLAIMS, bundle[DATASET], records, labels.get):
        yield {DATASET: dataset, **row}
