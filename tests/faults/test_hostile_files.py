"""Every hostile file is read rightly or refused with a sentence that says what to do; none exhausts the server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hostile_files import CASES, READ, REFUSED, WRONG, Case

from data.loading.publish import Outcome, load
from data.problems import UnreadableFileError
from data.storage.versions import Store

REMEDY = re.compile(
    r"(Check|Save|Split|Fetch|Give|Delete|Open|Download|Look|Take|Choose|Write|"
    r"Fill|Use|Correct|Say|Mend|Load|Set|Ask|Keep|Put|Unpack|Find) \w"
)


def attempt(store: Store, path: Path) -> tuple[str, str, Outcome | None]:
    """What becomes of a file that is published, and what is said of it."""
    try:
        outcome = load(store, path, lambda connection, version: None)
    except UnreadableFileError as refusal:
        return REFUSED, str(refusal), None
    checked = outcome.checked
    assert checked is not None
    sentences = [*checked.notes, *(f"{problem.problem} {problem.remedy}" for problem in checked.problems)]
    return (READ if outcome.published else WRONG), " / ".join(sentences), outcome


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_loads_whole_or_changes_nothing_and_says_what_to_do(
    small_store: Store, tmp_path: Path, case: Case
):
    becomes, message, outcome = attempt(small_store, case.make(tmp_path / "hostile"))
    assert (becomes, message) == (case.becomes, message)
    if becomes != READ:
        assert REMEDY.search(message), message
    assert "Traceback" not in message
    assert small_store.version == (2 if becomes == READ else 1)
    rows = small_store.read().execute("SELECT count(*) FROM published_value").fetchall()[0][0]
    rows += small_store.read().execute("SELECT count(*) FROM service_activity").fetchall()[0][0]
    assert rows == (outcome.checked.rows if becomes == READ and outcome and outcome.checked else 0)
    assert {path.suffix for path in small_store.folder.iterdir()} <= {"", ".duckdb", ".seal", ".jsonl", ".lock"}


def test_there_are_as_many_as_there_should_be_each_under_its_own_name():
    assert len({case.name for case in CASES}) == len(CASES) >= 120
