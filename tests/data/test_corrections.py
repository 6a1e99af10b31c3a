"""Cells of one's own file corrected while it is loaded: a copy beside the file as it arrived, and a record of each cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import SAMPLES

from data.loading import corrections, erase, publish, rebuild
from data.loading.corrections import Correction
from data.loading.incoming import Incoming
from data.loading.publish import ALREADY, REFUSED, load_together
from data.problems import UnreadableFileError, errors
from data.storage.verify import verify
from tests.data.stored import fingerprint

HEAD = "indicator_id,area_code,period_start,period_end,period_type,value,source_id,unit,citation"
BAD = "know_where_help_crisis,E08000035,2022-04-01,2023-03-31,year,xyz,healthwatch_leeds,%,=A report"
GOOD = "know_where_help_crisis,E08000035,2021-04-01,2022-03-31,year,53,healthwatch_leeds,%,A report"
FIX = Correction(5, "value", "xyz", "54")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file in our own format, with lines above its header, and with one cell that is wrong."""
    path = tmp_path / "own.csv"
    path.write_text(f"From the survey\n\n{HEAD}\n{GOOD}\n{BAD}\n", encoding="utf-8")
    return path


@pytest.fixture
def publish_corrected(unchanged):
    return lambda store, path, *cells, **options: load_together(
        store, [Incoming(path, corrections=cells)], unchanged, who="Ann", **options
    )[0]


def copied(path: Path, *cells: Correction) -> str:
    return corrections.corrected(path, "", cells)[0].read_text(encoding="utf-8")


# The copy


def test_only_the_cells_that_were_named_differ_and_every_row_keeps_its_number(own):
    before, after = own.read_text(encoding="utf-8").splitlines(), copied(own, FIX).splitlines()
    assert [number for number, pair in enumerate(zip(before, after, strict=True), start=1) if pair[0] != pair[1]] == [5]
    assert after[4] == BAD.replace("xyz", "54")


def test_a_decimal_comma_stays_one(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(f"{HEAD}\n{GOOD}\n{BAD}\n".replace(",", ";").replace(";53;", ";53,5;"), encoding="utf-8")
    assert ";53,5;" in copied(path, Correction(3, "value", "xyz", "54,5"))


def test_what_was_found_is_what_stood_there_whatever_was_said(own):
    _, _, corrected_file = corrections.corrected(own, "", [Correction(5, "value", "something else", "54")])
    assert corrected_file.cells == (FIX,)


def test_a_cell_can_be_emptied(own):
    assert copied(own, Correction(5, "value", "xyz", "")).splitlines()[4] == BAD.replace("xyz", "")


def test_a_publisher_s_file_is_not_changed_here():
    path = SAMPLES / "talking_therapies_2023-05.csv"
    with pytest.raises(
        UnreadableFileError, match="publisher's file, whose cells are not changed here. Ask the publisher"
    ):
        copied(path, Correction(2, "MEASURE_ID", "M001", "M002"))


def test_a_column_that_is_not_there_is_named(own):
    with pytest.raises(UnreadableFileError, match="no column can be told by the name 'values'"):
        copied(own, Correction(5, "values", "xyz", "54"))


# The load


@pytest.mark.slow
def test_the_corrected_copy_is_published_and_both_files_are_kept(small_store, own, publish_corrected):
    outcome = publish_corrected(small_store, own, FIX)
    assert outcome.published
    load = small_store.read().execute("SELECT * FROM load").df().iloc[0]
    assert (load["file_name"], load["arrived_as"], load["who"]) == ("own (corrected).csv", "own.csv", "Ann")
    assert corrections.from_text(load["corrections"]) == (FIX,)
    assert small_store.originals.kept() == {load["sha256"], fingerprint(own)}
    assert load["arrived_sha256"] == fingerprint(own) != load["sha256"]
    assert small_store.read().execute("SELECT row_number, value FROM published_value ORDER BY 1").fetchall() == [
        (4, 53),
        (5, 54),
    ]


@pytest.mark.slow
def test_a_correction_that_is_wrong_too_is_refused_at_its_row(small_store, own, publish_corrected):
    outcome = publish_corrected(small_store, own, Correction(5, "value", "xyz", "fifty"))
    assert outcome.state == REFUSED
    assert [(one.row, one.value) for one in errors(outcome.checked.problems)] == [(5, "fifty")]
    assert small_store.version == 1 and small_store.originals.kept() == set()


@pytest.mark.slow
def test_the_same_correction_of_the_same_file_is_known_again(small_store, own, publish_corrected):
    publish_corrected(small_store, own, FIX)
    assert publish_corrected(small_store, own, FIX).state == ALREADY


@pytest.mark.slow
def test_a_file_that_was_not_corrected_says_nothing_of_it(small_store, figures, unchanged):
    publish.load(small_store, figures("value\n53"), unchanged)
    load_rows = small_store.read().execute("SELECT arrived_as, arrived_sha256, corrections FROM load").fetchall()
    assert load_rows == [(None, None, None)]


@pytest.mark.slow
def test_a_store_made_again_keeps_what_was_corrected(little_store, own, publish_corrected, unchanged):
    publish_corrected(little_store, own, FIX)
    query = "SELECT load_id, file_name, sha256, arrived_as, arrived_sha256, corrections, said FROM load ORDER BY 1"
    before = little_store.read().execute(query).fetchall()
    rebuild.rebuild(little_store, unchanged)
    assert little_store.read().execute(query).fetchall() == before
    assert verify(little_store, lambda: "") == []


@pytest.mark.slow
def test_the_file_as_it_arrived_is_looked_after_too(little_store, own, publish_corrected):
    publish_corrected(little_store, own, FIX)
    little_store.originals.remove(fingerprint(own))
    assert ["own.csv" in finding.where for finding in verify(little_store, lambda: "")] == [True]


@pytest.mark.slow
def test_erasing_the_load_removes_both_files_and_every_cell(small_store, own, publish_corrected, unchanged):
    load = publish_corrected(small_store, own, FIX).load_id
    assert erase.erase(small_store, load, unchanged).original_removed
    assert small_store.originals.kept() == set()
    assert "xyz" not in small_store.ledger.file.read_text(encoding="utf-8")
    assert small_store.read().execute("SELECT arrived_as, corrections FROM load").fetchall() == [(None, None)]
