"""A job of Spark that judges a corpus in JSON lines: `python -m tests.benchmarks.spark_job FILE CORES`."""

import os
import sys

from pyspark.sql import SparkSession

from nsatu_data import spark


def main() -> None:
    path, cores = sys.argv[1:]
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", cores).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    # A chunk of a few megabytes for each task keeps both cores at work until the end.
    session.conf.set("spark.sql.files.maxPartitionBytes", "8m")
    # An Arrow batch has 10,000 rows unless this is set, which would be gigabytes of bundles.
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "64")
    found = spark.findings(session.read.text(path), "value").count()
    session.stop()
    if found:
        raise SystemExit(f"{found} findings in a corpus without any")


if __name__ == "__main__":
    main()
