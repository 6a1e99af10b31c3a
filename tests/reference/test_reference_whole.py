"""That no file of the reference is left unread."""

from __future__ import annotations

import re
from pathlib import Path

from meeting import FOLDER, Vectors

HERE = Path(__file__).parent
STANDS_FOR = ("rate", "proportion")


def test_every_file_of_the_reference_is_read_by_a_test(vectors: Vectors) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_reference*.py"))
    named = set(re.findall(r'vectors\(f?"([\w{}]+)"\)', source))
    read = {name.replace("{name}", kind) for name in named for kind in STANDS_FOR}
    assert {path.stem for path in FOLDER.glob("*.csv")} - read == set()
