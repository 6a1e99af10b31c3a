"""Dropped files: limits by visit and in all, told before a byte is read; and gone soon after their visit."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages.access import uploads
from pages.access.guard import Guard
from pages.access.settings import Settings
from pages.access.uploads import Uploads

CHUNKED = {"transfer-encoding": "chunked"}
LIMITS = Settings(key="", key_was_given=False, visit_bytes=5000, all_bytes=8000, kept_seconds=10)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Streamlit's part: which sessions are connected and what files they hold; and a clock to set."""
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    runtime = SimpleNamespace(
        uploaded_file_mgr=manager, connected=set(), closed=[], now=0.0, uploads=Uploads(LIMITS), manager=manager
    )
    runtime.is_active_session = lambda session: session in runtime.connected
    runtime.close_session = runtime.closed.append
    monkeypatch.setattr(uploads, "get_instance", lambda: runtime)
    monkeypatch.setattr(uploads.time, "monotonic", lambda: runtime.now)
    monkeypatch.setattr(uploads, "of_this_server", lambda: runtime.uploads)
    return runtime


@pytest.fixture
def drop(server, ask, own_page):
    """Drop a file of a session; the server keeps it where it is taken."""

    def dropped(session: str, size: int, file: str = "file", **headers: str):
        request_headers = own_page | {"content-length": str(size)} | headers
        answer = ask(Guard, "PUT", f"/_stcore/upload_file/{session}/{file}", request_headers, body=b"x" * size)
        if answer.status == 200:
            server.manager.add_file(session, UploadedFileRec(file, f"{file}.csv", "text/csv", b"x" * size))
        return answer

    return dropped


def test_what_fits_is_taken(drop, server):
    assert drop("ann", 5000).status == 200
    assert server.uploads.refusal("ann") == ""


def test_more_than_a_visit_may_hold_is_refused_before_a_byte_is_read(drop, server):
    drop("ann", 3000, "one")
    answer = drop("ann", 2001, "two")
    assert (answer.status, answer.read, answer.reached) == (413, 0, None)
    assert "this visit holds 3 kB already, and its limit is 5 kB" in answer.words
    assert "then drop the file again" in server.uploads.refusal("ann")
    assert server.uploads.refusal("ben") == ""


def test_more_than_all_may_hold_together_is_refused(drop):
    drop("ann", 4500)
    answer = drop("ben", 4500)
    assert (answer.status, answer.read) == (413, 0)
    assert "all visits together hold 4 kB, and their limit is 8 kB" in answer.words


def test_what_was_taken_off_the_list_leaves_room(drop, server):
    drop("ann", 4000)
    server.manager.remove_file("ann", "file")
    assert drop("ann", 4000).status == 200
    assert server.uploads.refusal("ann") == ""


def test_files_on_their_way_count(server, own_page):
    statuses: list[int] = []

    async def while_one_comes(scope, receive, send) -> None:
        await server.uploads.limited(taken, put("two"))(scope, receive, note)

    async def taken(scope, receive, send) -> None:
        statuses.append(200)

    async def note(message) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    def put(file: str) -> dict:
        return {
            "type": "http",
            "method": "PUT",
            "path": f"/_stcore/upload_file/ann/{file}",
            "headers": [(b"content-length", b"3000")],
        }

    asyncio.run(server.uploads.limited(while_one_comes, put("one"))(put("one"), None, note))
    asyncio.run(server.uploads.limited(taken, put("three"))(put("three"), None, note))
    assert statuses == [413, 200]


@pytest.mark.parametrize("headers", [{"content-length": length} for length in ("", "-1", "9" * 40)] + [CHUNKED])
def test_a_file_of_unknown_length_is_refused(drop, headers):
    answer = drop("ann", 10, **headers)
    assert (answer.status, answer.read) == (411, 0)


def test_a_visit_that_has_ended_is_closed_with_its_files_after_a_while_and_no_sooner(drop, server):
    server.connected = {"ann"}
    drop("ann", 100)
    server.now = 1000
    server.uploads.sweep()
    server.connected = set()
    for server.now in (1001, 1010.9):
        server.uploads.sweep()
    assert server.closed == [] and server.manager.file_storage["ann"]
    server.now = 1011
    server.uploads.sweep()
    assert server.closed == ["ann"]
    assert "ann" not in server.manager.file_storage


def test_a_visit_that_comes_back_in_time_keeps_its_files(drop, server):
    drop("ann", 100)
    for server.now, server.connected in ((0, set()), (9, {"ann"}), (15, set()), (24, set())):
        server.uploads.sweep()
    assert server.closed == []
    assert server.manager.file_storage["ann"]


def test_a_visit_that_dropped_nothing_is_left_to_streamlit(server):
    for server.now in (0, 1000):
        server.uploads.sweep()
    assert server.closed == []
