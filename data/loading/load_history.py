"""The store's own record: every load and every version, as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.storage.versions import Store

if TYPE_CHECKING:
    import pandas as pd


def loads(store: Store, version: int) -> pd.DataFrame:
    """Every load up to a version, newest first; ``withdrawn`` says whether it was out of force by then."""
    return (
        store.read()
        .execute(
            """
        SELECT * REPLACE (coalesce(sheet, '') AS sheet, coalesce(corrections, '') AS corrections),
            coalesce(version_to <= $version, false) AS withdrawn
        FROM load WHERE version_from <= $version ORDER BY load_id DESC
        """,
            {"version": version},
        )
        .df()
    )


def versions(store: Store, version: int) -> pd.DataFrame:
    """Every version up to one, newest first."""
    return (
        store.read()
        .execute("SELECT * FROM version WHERE version <= $version ORDER BY version DESC", {"version": version})
        .df()
    )
