"""A server that is told to stop, as a computer that shuts down tells it; or killed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import serving
from places import EXAMPLES
from playwright.sync_api import Browser
from serving import Server
from waiting import says, settled

FILE = "talking_therapies_2026-03.csv"


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def start(serve: Callable[..., Server], bundled: Path, temporary: Path, tmp_path: Path) -> Callable[[], Server]:
    """Start a server that has that folder for what is temporary."""
    store = shutil.copytree(bundled, tmp_path / "store")
    return lambda: serve(store, environment={"TMPDIR": str(temporary)})


@pytest.fixture
def drop(chromium: Browser) -> Iterator[Callable[[Server], None]]:
    """Drop a file and leave the page open, as it is when somebody stops the server."""
    context = chromium.new_context()

    def dropped(server: Server) -> None:
        page = context.new_page()
        page.goto(server.link("/upload"))
        settled(page)
        page.locator("input[type=file]").set_input_files(EXAMPLES / FILE)
        says(page.get_by_role("heading", level=1), "can be published")
        settled(page)

    yield dropped
    context.close()


def test_no_dropped_file_is_left_behind(start, drop, temporary):
    server = start()
    drop(server)
    assert list(temporary.rglob(FILE))
    serving.stop(server)
    assert list(temporary.rglob("*")) == []


def test_a_dropped_file_that_a_killed_server_left_goes_when_the_next_one_starts(start, drop, temporary):
    server = start()
    drop(server)
    server.process.kill()
    server.process.wait(timeout=20)
    assert list(temporary.rglob(FILE))
    start()
    assert list(temporary.rglob(FILE)) == []
