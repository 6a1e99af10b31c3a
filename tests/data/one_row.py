"""A file of one row, and whether it was read rightly."""

from __future__ import annotations

from data.loading.ingest import Checked
from data.problems import errors

HEADER = "Period,CCG Code,Question,Answer"
ROW = "SMI-Q4-2023-2024,15F,All6PHC,6018"


def is_sound(checked: Checked) -> bool:
    return (checked.rows, errors(checked.problems)) == (1, [])
