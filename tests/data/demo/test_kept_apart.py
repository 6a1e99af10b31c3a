"""Illustrative loads: marked in the store through all that can happen to it, and never in a real figure."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from data.__main__ import main
from data.loading import publish, rebuild
from data.loading.incoming import Incoming
from data.storage import backup
from data.storage.versions import Store
from indicators.core.measures.measures import measures, measures_in
from indicators.core.measures.refresh import recompute

pytestmark = pytest.mark.slow


def real(store: Store) -> pd.DataFrame:
    return measures(store).drop(columns="version_from")


def made_up(store: Store) -> pd.DataFrame:
    return measures_in(store.read(), store.version, illustrative=True)


def test_real_figures_are_the_same_with_and_without_illustrative_loads(illustrated: Path, bundled: Path):
    pd.testing.assert_frame_equal(real(Store(illustrated)), real(Store(bundled)))


def test_every_figure_that_rests_on_them_is_marked_and_no_other(illustrated: Path):
    store = Store(illustrated)
    loads = set(publish.illustrative(store.read()))
    assert len(loads) == 6
    assert len(made_up(store)) > 1_000
    assert set(made_up(store)["load_id"]) <= loads and made_up(store)["illustrative"].all()
    assert not set(measures(store)["load_id"]) & loads and not measures(store)["illustrative"].any()


def test_what_the_services_give_themselves_is_not_joined_to_what_is_made_up(illustrated_store: Store, tmp_path: Path):
    before = made_up(illustrated_store).drop(columns="version_from")
    file = answers_of_a_survey(tmp_path)
    publish.load_together(illustrated_store, [Incoming(file)], recompute)
    assert made_up(illustrated_store).drop(columns="version_from").equals(before)
    service_rows = measures(illustrated_store, "info_findable")
    assert service_rows.loc[service_rows["dimension"] == "", ["numerator", "denominator"]].to_numpy().tolist() == [
        [30.0, 40.0]
    ]


def answers_of_a_survey(folder: Path) -> Path:
    """Forty real answers to a question that illustrative answers were made up for."""
    rows = [f"our_survey,info_findable,E08000035,2025-03-01,2025-05-31,p{at},1,{int(at < 30)}" for at in range(40)]
    head = "source,indicator,area,period_start,period_end,respondent,answers,agree"
    path = folder / "answers.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def test_a_second_made_up_place_is_refused_until_the_first_is_withdrawn(illustrated_store: Store, capsys):
    where = ["--store", str(illustrated_store.folder)]
    version = illustrated_store.version
    assert main(["demo", "--rows", "300", *where]) == 2
    assert "demo --withdraw" in capsys.readouterr().err
    assert illustrated_store.version == version
    assert main(["demo", "--withdraw", *where]) == 0
    assert made_up(illustrated_store).empty and publish.illustrative(illustrated_store.read()) == []


def test_one_of_them_can_be_undone_by_itself(illustrated_store: Store):
    load = publish.illustrative(illustrated_store.read())[-1]
    publish.withdraw(illustrated_store, load, recompute)
    assert load not in publish.illustrative(illustrated_store.read())
    assert "info_findable" not in set(made_up(illustrated_store)["indicator"])
    assert "restraint_rate" in set(made_up(illustrated_store)["indicator"])


def test_the_mark_outlives_a_rebuild_and_a_backup(illustrated: Path, illustrated_store: Store, tmp_path: Path):
    before = made_up(illustrated_store).drop(columns="version_from")
    backup.back_up(illustrated_store, tmp_path / "copy", lambda _: None)
    assert len(publish.illustrative(Store(tmp_path / "copy").read())) == 6
    rebuild.rebuild(illustrated_store, recompute, extra_folder=Path(f"{illustrated}-files"))
    assert len(publish.illustrative(illustrated_store.read())) == 6
    assert made_up(illustrated_store).drop(columns="version_from").equals(before)


def test_the_list_of_loads_says_so(illustrated: Path, capsys):
    assert main(["loads", "--store", str(illustrated)]) == 0
    marked = [line for line in capsys.readouterr().out.splitlines() if line.endswith("illustrative")]
    assert len(marked) == 6
    main(["loads", "--json", "--store", str(illustrated)])
    assert sum(bool(load["illustrative"]) for load in json.loads(capsys.readouterr().out)) == 6
