"""The engines that can hold records: DuckDB in this process, or Spark on this or many machines.

Questions are asked in DuckDB's SQL, which is put into Spark's own where that is needed, or in the engine's ``dialect``.
"""

from __future__ import annotations

import os
import re
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import duckdb
import pyarrow as pa

from data.storage.errors import brief

if TYPE_CHECKING:
    import pandas as pd

IN_FILE, IN_ROW = "in_file", "in_row"
"""Where a row lies: the file's path, and which of its rows it is, from 0."""
LOCAL = r"local\[(?:\d+|\*)\]"
BACKENDS = "duckdb, local[2] (Spark on this computer, on so many processors) or spark://HOST:PORT"


class Engine(Protocol):
    """What can hold records and answer questions about them.

    ``name`` is what it is called where figures say what counted them, ``dialect`` what Ibis calls its SQL.
    """

    name: str
    dialect: str

    def rows(self, sql: str) -> pd.DataFrame:
        """The answer to a question in the engine's own SQL."""
        ...

    def ask(self, sql: str) -> pd.DataFrame:
        """The answer to a question in DuckDB's SQL."""
        ...

    def view(self, name: str, sql: str) -> None:
        """Call a question in DuckDB's SQL by a name, for this session."""
        ...

    def parquet(self, name: str, files: Sequence[Path]) -> None:
        """Call the rows of Parquet files by a name, with the columns ``in_file`` and ``in_row``; nothing is copied."""
        ...


class InDuckDB:
    """The database in this process, by a connection: its files, or those that it reads where they lie."""

    name = f"DuckDB {duckdb.__version__}"
    dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def rows(self, sql: str) -> pd.DataFrame:
        """The answer to a question in DuckDB's SQL."""
        return self.connection.execute(sql).df()

    ask = rows

    def view(self, name: str, sql: str) -> None:
        """Call a question by a name."""
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {sql}")

    def parquet(self, name: str, files: Sequence[Path]) -> None:
        """Call the rows of Parquet files by a name.  A folder's name, as ``month=...``, is no column."""
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
        self.view(
            name,
            f"SELECT * RENAME (file_row_number AS {IN_ROW}) FROM read_parquet([{listed}], union_by_name = true, "
            f"hive_partitioning = false, filename = '{IN_FILE}', file_row_number = true)",
        )


class OnSpark:
    """A session of Spark."""

    dialect = "pyspark"

    def __init__(self, session: Any) -> None:
        self.session = session
        self.name = f"Spark {session.version}"

    def rows(self, sql: str) -> pd.DataFrame:
        """The answer to a question in Spark's SQL, to which 1.0 is a decimal: here it is a number like others."""
        answer = self.session.sql(sql).toArrow()
        fields = [
            field.with_type(pa.float64()) if pa.types.is_decimal(field.type) else field for field in answer.schema
        ]
        frame: pd.DataFrame = answer.cast(pa.schema(fields)).to_pandas(date_as_object=False)
        return frame

    def ask(self, sql: str) -> pd.DataFrame:
        """The answer to a question in DuckDB's SQL."""
        return self.rows(_to_spark_sql(sql))

    def view(self, name: str, sql: str) -> None:
        """Call a question in DuckDB's SQL by a name, for this session."""
        self.session.sql(_to_spark_sql(sql)).createOrReplaceTempView(name)

    def parquet(self, name: str, files: Sequence[Path]) -> None:
        """Call the rows of Parquet files, which every machine has to see, by a name."""
        read = self.session.read.option("mergeSchema", "true").option("recursiveFileLookup", "true")
        rows = read.parquet(*map(_as_it_stands, files))
        where = [f"_metadata.file_path AS {IN_FILE}", f"_metadata.row_index AS {IN_ROW}"]
        rows.selectExpr("*", *where).createOrReplaceTempView(name)


def _as_it_stands(path: Path) -> str:
    """A path in which no character stands for others."""
    return "file://" + re.sub(r"([\\\\{}\[\]*?,])", r"\\\1", str(path))


def _to_spark_sql(sql: str) -> str:
    import sqlglot

    (spark_sql,) = sqlglot.transpile(sql, read="duckdb", write="spark")
    return spark_sql


@contextmanager
def started(backend: str) -> Iterator[Engine]:
    """The engine of a name, ended afterwards: ``duckdb``, ``local[2]`` or ``spark://HOST:PORT``.

    Raises ``ValueError`` for another name, and where Spark or the Java that it needs is not installed.
    """
    if backend == "duckdb":
        with duckdb.connect() as connection:
            try:
                yield InDuckDB(connection)
            except duckdb.Error as fault:
                raise ValueError(f"The extracts could not be counted ({brief(fault)}).") from fault
    elif re.fullmatch(rf"{LOCAL}|spark://.+", backend):
        session = _session(backend)
        from pyspark.errors import PySparkException

        try:
            yield OnSpark(session)
        except PySparkException as fault:
            raise ValueError(f"Spark could not count the extracts ({brief(fault)}).") from fault
        finally:
            session.stop()
    else:
        raise ValueError(f"There is no backend {backend!r}. Give {BACKENDS}.")


def _session(backend: str) -> Any:
    """A session in which a time of day means the same everywhere, and which on one computer asks nothing of a network."""
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise ValueError("Spark needs Java 17, which is not installed here (Debian: openjdk-17-jre-headless).")
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    try:
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise ValueError(
            "Spark is not installed. Run: pip install -r requirements-spark.txt -c constraints.txt"
        ) from fault
    builder = SparkSession.builder.master(backend).appName("mental-health-strategy-dashboard")
    settings = {"spark.sql.session.timeZone": "UTC", "spark.ui.showConsoleProgress": "false"}
    if re.fullmatch(LOCAL, backend):
        alone = {"spark.driver.host": "localhost", "spark.driver.bindAddress": "127.0.0.1"}
        settings |= alone | {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
