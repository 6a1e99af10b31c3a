"""SQL for a field of a table, from what its layout says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.layouts.core.layout import Constant, Number
from data.layouts.core.published_marks import NUMBER


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


def expression(how: Any, file_headers: Mapping[str, str], marked: bool = False) -> str:
    """A field made from its column of the file, or from nothing where the file has no such column.

    Where some cells of a column of numbers are ``marked``, what they say is joined as ``marked_<column>``; of one where none
    is, each cell is a plain number or empty, and none is looked at again.
    """
    if isinstance(how, Constant):
        return literal(how.value)
    if how.column not in file_headers:
        return literal(getattr(how, "default", None))
    cell = f"raw.c_{how.column}"
    if isinstance(how, Number):
        plain = f"CAST(replace(nullif({cell}, ''), ',', '') AS DOUBLE)"
        if not marked:
            return plain
        return f"CASE WHEN regexp_full_match({cell}, '{NUMBER}') THEN {plain} ELSE marked_{how.column}.value END"
    if how.default is not None:
        return f"coalesce(nullif({cell}, ''), {literal(how.default)})"
    return f"nullif({cell}, '')"


def reason(value: Number, own_reason: str | None, marked: bool) -> str:
    """Why there is no value: the file's own column for it, else its mark, else what a blank means here."""
    reasons = [own_reason] if own_reason else []
    reasons += [f"marked_{value.column}.reason"] if marked else []
    blank = f"CASE raw.c_{value.column} WHEN '' THEN {literal(value.blank)} END"
    return f"coalesce({', '.join([*reasons, blank])})"


def literal(value: Any) -> str:
    """A Python value as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"
