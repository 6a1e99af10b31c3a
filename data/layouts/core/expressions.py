"""SQL for a field of a table, from what its layout says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.layouts.core.layout import MARKS, NUMBER, Constant, Number


def missing(column: str) -> str:
    """What an unmentioned column holds: empty text where the key needs it, else nothing."""
    defaults = {
        "sex": "'Persons'",
        "age": "'All ages'",
        "dimension": "''",
        "category": "''",
        "role": "'area'",
        "statistic": "'value'",
        "release_precision": "'unknown'",
    }
    return defaults.get(column, "NULL")


def expression(how: Any, own: Mapping[str, str]) -> str:
    """A field made from its column of the file, or from nothing where the file has no such column."""
    if isinstance(how, Constant):
        return literal(how.value)
    if how.column not in own:
        return literal(getattr(how, "default", None))
    cell = f"raw.c_{how.column}"
    if isinstance(how, Number):
        return f"CASE WHEN regexp_full_match({cell}, '{NUMBER}') THEN CAST(replace({cell}, ',', '') AS DOUBLE) END"
    if how.default is not None:
        return f"coalesce(nullif({cell}, ''), {literal(how.default)})"
    return f"nullif({cell}, '')"


def reason(value: Number, own_reason: str | None) -> str:
    """Why there is no value: the file's own column for it, else its mark, else what a blank means here."""
    cell = f"lower(raw.c_{value.column})"
    marks = " ".join(f"WHEN {literal(mark)} THEN {literal(reason)}" for mark, reason in MARKS.items())
    blank = f"WHEN '' THEN {literal(value.blank)}"
    from_mark = f"CASE {cell} {marks} {blank} END"
    return f"coalesce({own_reason}, {from_mark})" if own_reason else from_mark


def literal(value: Any) -> str:
    """A Python value as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"
