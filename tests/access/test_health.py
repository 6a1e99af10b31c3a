"""Whether the server can do its work, as it tells machines, without a folder or a key in it."""

from __future__ import annotations

import json

import pytest

from data.storage.versions import Store
from indicators.core.measures import fingerprints
from pages.access.guard import Guard
from pages.access.health import EARLIER, OK, UNREADABLE, health


@pytest.mark.slow
def test_a_whole_store_is_healthy(little_store: Store):
    code, report = health(little_store)
    assert (code, report["status"], report["data_version"]) == (200, OK, 1)
    assert report["software"] == report["figures_software"] == fingerprints.of_code()
    assert report["free_disk_bytes"] > 0
    assert report["started_at"].endswith("+00:00")


@pytest.mark.slow
def test_figures_of_earlier_software_are_shown_and_named(little_store: Store, monkeypatch: pytest.MonkeyPatch):
    before = fingerprints.of_code()
    monkeypatch.setattr(fingerprints, "of_code", lambda: "other code")
    code, report = health(little_store)
    assert (code, report["status"]) == (200, EARLIER)
    assert (report["software"], report["figures_software"]) == ("other code", before)


@pytest.mark.parametrize("damage", ["pointer", "version", "nothing there"])
def test_a_store_that_cannot_be_read_is_503_and_only_the_log_says_why(
    little_store: Store, damage: str, caplog: pytest.LogCaptureFixture
):
    if damage == "pointer":
        little_store.pointer.write_text("twelve")
    elif damage == "version":
        little_store.file(1).unlink()
    store = Store(little_store.folder / "none") if damage == "nothing there" else little_store
    code, report = health(store)
    assert (code, report["status"], report["data_version"]) == (503, UNREADABLE, None)
    assert str(little_store.folder) not in json.dumps(report)
    assert (report["free_disk_bytes"] is None) == (damage == "nothing there")
    assert [(entry.message, bool(entry.facts["why"])) for entry in caplog.records] == [
        ("the store cannot be read", True)
    ]


def test_anybody_may_ask(ask):
    for headers in ({}, {"origin": "http://evil.example"}, {"x-forwarded-for": "10.1.2.3"}):
        assert ask(Guard, "GET", "/healthz", headers).status == 200
