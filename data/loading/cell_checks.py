"""What is wrong with cells as they arrived in ``raw``, before they become figures: the shape of rows, hidden figures, commas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from duckdb import DuckDBPyConnection

from data.contract import Severity
from data.layouts.core.layout import Layout, Number, Text, normal
from data.layouts.core.published_marks import NUMBER
from data.layouts.core.recognition import Recognised
from data.loading.checks import NO_FIGURE
from data.problems import Problem
from data.query import few

ONE_COMMA = r"[-+]?\d{1,3},\d{3}"


def ragged(connection: DuckDBPyConnection, path: Path, recognised: Recognised) -> Iterator[Problem]:
    """Rows with a cell beyond the last header, and rows that stop before the last column we need."""
    longer = few(connection, "SELECT row_number, beyond FROM raw WHERE beyond <> '' ORDER BY 1")
    for row, beyond in longer:
        yield Problem(
            path.name,
            row,
            "",
            beyond[:60],
            "There are more cells than headers.",
            "Look for a stray comma or an unquoted name in this row.",
        )
    headers = [normal(cell) for cell in recognised.header]
    wanted = (*recognised.layout.needed, *recognised.layout.measures)
    last = max(headers.index(name) for name in wanted if name in headers)
    shorter = few(connection, "SELECT row_number FROM raw WHERE cells <= ? ORDER BY 1", [last])
    for (row,) in shorter:
        yield Problem(
            path.name,
            row,
            recognised.header[last].strip(),
            "",
            "The row stops before this column.",
            f"Fetch the file again if it was cut short. {NO_FIGURE}",
        )


def hidden_and_shown(
    connection: DuckDBPyConnection, path: Path, layout: Layout, file_headers: Mapping[str, str]
) -> Iterator[Problem]:
    """A figure in the very row that says it is hidden: showing it might disclose what was to be protected."""
    reason, value = layout.fields.get("suppressed"), layout.fields.get("value")
    if not isinstance(reason, Text) or not isinstance(value, Number) or reason.column not in file_headers:
        return
    shown_cells = few(
        connection,
        f"SELECT row_number, c_{value.column} FROM raw WHERE c_{reason.column} <> '' "
        f"AND regexp_full_match(c_{value.column}, '{NUMBER}') ORDER BY 1",
    )
    for row, shown in shown_cells:
        yield Problem(
            path.name,
            row,
            file_headers[value.column],
            shown,
            "This cell has a figure, and the row says that there is none.",
            f"Delete the figure, or empty {file_headers[reason.column]!r} in this row.",
        )


def decimal_commas(
    connection: DuckDBPyConnection, path: Path, layout: Layout, file_headers: Mapping[str, str]
) -> Iterator[Problem]:
    """Numbers whose one comma may separate thousands or decimals."""
    numbers = [how.column for how in layout.fields.values() if isinstance(how, Number)]
    for column in filter(file_headers.__contains__, [*numbers, *layout.measures]):
        comma_cells = few(
            connection,
            f"SELECT row_number, c_{column} FROM raw WHERE regexp_full_match(c_{column}, '{ONE_COMMA}') ORDER BY 1",
        )
        for row, value in comma_cells:
            yield Problem(
                path.name,
                row,
                file_headers[column],
                value,
                "In a file with semicolons between cells, this comma may separate decimals.",
                "It was read as thousands. Where decimals are meant, write a dot.",
                Severity.WARNING,
            )
