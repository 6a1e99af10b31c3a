"""What a cell that should hold a number may hold instead: a mark for a missing one, or marks beside it.

The marks are those of the Government Statistical Service (best-practice-and-impact, "Using symbols in tables"), the
Department for Education (no brackets), NHS England, OHID, ONS and StatsWales.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from data.problems import OddValueError

NUMBER = r"[-+]?((\d+|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?|\.\d+)([eE][-+]?\d+)?"
"""A number as it may stand in a file, thousands separated by commas or not.  A thousand never starts with a zero."""

MISSING: dict[str, str] = {
    "*": "suppressed",
    "c": "suppressed",
    "[c]": "suppressed",
    "~": "suppressed",
    "suppressed": "suppressed",
    "low": "rounds to zero",
    "[low]": "rounds to zero",
    "k": "rounds to zero",
    "[k]": "rounds to zero",
    "u": "unreliable",
    "[u]": "unreliable",
    "unreliable": "unreliable",
    "na": "not available",
    "n/a": "not available",
    "x": "not available",
    "[x]": "not available",
    ".": "not available",
    "..": "not available",
    ":": "not available",
    "-": "not available",
    "–": "not available",
    "null": "not available",
    "w": "not available",
    "[w]": "not available",
    "not available": "not available",
    "z": "not applicable",
    "[z]": "not applicable",
    "not applicable": "not applicable",
}
"""Marks that stand where a number would, and why there is none."""

BESIDE: dict[str, str] = {
    "r": "Revised.",
    "er": "Revised; the first revision.",
    "p": "Provisional.",
    "e": "Estimated.",
    "b": "The series breaks here.",
    "u": "Of low reliability.",
    "ns": "Not significant.",
    "s": "Significant at the 5% level.",
    "ss": "Significant at the 1% level.",
    "sss": "Significant at the 0.1% level.",
}
"""Marks that stand beside a number, or beside the mark for a missing one, and what the publisher says by them."""

NONE_RECORDED = {"w", "[w]"}
FORECAST = "f"
WITHHELD = re.compile(r"[<>≤≥]\s*\d+(\.\d+)?")
COMMAS = re.compile(r"[-+]?\d+(,\d+)+(\.\d+)?")
MARK = rf"\[(?:{'|'.join((*BESIDE, FORECAST))})\]|(?<=[\d ])[rpef]\b"
MARKED = re.compile(rf"(.*?)((?:\s*(?:{MARK}))+)")
"""What stands before the marks, and the marks; some publishers write r, p and e without brackets."""


@dataclass(frozen=True)
class Cell:
    """What such a cell says: a value, or why there is none; what is said beside it, and how settled it is."""

    value: float | None = None
    reason: str | None = None
    note: str | None = None
    status: str | None = None


def understood(text: str) -> Cell:
    """What a cell says that is neither blank nor a plain number.

    Raises ``OddValueError`` where it is no number with marks and no mark that we know.
    """
    cell = text.lower()
    if WITHHELD.fullmatch(cell):
        return Cell(reason="suppressed", note=f"Published as {text}.")
    if cell in MISSING:
        return Cell(reason=MISSING[cell], note="None recorded." if cell in NONE_RECORDED else None)
    match = MARKED.fullmatch(cell)
    unmarked, marks = (match[1].strip(), re.findall(r"[a-z]+", match[2])) if match else (cell, [])
    if not unmarked and f"[{marks[0]}]" in MISSING:
        unmarked, marks = f"[{marks[0]}]", marks[1:]
    is_number = re.fullmatch(NUMBER, unmarked) is not None and isfinite(float(unmarked.replace(",", "")))
    if FORECAST in marks or not marks or not (is_number or unmarked in MISSING):
        raise _odd(text, unmarked, marks)
    return Cell(
        float(unmarked.replace(",", "")) if is_number else None,
        MISSING.get(unmarked),
        " ".join(dict.fromkeys(BESIDE[mark] for mark in marks)),
        "provisional" if "p" in marks else None,
    )


def _odd(text: str, unmarked: str, marks: Sequence[str]) -> OddValueError:
    if COMMAS.fullmatch(text):
        plain = text.replace(",", "").lstrip("0") or "0"
        decimal = f"Write {text.replace(',', '.')} where the comma is a decimal point, or {plain} where it separates thousands."
        return OddValueError(
            "No thousands are written like this.",
            decimal
            if text.count(",") == 1 and "." not in text
            else f"Write it without commas: {plain}, if that is meant.",
        )
    if text.startswith("="):
        return OddValueError(
            "This is a formula without a result.",
            "Write the result, or open the file in a spreadsheet program and save it there, which works it out.",
        )
    if FORECAST in marks:
        return OddValueError("This is a forecast, not a figure.", "Take the row out, or give the figure itself.")
    if not unmarked:
        return OddValueError(
            "This mark belongs beside a number, and there is no number.",
            "Give the number, or write * where the publisher hides it.",
        )
    return OddValueError(
        "This is not a number.",
        "Write it as 1234.5, without blanks or signs, or write * where the publisher hides the number.",
    )
