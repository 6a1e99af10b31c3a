"""Extracts for tests: made-up records as Parquet, a folder a table, and Spark where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from data.extracts.engines import Engine, started
from data.tables import RECORDS

QUICK_FOR_LITTLE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""What Java is told: to optimise less, since a test has few rows and many questions."""
NO_CODE_FOR_LITTLE = (
    "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN pyspark-shell"
)
"""What Spark is told: to write and compile no code of its own for each question."""
BY_MONTH = {"inpatient_stay": "admitted"}


def as_parquet(files: Path, folder: Path) -> None:
    """Write the files of made-up records as extracts; one table is partitioned by month, others are one file."""
    folder.mkdir()
    with duckdb.connect() as connection:
        for table, contract in RECORDS.items():
            mine = [str(path) for path in sorted(files.glob(f"illustrative-{table}*.csv"))]
            header = connection.read_csv(mine[0], all_varchar=True).columns
            types = {column.name: column.type for column in contract.columns}
            rows = connection.read_csv(mine, columns={name: types[name] for name in header}, header=True)
            if day := BY_MONTH.get(table):
                rows = rows.project(f"*, strftime({day}, '%Y-%m') AS month")
                rows.to_parquet(str(folder / table), partition_by=["month"])
            else:
                rows.to_parquet(str(folder / f"{table}.parquet"))


@contextmanager
def spark() -> Iterator[Engine]:
    """A Spark of two threads on this computer; without one the test is skipped by name, but fails where CI=true."""
    if shutil.which("java") is None or find_spec("pyspark") is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("CI needs Spark: install requirements-spark.txt and Debian's openjdk-17-jre-headless.")
        pytest.skip("no Spark on this machine")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("JAVA_TOOL_OPTIONS", QUICK_FOR_LITTLE)
        patched.setenv("PYSPARK_SUBMIT_ARGS", NO_CODE_FOR_LITTLE)
        with started("local[2]") as engine:
            yield engine
