"""That no file of the reference is left unread."""

from __future__ import annotations

import re
from pathlib import Path

from meeting import FOLDER, Vectors

HERE = Path(__file__).parent
STANDS_FOR = ("rate", "proportion")
NOT_OURS = ("goal_", "isr_", "israt", "trend_chisq_", "funnel_points_", "rate_grouped_", "proportion_grouped_")
"""Of methods that nothing here uses."""


def test_every_file_of_the_reference_is_read_by_a_test(vectors: Vectors) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_reference*.py"))
    named = set(re.findall(r'vectors\(f?"([\w{}]+)"\)', source))
    read = {name.replace("{name}", kind) for name in named for kind in STANDS_FOR}
    unread = {path.stem for path in FOLDER.glob("*.csv")} - read
    assert {name for name in unread if not name.startswith(NOT_OURS)} == set()
