"""Words that others wrote, made harmless for the spreadsheet that will open them."""

from __future__ import annotations

from typing import TypeVar

STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROLS = ("\t", "\r", "\n", "\x00")

T = TypeVar("T")


def harmless(cell: T) -> T | str:
    """The cell, with an apostrophe before words that a spreadsheet would reckon with; some look past blanks."""
    if isinstance(cell, str) and (cell.startswith(CONTROLS) or cell.lstrip().startswith(STARTS_A_FORMULA)):
        return f"'{cell}"
    return cell
