"""Made-up records: the same for the same seed, sound by every check, and with the gradients that they should have."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.demo import files
from data.demo.people import Bodies
from data.files.reading import fingerprint
from data.loading import ingest
from data.problems import errors
from data.storage.versions import Store
from data.tables import RECORDS

PLACE = Bodies("E08000035", "E38000225", "RGD", "RY6")
ASKED = {"pupils_happy": True, "pupils_stressed": False}
"""Whether it is good to agree."""


def made_up_files(folder: Path, rows: int = 600, seed: int = 7) -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    return {path.stem.removeprefix("illustrative-"): path for path in files.write(folder, rows, seed, PLACE, ASKED)}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return pd.read_csv(
        made_up_files(tmp_path_factory.mktemp("many"), 30_000)["referral"], parse_dates=["received", "first_contact"]
    )


@pytest.mark.slow
def test_the_same_seed_makes_the_same_files_and_another_seed_makes_others(tmp_path: Path):
    first, again, other = (made_up_files(tmp_path / name, seed=seed) for name, seed in (("a", 7), ("b", 7), ("c", 8)))
    assert {fingerprint(path) for path in first.values()} == {fingerprint(path) for path in again.values()}
    assert not {fingerprint(path) for path in first.values()} & {fingerprint(path) for path in other.values()}


def test_there_is_a_file_of_every_table_of_records_with_so_many_referrals(tmp_path: Path):
    file_by_table = made_up_files(tmp_path)
    assert set(file_by_table) == set(RECORDS)
    assert len(pd.read_csv(file_by_table["referral"])) == 600


@pytest.mark.slow
@pytest.mark.parametrize("table", RECORDS)
def test_no_check_finds_anything_wrong_with_them(table: str, tmp_path: Path, small_store: Store):
    checked = ingest.check(small_store.read(), made_up_files(tmp_path)[table])
    assert checked.layout.table == table
    assert errors(checked.problems) == []


@pytest.mark.parametrize("rows", [99, 10_000_001])
def test_too_few_or_too_many_are_refused(rows: int, tmp_path: Path):
    with pytest.raises(ValueError, match="100 to 10,000,000"):
        made_up_files(tmp_path, rows)


def test_people_of_deprived_places_are_referred_more_wait_longer_and_finish_less(many: pd.DataFrame):
    waits = (many["first_contact"] - many["received"]).dt.days
    by_fifth = many.assign(wait=waits, done=many["ending"] == "completed").groupby("deprivation_fifth")
    assert by_fifth.size()[1] > 1.5 * by_fifth.size()[5]
    assert by_fifth["wait"].mean()[1] > by_fifth["wait"].mean()[5]
    assert by_fifth["done"].mean()[1] < by_fifth["done"].mean()[5] - 0.05


def test_they_grow_have_seasons_fall_in_the_pandemic_and_lack_what_is_recorded_late(many: pd.DataFrame):
    months = pd.to_datetime(many["received"]).dt.to_period("M").value_counts()
    assert months["2020-04"] < 0.7 * months["2019-04"]
    assert months["2025-03"] > 1.05 * months["2019-03"]
    assert months["2023-12"] < 0.9 * months["2023-11"]
    assert months["2026-07"] < months["2025-07"]


def test_much_is_not_written_down(many: pd.DataFrame):
    missing = many.isna().mean()
    assert 0.08 < missing["ethnic_group"] < 0.15
    assert missing[["sex", "age", "deprivation_fifth"]].between(0.0001, 0.06).all()


def test_a_person_is_the_same_in_every_referral(many: pd.DataFrame):
    values_per_person = many.groupby("person")[["sex", "ethnic_group", "deprivation_fifth"]].nunique()
    assert many["person"].duplicated().any() and values_per_person.le(1).all(axis=None)


def test_groups_of_counted_events_add_up_to_everybody(tmp_path: Path):
    events = pd.read_csv(made_up_files(tmp_path)["health_event"], keep_default_na=False)
    key = ["event", "period_start", "age_band"]
    sums = events.groupby([*key, "dimension"])["events"].sum().unstack()
    assert (sums.eq(sums[""], axis=0)).all(axis=None)


def test_many_rows_are_in_several_files_of_which_none_is_too_large_to_load(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(files, "AT_ONCE", 200)
    monkeypatch.setattr(files, "IN_A_FILE", 400)
    file_by_table = made_up_files(tmp_path)
    assert [len(pd.read_csv(file_by_table[name])) for name in ("referral", "referral-2")] == [400, 200]
    assert (
        not pd.read_csv(file_by_table["referral"])["referral"]
        .isin(pd.read_csv(file_by_table["referral-2"])["referral"])
        .any()
    )


@pytest.mark.slow
def test_answers_are_better_where_people_are_less_deprived_whichever_answer_is_the_good_one(tmp_path: Path):
    agreement = (
        pd.read_csv(made_up_files(tmp_path, 200_000)["survey_answer"])
        .groupby(["indicator", "deprivation_fifth"])["agree"]
        .mean()
    )
    assert agreement["pupils_happy"][5] > agreement["pupils_happy"][1] + 0.02
    assert agreement["pupils_stressed"][5] < agreement["pupils_stressed"][1] - 0.02
