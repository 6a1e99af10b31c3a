"""Measures that other software computed are computed again at the start, and a version is made only where one changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from places import ROOT

import indicators
from data.__main__ import main
from data.loading import bundle, publish
from data.loading import software as softwares
from data.query import one
from data.storage.versions import Store
from indicators import catalogue
from indicators.core.measures import fingerprints
from indicators.core.measures.refresh import recompute
from indicators.core.strategy import reading
from indicators.core.strategy.reading import strategies
from tests.data.stored import as_an_earlier_release_made_it, figure

pytestmark = pytest.mark.slow
INDICATOR = "know_where_help_crisis"


@pytest.fixture
def other_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code is not the one that computed the store, and computes the same."""
    monkeypatch.setattr(fingerprints, "of_code", lambda: "other code")


@pytest.fixture
def other_declaration(other_code: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An indicator with a figure has another definition than when the store was made."""
    changed = catalogue() | {INDICATOR: replace(catalogue()[INDICATOR], definition_version=2)}
    monkeypatch.setattr(indicators, "catalogue", lambda: changed)


def start(store: Store) -> str:
    return bundle.ensure(store, recompute, fingerprints.software())


def history(store: Store) -> list[tuple[int, str, str, str]]:
    return store.read().execute("SELECT version, what, who, note FROM version ORDER BY version").fetchall()


def definitions(store: Store) -> list[tuple[int]]:
    query = "SELECT DISTINCT definition_version FROM measure WHERE indicator = ? AND version_to IS NULL"
    return store.read().execute(query, [INDICATOR]).fetchall()


def confirmed(store: Store) -> list[dict]:
    return [line for line in store.ledger.entries() if line["what"] == softwares.SAME]


def test_the_same_software_does_nothing_at_the_start(little_store: Store):
    assert start(little_store) == ""
    assert (little_store.version, confirmed(little_store)) == (1, [])


def test_a_changed_declaration_makes_a_version_that_says_from_which_software_to_which(
    little_store: Store, other_declaration: None
):
    before = software_of(little_store)
    message = start(little_store)
    assert "version 2 is in force" in message
    expected_cause = f"The software changed from {before.code} to other code."
    assert history(little_store)[1:] == [(2, "recompute", "the dashboard", expected_cause)]
    assert definitions(little_store) == [(2,)]
    assert software_of(little_store) == fingerprints.software()
    assert start(little_store) == ""


def software_of(store: Store) -> softwares.Software:
    software = softwares.of_version(store.read(), store.version)
    assert software is not None
    return software


def test_the_command_status_says_which_software_computed_the_figures(little_store: Store, capsys):
    assert main(["status", "--store", str(little_store.folder)]) == 0
    assert f"Software {fingerprints.of_code()} computed the figures" in capsys.readouterr().out
    assert main(["status", "--json", "--store", str(little_store.folder)]) == 0
    assert json.loads(capsys.readouterr().out)["software"] == fingerprints.of_code()


def test_changed_code_that_changes_no_figure_makes_no_version_and_is_noted_once(little_store: Store, other_code: None):
    before = sorted(path.name for path in little_store.folder.glob("*.duckdb"))
    assert start(little_store) == ""
    assert sorted(path.name for path in little_store.folder.glob("*.duckdb")) == before
    assert little_store.version == 1
    assert [(line["version"], line["code"]) for line in confirmed(little_store)] == [(1, "other code")]
    assert start(little_store) == ""
    assert len(confirmed(little_store)) == 1
    assert softwares.computes_the_same(little_store, 1, fingerprints.software())


def test_what_is_published_after_that_is_computed_whole(little_store: Store, other_code: None, tmp_path: Path):
    start(little_store)
    (tmp_path / "first.csv").write_text(figure(2020, 50), encoding="utf-8")
    assert publish.load(little_store, tmp_path / "first.csv", recompute).published
    row = one(little_store.read(), "SELECT code, indicators FROM computation WHERE version = 2")
    assert row == ("other code", len(catalogue()))


def test_a_strategy_that_is_written_otherwise_changes_no_measure(little_store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fingerprints, "of_strategies", lambda: "other words")
    assert start(little_store) == ""
    assert [line["strategies"] for line in confirmed(little_store)] == ["other words"]
    assert little_store.version == 1


def test_a_target_that_a_strategy_changes_makes_a_version(little_store: Store, monkeypatch: pytest.MonkeyPatch):
    known = strategies()
    leeds = known["leeds-2020-2025"]
    first, *rest = leeds.targets
    reworded = first.model_copy(update={"words": "Another wording"})
    other = leeds.model_copy(update={"targets": (reworded, *rest)})
    monkeypatch.setattr(reading, "strategies", lambda: known | {leeds.id: other})
    monkeypatch.setattr(fingerprints, "of_strategies", lambda: "other words")
    assert "version 2 is in force" in start(little_store)
    (_, kind, _, note) = history(little_store)[-1]
    assert kind == "recompute" and note.startswith("The strategies changed") and fingerprints.of_code() in note
    moved = "SELECT count(*) FROM measure WHERE version_from = 2 OR version_to = 2"
    assert one(little_store.read(), moved) == (0,)


def test_the_fingerprint_of_the_code_is_not_that_of_the_strategies():
    assert fingerprints.of_code() != fingerprints.of_strategies()
    assert len(fingerprints.of_code()) == len(fingerprints.of_strategies()) == 12


def test_older_tables_and_other_code_make_one_version_that_says_both(little_store: Store, other_declaration: None):
    as_an_earlier_release_made_it(little_store, "ALTER TABLE measure DROP COLUMN status")
    assert "brought up to date: version 2" in start(little_store)
    ((_, _, _, note),) = history(little_store)[1:]
    assert note.startswith("Tables brought up to date") and "The software changed from " in note
    assert start(little_store) == ""


def test_a_rebuild_is_computed_with_the_software_that_runs(little_store: Store, other_declaration: None):
    start(little_store)
    assert main(["rebuild", "--store", str(little_store.folder)]) == 0
    assert start(little_store) == ""
    assert definitions(little_store) == [(2,)]


# Where it cannot be done


def kept(store: Store, message: str) -> None:
    """What was published is in force and can be read; it is known to be of the earlier software."""
    assert "could not be computed again" in message and "What was published goes on being shown" in message
    assert store.version == 1
    assert definitions(store) == [(1,)]
    assert not softwares.computes_the_same(store, 1, fingerprints.software())
    assert not list(store.folder.glob("*.draft*"))


def test_new_code_that_fails_leaves_what_was_published(little_store: Store, other_declaration: None, caplog):
    def fails(connection: object, version: int) -> None:
        raise ValueError("a fault of the new code")

    message = bundle.ensure(little_store, fails, fingerprints.software())
    kept(little_store, message)
    assert "The new software failed (ValueError)." in message
    assert "Traceback" in caplog.text


def test_a_damaged_version_is_not_computed_again_and_goes_on_being_read(little_store: Store, other_declaration: None):
    content = bytearray(little_store.file(1).read_bytes())
    content[len(content) // 2] ^= 0xFF  # between the ends that every start looks at
    assert len(content) > 2 << 20
    little_store.file(1).write_bytes(content)
    message = start(little_store)
    assert "could not be computed again" in message and "is damaged: block" in message
    assert little_store.version == 1
    assert not softwares.computes_the_same(little_store, 1, fingerprints.software())


SCRIPT = """
import sys
import indicators
from dataclasses import replace
from indicators import catalogue
from indicators.core.measures import fingerprints
fingerprints.of_code = lambda: "other code"
known = indicators.catalogue()
changed = known | {"know_where_help_crisis": replace(known["know_where_help_crisis"], definition_version=2)}
indicators.catalogue = lambda: changed
"""
RUN = "from data.__main__ import main\nsys.exit(main(['status', '--store', sys.argv[1]]))"


def begun(store: Store, before: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", f"{SCRIPT}{before}\n{RUN}", str(store.folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_that_start_at_once_make_one_version(little_store: Store):
    both = [begun(little_store), begun(little_store)]
    answers = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert [kind for _, kind, _, _ in history(little_store)] == ["first", "recompute"]
    assert sorted("version 2 is in force" in errors for _, errors in answers) == [False, True]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("limit", [2_000, 100_000, 3_000_000])
def test_a_full_disk_leaves_what_was_published_and_the_command_is_carried_out(
    little_store: Store, other_declaration: None, limit: int
):
    full = f"""
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY))
"""
    process = begun(little_store, full)
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert "Version  1" in out
    assert "Make room on the disk" in errors and "Traceback" not in errors
    kept(little_store, errors)
