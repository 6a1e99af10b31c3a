"""A server that is told to stop, as a computer that shuts down tells it."""

from __future__ import annotations

import shutil
from pathlib import Path

import serving
from places import EXAMPLES
from waiting import says


def test_no_dropped_file_is_left_behind(serve, visit, bundled: Path, tmp_path: Path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    server = serve(shutil.copytree(bundled, tmp_path / "store"), environment={"TMPDIR": str(temporary)})
    page = visit(server, "/upload").page
    page.locator("input[type=file]").set_input_files(EXAMPLES / "talking_therapies_2026-03.csv")
    says(page.get_by_role("heading", level=1), "can be published")
    assert list(temporary.rglob("talking_therapies_2026-03.csv"))
    page.goto("about:blank")
    serving.stop(server)
    assert list(temporary.rglob("*")) == []


def test_a_dropped_file_that_a_killed_server_left_goes_when_the_next_one_starts(
    serve, visit, bundled: Path, tmp_path: Path
):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    store = shutil.copytree(bundled, tmp_path / "store")
    killed = serve(store, environment={"TMPDIR": str(temporary)})
    page = visit(killed, "/upload").page
    page.locator("input[type=file]").set_input_files(EXAMPLES / "talking_therapies_2026-03.csv")
    says(page.get_by_role("heading", level=1), "can be published")
    page.goto("about:blank")
    killed.process.kill()
    killed.process.wait(timeout=20)
    assert list(temporary.rglob("talking_therapies_2026-03.csv"))
    serve(store, environment={"TMPDIR": str(temporary)})
    assert list(temporary.rglob("talking_therapies_2026-03.csv")) == []
