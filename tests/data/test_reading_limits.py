"""A file that takes too much to read is ended with the reason; others are read as if it had not been there."""

from __future__ import annotations

import threading
import zipfile
from datetime import date
from pathlib import Path

import pytest

from data.__main__ import main
from data.files.limits import ReadingLimits, limits
from data.loading import workers
from data.loading.incoming import Incoming
from data.loading.publish import load
from data.problems import UnreadableFileError
from data.storage.versions import Store, StoreError
from indicators.core.board.board import board
from indicators.core.board.dry_run import rehearse
from tests.data.stored import readers

MEMORY = "needs more than 400 MB of memory to read, so reading was stopped. Save it as CSV or split it"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
ROW = (
    '<table:table-row table:number-rows-repeated="1000000">'
    + '<table:table-cell office:value-type="string"><text:p>a long cell</text:p></table:table-cell>' * 40
    + "</table:table-row>"
)


@pytest.fixture
def repeated(tmp_path: Path) -> Path:
    """A workbook of little more than a kilobyte that is a million rows."""
    path = tmp_path / "repeated.ods"
    spaces = f'xmlns:office="{NAMES}:office:1.0" xmlns:table="{NAMES}:table:1.0" xmlns:text="{NAMES}:text:1.0"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{NAMES}:manifest:1.0"><m:file-entry m:full-path="/"/></m:manifest>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="T">{ROW}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    assert path.stat().st_size < 1_500
    return path


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A file with so many different periods that reading it takes seconds."""
    rows = "".join(f"Q{n},15F,a,1\n" for n in range(300_000))
    path = tmp_path / "slow.csv"
    path.write_text(f"Period,CCG Code,Question,Answer\n{rows}")
    return path


@pytest.mark.slow
def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_one_is_read(
    small_store: Store, repeated: Path, figures, unchanged, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DASHBOARD_READ_MEMORY_MB", "400")
    with pytest.raises(UnreadableFileError, match=f"repeated.ods: it {MEMORY}.*DASHBOARD_READ_MEMORY_MB"):
        load(small_store, repeated, unchanged)
    assert small_store.version == 1
    assert load(small_store, figures("value\n53"), unchanged).published


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_refused(small_store: Store, slow: Path, unchanged, monkeypatch):
    monkeypatch.setenv("DASHBOARD_READ_SECONDS", "1")
    with pytest.raises(UnreadableFileError, match="slow.csv: it takes more than 1 second.*DASHBOARD_READ_SECONDS"):
        load(small_store, slow, unchanged)
    assert small_store.version == 1


@pytest.mark.slow
def test_the_command_says_why_it_stopped_and_ends_with_its_own_code(
    own_store: Store, repeated: Path, monkeypatch, capsys
):
    monkeypatch.setenv("DASHBOARD_READ_MEMORY_MB", "400")
    assert main(["load", str(repeated), "--store", str(own_store.folder)]) == 2
    assert MEMORY in capsys.readouterr().err
    assert main(["load", "--check-only", str(repeated), "--store", str(own_store.folder)]) == 2
    assert MEMORY in capsys.readouterr().err


@pytest.mark.slow
def test_beside_a_file_that_is_stopped_the_others_are_tried_out_all_the_way(
    leeds, own_store: Store, repeated: Path, figures, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DASHBOARD_READ_MEMORY_MB", "400")
    files = [Incoming(figures("value\n53", "a.csv")), Incoming(repeated), Incoming(figures("value\n54", "b.csv"))]
    progress: list[str] = []
    rehearsal = rehearse(
        own_store, files, board(own_store, leeds, own_store.version, date(2026, 5, 1)), progress.append
    )
    assert [file.ready for file in rehearsal.files] == [True, False, True]
    assert MEMORY in rehearsal.files[1].unreadable
    assert "Reading and checking repeated.ods" in progress
    assert not rehearsal.ready


@pytest.mark.parametrize("name", ["DASHBOARD_READ_MEMORY_MB", "DASHBOARD_READ_SECONDS", "DASHBOARD_READ_CELLS"])
@pytest.mark.parametrize("value", ["much", "0", "-1", "1.5", "9" * 5000])
def test_a_limit_that_is_no_number_is_said_to_be_none(monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    monkeypatch.setenv(name, value)
    with pytest.raises(StoreError, match=f"{name} is set to .*Set it to a whole number above 0, or take it away"):
        limits()


@pytest.mark.parametrize(
    ("name", "size", "allowed"),
    [
        ("a.csv", 1, ReadingLimits(1_500, 60)),
        ("a.xlsx", 50_000_000, ReadingLimits(1_500, 60)),
        ("a.csv", 500_000_000, ReadingLimits(1_500, 600)),
        ("a.XLSX", 100_000_000, ReadingLimits(3_000, 120)),
        ("a.parquet", 75_000_000, ReadingLimits(2_250, 90)),
    ],
)
def test_a_large_file_may_take_longer_and_one_that_unpacks_in_memory_more_of_it(
    name: str, size: int, allowed: ReadingLimits
):
    assert limits().of(Path(name), size) == allowed


@pytest.mark.slow
def test_a_process_serves_one_file_after_another(small_store: Store, figures, unchanged):
    workers.close()
    serving = []
    for sex in ("Female", "Male", "Persons"):
        assert load(small_store, figures(f"sex\n{sex}", f"{sex}.csv"), unchanged).published
        serving.append([reader.pid for reader in readers()])
    assert len({tuple(pids) for pids in serving}) == 1


@pytest.mark.slow
def test_more_files_at_once_than_there_are_processes_are_all_read(small_store: Store, figures, unchanged):
    paths = [figures(f"value\n{n}", f"{n}.csv") for n in range(1, 6)]
    stores = [Store(small_store.folder.parent / str(n)) for n in range(5)]
    for store in stores:
        store.folder.mkdir()
        for file in small_store.folder.iterdir():
            (store.folder / file.name).write_bytes(file.read_bytes())
    states: list[str] = []
    threads = [
        threading.Thread(target=lambda s=store, p=path: states.append(load(s, p, unchanged).state))
        for store, path in zip(stores, paths, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == ["published"] * 5
    assert len(readers()) <= 2
