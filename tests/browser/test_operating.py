"""A real server as those who operate it see it: its health, its log, and what a broken page says."""

from __future__ import annotations

import json
import os
import re
import shutil
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import raw
import serving
from places import EXAMPLES
from playwright.sync_api import expect
from serving import KEY, Server

BROKEN = """
import os, sys
sys.path.insert(0, os.getcwd())
from pages.parts.overview import findings
def fails(*_):
    raise ValueError("a cell of a file")
findings.doors = fails
"""


def answer_of(server: Server, path: str = "/healthz") -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"{server.address}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def lines(printed: Path) -> list[dict]:
    """The lines of the log among what the server printed."""
    return [json.loads(line) for line in printed.read_text().splitlines() if line.startswith("{")]


def events(printed: Path) -> list[str]:
    return [line["event"] for line in lines(printed)]


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    return tmp_path / "printed"


def test_health_is_told_to_anybody_and_changes_with_the_store(serve, bundled: Path, tmp_path: Path, printed: Path):
    server = serve(Path(shutil.copytree(bundled, tmp_path / "store")), output=printed)
    code, words = answer_of(server)
    health = json.loads(words)
    assert (code, health["status"], health["data_version"]) == (200, "ok", 1)
    assert server.command("load", str(EXAMPLES / "talking_therapies_2026-03.csv")).returncode == 0
    assert json.loads(answer_of(server)[1])["data_version"] == 2
    (server.store / "CURRENT").write_text("nonsense")
    for path, unreadable in (
        ("/healthz", "the store cannot be read"),
        ("/open-data/indicators.json", "cannot be read"),
    ):
        code, words = answer_of(server, path)
        assert code == 503 and unreadable in words and str(tmp_path) not in words


def test_a_server_upon_a_damaged_store_starts_and_says_so_without_naming_a_folder(
    serve, bundled: Path, tmp_path: Path, printed: Path
):
    store = Path(shutil.copytree(bundled, tmp_path / "store"))
    (store / "CURRENT").write_text("nonsense")
    server = serve(store, output=printed)
    assert answer_of(server)[0] == 503
    session = raw.session(server, raw.own(server))
    assert "The figures cannot be read just now." in session.words and str(tmp_path) not in session.words
    assert str(tmp_path) in raw.session(server, raw.own(server, KEY)).words
    reference = re.search(r"this reference: ([0-9a-f]{8})", session.words)[1]
    assert [line for line in lines(printed) if line.get("reference") == reference]
    session.close()


def test_the_log_has_a_line_for_start_publish_refusal_and_stop_and_no_key(
    serve, bundled: Path, tmp_path: Path, printed: Path
):
    server = serve(Path(shutil.copytree(bundled, tmp_path / "store")), output=printed)
    assert answer_of(server, f"/overview?key={KEY}")[0] == 200
    assert raw.put(server, raw.own(server), announced=100)[0] == 403
    assert raw.put(server, {"Origin": "http://evil.example"}, announced=100)[0] == 403
    assert raw.put(server, raw.own(server, KEY), announced=600 * 1024 * 1024)[0] == 413
    serving.stop(server)
    assert events(printed) == ["started", "refused", "refused", "file not taken", "stopped"]
    text = printed.read_text()
    assert (
        "The dashboard is ready." in text and KEY not in text and "127.0.0.1:" not in text.replace(server.address, "")
    )


def test_a_page_that_breaks_down_shows_a_reference_in_place_of_half_a_page(
    serve, bundled: Path, visit, tmp_path: Path, printed: Path
):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BROKEN)
    store = Path(shutil.copytree(bundled, tmp_path / "store"))
    server = serve(store, output=printed, environment={**os.environ, "PYTHONPATH": str(folder)})
    page = visit(server, "/about").page
    page.goto(f"{server.address}/")
    expect(page.get_by_role("heading", name="This page broke down.")).to_be_visible()
    assert page.locator("h1:visible").count() == 1
    assert page.locator("table:visible").count() == 0
    reference = re.search(r"this reference: ([0-9a-f]{8})", page.content())[1]
    (line,) = [line for line in lines(printed) if line.get("reference") == reference]
    assert (line["event"], line["fault"]) == ("a page broke down", "ValueError")
    assert "a cell of a file" not in printed.read_text()
