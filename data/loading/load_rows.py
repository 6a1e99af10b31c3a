"""A checked file's rows in their table, and the load that lists it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from duckdb import DuckDBPyConnection

from data.contract import Contract
from data.loading import corrections, place_names
from data.loading.incoming import Origin
from data.loading.ingest import Checked
from data.storage.versions import now


def append(
    connection: DuckDBPyConnection,
    checked: Checked,
    version: int,
    load_id: int,
    *,
    who: str = "",
    note: str = "",
    origin: Origin | None = None,
    at: datetime | None = None,
    keeps_held: Sequence[str] = (),
    illustrative: bool = False,
) -> None:
    """Add the staged rows of a checked file to their table, as a load of this number of now or ``at``.

    Rows that were put there when they were checked, under that number, need no more than that the load is listed.  ``keeps_held`` are
    series of which figures of the same release that are held already stay in force.  ``illustrative`` says that the file
    was made up, so that no figure of it is ever shown as real.
    """
    place_names.remember(connection, checked.layout)
    origin = origin or Origin()
    arrived = checked.corrected
    citation = origin.citation or checked.layout.citation
    connection.execute(
        "INSERT INTO load BY NAME SELECT $load_id AS load_id, $layout AS layout, $table_name AS table_name, "
        "$source AS source, $title AS title, $publisher AS publisher, $file_name AS file_name, $sheet AS sheet, $sha256 AS sha256, "
        "$row_count AS row_count, $release AS release, $precision AS release_precision, $citation AS citation, "
        "$said AS said, $keeps_held AS keeps_held, "
        "$illustrative AS illustrative, $arrived_as AS arrived_as, $arrived_sha256 AS arrived_sha256, "
        "$corrections AS corrections, $who AS who, $note AS note, $at AS loaded_at, $version AS version_from",
        {
            "load_id": load_id,
            "layout": checked.layout.name,
            "table_name": checked.contract.table,
            "source": _named(connection, checked.contract),
            "title": origin.title or checked.layout.title,
            "publisher": origin.publisher or checked.layout.publisher,
            "file_name": checked.name,
            "sheet": checked.sheet or None,
            "sha256": checked.sha256,
            "row_count": checked.rows,
            "release": origin.release,
            "precision": origin.release_precision,
            "citation": citation,
            "said": "\n".join(checked.notes),
            "keeps_held": "\n".join(keeps_held) or None,
            "illustrative": illustrative,
            "arrived_as": arrived.path.name if arrived else None,
            "arrived_sha256": arrived.sha256 if arrived else None,
            "corrections": corrections.as_text(arrived.cells) if arrived else None,
            "who": who,
            "note": note,
            "at": at or now(),
            "version": version,
        },
    )
    if checked.placed:
        return
    columns = ", ".join(checked.contract.names)
    dated = "release_precision" in checked.contract.names
    values = ", ".join(_from_load(name, dated=dated) for name in checked.contract.names)
    released = {"release": origin.release, "precision": origin.release_precision} if dated else {}
    cited = {"citation": citation or None} if "citation" in checked.contract.names else {}
    connection.execute(
        f"INSERT INTO {checked.contract.table} ({columns}) SELECT {values} FROM staged",
        {"load_id": load_id} | cited | released,
    )


def _from_load(column: str, *, dated: bool) -> str:
    """A row's own release, where rows are ``dated``, and citation come first; else the load's."""
    released = {
        "release": "coalesce(release, $release)",
        "release_precision": "CASE WHEN release IS NULL THEN $precision ELSE release_precision END",
    }
    known = {"load_id": "$load_id", "citation": "coalesce(citation, $citation)"} | (released if dated else {})
    return known.get(column, column)


def _named(connection: DuckDBPyConnection, contract: Contract) -> str:
    """Whose rows they are: the networks, sources or providers that the file names."""
    whose = next(name for name in ("network", "source", "provider") if name in contract.names)
    rows = connection.execute(f"SELECT DISTINCT {whose} FROM staged ORDER BY 1").fetchall()
    return ", ".join(name for (name,) in rows)
