"""Events are lines of JSON that name numbers and places in the code, and nothing that somebody wrote or loaded."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest
from places import ROOT

from data.event_log import JsonLine, event, fault
from data.loading import publish
from data.storage.versions import Store
from indicators.core.measures.refresh import recompute
from tests.data.stored import figure

SECRET = "a name in a cell"
LOG = logging.getLogger("data.test")


def line(caplog: pytest.LogCaptureFixture, secret: str = "") -> dict:
    text = JsonLine(secret).format(caplog.records[-1])
    assert "\n" not in text
    return json.loads(text)


def test_an_event_is_a_line_with_its_facts(caplog):
    with caplog.at_level(logging.INFO):
        event(LOG, "published", version=3, what="load", loads=[7])
    fields = line(caplog)
    assert fields.pop("at").endswith("+00:00")
    assert fields == {
        "level": "info",
        "logger": "data.test",
        "event": "published",
        "version": 3,
        "what": "load",
        "loads": [7],
    }


def test_a_fault_has_a_reference_its_kind_and_its_place_and_not_its_words(caplog):
    try:
        try:
            int(SECRET)
        except ValueError as cause:
            raise KeyError(SECRET) from cause
    except KeyError as error:
        reference = fault(LOG, "a page broke down", error, page="upload")
    fields = line(caplog)
    assert fields["reference"] == reference and len(reference) == 8 and int(reference, 16) >= 0
    assert (fields["fault"], fields["came_of"], fields["page"], fields["level"]) == (
        "KeyError",
        ["ValueError"],
        "upload",
        "error",
    )
    assert [place.partition(":")[0] for place in fields["where"]] == ["tests/data/test_event_log.py"] * 2
    assert SECRET not in json.dumps(fields)


def test_two_faults_have_two_references():
    assert fault(LOG, "broke", ValueError()) != fault(LOG, "broke", ValueError())


def test_the_key_is_left_out_wherever_it_is(caplog):
    LOG.warning("asked for /?key=%s", SECRET)
    assert line(caplog, SECRET)["event"] == "asked for /?key=(key)"


def test_a_line_break_in_a_message_does_not_begin_a_line(caplog):
    LOG.warning('one\n{"event": "forged"}')
    assert line(caplog)["event"] == 'one\n{"event": "forged"}'


def test_on_standard_error_are_our_events_and_the_warnings_of_others():
    code = """
import logging
other = logging.getLogger("uvicorn.error")
other.addHandler(logging.StreamHandler()); other.propagate = False; other.setLevel(logging.INFO)
from data import event_log
event_log.to_standard_error(); event_log.to_standard_error()
event_log.event(logging.getLogger("data.storage"), "published", version=2)
other.info("127.0.0.1:5000 connected")
other.warning("too many files")
logging.getLogger("elsewhere").info("chatter")
"""
    process = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [json.loads(text)["event"] for text in process.stderr.splitlines()] == ["published", "too many files"]
    assert process.stdout == ""


# What the store logs


def events(caplog: pytest.LogCaptureFixture) -> list[dict]:
    lines = [json.loads(JsonLine().format(record)) for record in caplog.records]
    return [
        {name: value for name, value in fields.items() if name not in ("at", "level", "logger")} for fields in lines
    ]


@pytest.mark.slow
def test_a_publish_and_a_withdrawal_are_events_without_names(little_store: Store, tmp_path, caplog):
    path = tmp_path / f"{SECRET}.csv"
    path.write_text(figure(2020, 50), encoding="utf-8")
    with caplog.at_level(logging.INFO, "data"):
        outcome = publish.load(little_store, path, recompute, who=SECRET, note=SECRET)
        publish.withdraw(little_store, outcome.load_id, recompute, who=SECRET)
        little_store.go_back(2, SECRET)
    assert events(caplog) == [
        {"event": "published", "version": 2, "what": "load", "loads": [3], "withdrawn": []},
        {"event": "published", "version": 3, "what": "undo", "loads": [], "withdrawn": [3]},
        {"event": "went back", "version": 2},
    ]
    assert SECRET not in caplog.text


@pytest.mark.slow
def test_a_refused_file_is_an_event_that_counts_its_faults(little_store: Store, tmp_path, caplog):
    path = tmp_path / f"{SECRET}.csv"
    path.write_text(figure(2020, 50).replace("E08000035", SECRET), encoding="utf-8")
    with caplog.at_level(logging.INFO, "data"):
        assert publish.load(little_store, path, recompute).state == publish.REFUSED
    assert events(caplog) == [{"event": "file refused", "layout": "common", "faults": 1}]
