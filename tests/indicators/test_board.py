"""What the board sees of Leeds: the figures published, and every verdict given on a day."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from places import WITH_FIGURES

from data.storage.versions import Store
from indicators import catalogue
from indicators.core.measures.measures import measures, measures_as_at
from indicators.core.measures.refresh import recompute
from indicators.core.model import Indicator
from indicators.core.strategy.localising import localised
from indicators.core.strategy.reading import strategies
from indicators.core.strategy.target_model import Target
from indicators.core.verdicts import JUDGED, Bar, Code, Mark
from indicators.core.verdicts.judge import Totals, judge
from tests.indicators.verdict_in_words import VerdictsInWords

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "leeds_figures.csv"
EXAMPLES = TESTS.parent / "data" / "examples"
LEEDS = strategies()["leeds-2020-2025"]
HERE = localised(catalogue(), LEEDS)
TODAY = date(2026, 11, 21)
HELD_BACK = {"talking_therapies_2026-03.csv", "MHSDS%20Data_4WW_AugPerf_2024.csv"}

KEY = ["indicator", "area", "period_start", "period_end", "dimension", "category"]


def golden() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_key(rows: pd.DataFrame) -> dict[tuple[str, ...], pd.Series]:
    days = rows.assign(
        period_start=pd.to_datetime(rows["period_start"]).dt.strftime("%Y-%m-%d"),
        period_end=pd.to_datetime(rows["period_end"]).dt.strftime("%Y-%m-%d"),
    )
    return {tuple(str(row[name]) for name in KEY): row for _, row in days.iterrows()}


@pytest.fixture(scope="module")
def stored_measures(store: Store) -> pd.DataFrame:
    return measures(store)


@pytest.fixture(scope="module")
def board(stored_measures: pd.DataFrame) -> dict[str, VerdictsInWords]:
    """Every verdict, as on 21 November 2026."""
    return {
        name: judged(
            name,
            indicator,
            stored_measures[stored_measures["indicator"] == name],
            LEEDS.target(name),
            totals(indicator, stored_measures),
        )
        for name, indicator in HERE.items()
    }


def totals(indicator: Indicator, all_measures: pd.DataFrame) -> Totals | None:
    """The indicator whose totals it rests on, with its measures."""
    return (
        (HERE[indicator.totals_of], all_measures[all_measures["indicator"] == indicator.totals_of])
        if indicator.totals_of
        else None
    )


def judged(
    name: str, indicator: Indicator, rows: pd.DataFrame, target: Target | None, base_totals: Totals | None = None
) -> VerdictsInWords:
    return VerdictsInWords(
        judge(name, indicator, rows, (target,) if target else (), TODAY, LEEDS.timeline, totals=base_totals)
    )


# Figures ----------------------------------------------------------------------------------------------


def as_printed(value: float, text: str) -> bool:
    """Is it the number printed, to the decimals printed (nine at most)?"""
    decimals = min(len(text.partition(".")[2]), 9)
    return abs(value - float(text)) <= 0.5 * 10**-decimals + 1e-12


@pytest.mark.slow
def test_every_published_figure_of_leeds_is_in_the_store_as_published(
    store: Store, stored_measures: pd.DataFrame
) -> None:
    """Each of the figures transcribed a second way; where one was revised, as it was by the day it names."""
    leeds = stored_measures[stored_measures["area"].isin({row["area_code"] for row in golden()})]
    now = by_key(leeds)
    then: dict[tuple[str, str], dict[tuple[str, ...], pd.Series]] = {}
    wrong = []
    for row in golden():
        name, day = row["indicator_id"], row["released_by"]
        if day and (name, day) not in then:
            then[name, day] = by_key(measures_as_at(store, name, catalogue()[name], date.fromisoformat(day)))
        measure = (then[name, day] if day else now).get(
            (name, row["area_code"], row["period_start"], row["period_end"], row["dimension"], row["category"])
        )
        columns = {"value": "value", "numerator": "numerator", "denominator": "denominator"} | {
            "lower_ci": "lower95", "upper_ci": "upper95",
        }  # fmt: skip
        wrong += [
            f"{name} {row['period_end']} {theirs}: {row[theirs]}, stored {None if measure is None else measure[ours]}"
            for theirs, ours in columns.items()
            if row[theirs] and (measure is None or not as_printed(float(measure[ours]), row[theirs]))
        ]
    assert wrong == []


@pytest.mark.slow
def test_the_indicators_with_figures_are_those_counted(board: dict[str, VerdictsInWords]) -> None:
    assert {name for name, verdicts in board.items() if verdicts.has_figure} == WITH_FIGURES


def test_the_suicide_rates_and_the_approximate_limits_of_the_newest(stored_measures: pd.DataFrame) -> None:
    rows = stored_measures.query("indicator == 'suicide_rate' and area == 'E08000035' and dimension == ''").set_index(
        "period_end"
    )
    assert rows["value"].tail(3).to_list() == [13.3, 11.9, 11.6]
    newest = rows.iloc[-1]
    assert [round(newest["lower95"], 1), round(newest["upper95"], 1)] == [10.2, 13.1]
    assert str(newest["approximate"]).startswith("population:")


@pytest.mark.slow
def test_a_held_back_month_moves_the_line_when_it_is_loaded(own_store: Store) -> None:
    from data.loading import publish

    assert {path.name for path in EXAMPLES.iterdir()} >= HELD_BACK
    before = measures(own_store)
    for name in sorted(HELD_BACK):
        assert publish.load(own_store, EXAMPLES / name, recompute).published
    after = measures(own_store)
    newest = after.query("indicator == 'tt_recovery' and area == 'RY6' and dimension == '' and step_months == 1").iloc[
        -1
    ]
    assert (newest["period_end"].date(), newest["value"]) == (date(2026, 3, 31), 51)
    unchanged = after[after["version_from"] == 1]
    assert len(unchanged) == len(before)
    target = LEEDS.target("tt_recovery")
    assert target is not None
    verdicts = judged("it", HERE["tt_wait_18w"], after[after["indicator"] == "tt_wait_18w"], None)
    assert verdicts.direction.reason.startswith(
        "92% on average in 2025/26, 99% in 2021: every month of the last year was below every month of 2021."
    )


# Verdicts ---------------------------------------------------------------------------------------------

BETTER = {"cyp_access", "perinatal_access", "smi_health_check", "tt_reliable_improvement"}
WORSE = {"ethnicity_recording", "tt_wait_18w"}
NO_CHANGE = {
    "suicide_audit_count", "tt_access", "tt_ended_treated_once", "tt_recovery", "tt_recovery_ethnic_gap",
    "tt_reliable_recovery",
}  # fmt: skip
CANNOT_TELL = {"tt_gap_1st_2nd_90d", "tt_wait_6w"}
FILES_DISAGREE = {"tt_65plus_share", "tt_completion", "tt_completion_deprivation_gap"}


def marked(board: dict[str, VerdictsInWords], mark: Mark) -> set[str]:
    return {name for name, verdicts in board.items() if verdicts.mark is mark}


@pytest.mark.slow
def test_what_is_getting_better_and_worse(board: dict[str, VerdictsInWords]) -> None:
    assert marked(board, Mark.BETTER) == BETTER
    assert marked(board, Mark.WORSE) == WORSE
    assert marked(board, Mark.NO_CHANGE) == NO_CHANGE
    assert marked(board, Mark.CHANGED) == set()
    assert {name for name, verdicts in board.items() if verdicts.direction.code is Code.CANNOT_TELL} == CANNOT_TELL
    assert {name for name, verdicts in board.items() if verdicts.direction.bar is Bar.TWO_FILES} == FILES_DISAGREE


@pytest.mark.slow
def test_recovery_is_set_against_three_years_not_against_its_lowest(board: dict[str, VerdictsInWords]) -> None:
    """By the yearly file's counts; the monthly file begins in 2021, when recovery was at its lowest."""
    assert {name: board[name].direction.reason for name in ("tt_recovery", "tt_reliable_recovery")} == {
        "tt_recovery": "49% in 2024/25, 48% in 2017/18 to 2019/20 together: the difference could be chance (99% limits "
        "−0.7 to 3.1). It was 52% in 2017/18. The level may still not be good enough.",
        "tt_reliable_recovery": "47% in 2024/25, 46% in 2017/18 to 2019/20 together: the difference could be chance (99% "
        "limits −0.7 to 3.1). It was 50% in 2017/18. The level may still not be good enough.",
    }
    assert board["tt_reliable_improvement"].direction.reason.startswith(
        "69% in 2024/25, 63% in 2017/18 to 2019/20 together: 5.1 points higher (99% limits 3.3 to 6.8)."
    )


def test_the_yearly_file_counts_more_referrals_than_the_months_add_up_to(board: dict[str, VerdictsInWords]) -> None:
    for name in FILES_DISAGREE:
        assert "for 2023/24 the yearly file counts 35,445 and the shorter periods add up to 27,955" in (
            board[name].direction.reason
        )
        assert board[name].england.word == "Not compared"


def test_hidden_is_said_where_a_figure_is_published_but_hidden(board: dict[str, VerdictsInWords]) -> None:
    assert "hidden to protect people" in board["cmh_4ww"].direction.reason


def test_nothing_is_better_or_worse_than_england_but_what_may_be_compared(board: dict[str, VerdictsInWords]) -> None:
    def said(word: str) -> set[str]:
        return {name for name, verdicts in board.items() if verdicts.england.word == word}

    assert said("Better") == set()
    assert said("Worse") == {
        "ethnicity_recording", "tt_ended_treated_once", "tt_gap_1st_2nd_90d", "tt_wait_18w", "tt_wait_6w",
    }  # fmt: skip
    assert said("Lower") == set()
    assert said("Similar") == {
        "suicide_rate", "tt_recovery", "tt_recovery_ethnic_gap", "tt_reliable_improvement", "tt_reliable_recovery",
    }  # fmt: skip
    assert "appointments are recorded" in board["tt_ended_treated_once"].england.caution


def test_the_targets(board: dict[str, VerdictsInWords]) -> None:
    words = {name: verdicts.target.word for name, verdicts in board.items() if verdicts.target.word != "No target"}
    assert words == {
        "tt_wait_6w": "Met", "tt_wait_18w": "Not met", "tt_recovery": "Hit or miss", "suicide_rate": "Cannot say",
        "cyp_ed_urgent_1w": "Cannot say", "cyp_ed_routine_4w": "Cannot say", "eip_2w": "Hit or miss",
        "smi_excess_mortality": "Cannot say", "ips_access": "Not met", "tt_access": "Cannot say",
    }  # fmt: skip
    assert board["tt_wait_18w"].target.reason.startswith(
        "Reached in 1 of the last 12 months; 92.2% on average, 91% in February 2026, 95% wanted."
    )


def test_monthly_per_cents_are_said_to_be_rounded_and_of_a_provider(board: dict[str, VerdictsInWords]) -> None:
    for name in ("tt_recovery", "tt_reliable_recovery", "tt_wait_18w", "tt_reliable_improvement"):
        assert "Rounded by the publisher to whole per cents." in board[name].direction.caution
        assert "not Leeds residents" in board[name].direction.caution
    assert "Counts are rounded to 5 by the publisher." in board["tt_access"].direction.caution


@pytest.mark.slow
def test_a_register_published_exactly_is_not_called_rounded(board: dict[str, VerdictsInWords]) -> None:
    assert "ounded" not in board["smi_health_check"].direction.caution


def test_no_chart_is_read_of_rolling_or_overlapping_figures(board: dict[str, VerdictsInWords]) -> None:
    thinned = board["smi_health_check"].lately
    assert thinned is not None
    assert "do not overlap, 2019/20 to 2023/24: OHID's test of trend" in thinned.reason
    for name in ("cyp_access", "perinatal_access", "cyp_4ww", "suicide_rate", "ips_access"):
        assert board[name].lately is None


def test_job_support_waits_for_its_next_quarter_not_for_a_rolling_year(board: dict[str, VerdictsInWords]) -> None:
    assert board["ips_access"].data.reason.startswith("April to June 2022")


def test_every_verdict_has_a_word_and_a_reason_in_a_sentence(board: dict[str, VerdictsInWords]) -> None:
    for name, verdicts in board.items():
        for verdict in (
            verdicts.direction,
            verdicts.lately,
            verdicts.target,
            verdicts.england,
            verdicts.gap,
            verdicts.data,
        ):
            if verdict is None:
                continue
            assert verdict.word and verdict.reason.endswith("."), (name, verdict)
            assert not verdict.caution or verdict.caution.endswith("."), (name, verdict)
            for odd in ("nan", "None", "NaT", "..", "  ", " ,"):
                assert odd not in f"{verdict.reason} {verdict.caution}".replace("None was", ""), (name, verdict)


def test_strength_and_arrow_agree_with_the_mark(board: dict[str, VerdictsInWords]) -> None:
    for verdicts in board.values():
        changed = verdicts.mark in JUDGED and verdicts.mark is not Mark.NO_CHANGE
        assert bool(verdicts.arrow) is changed
        assert (verdicts.strength >= 1) is changed
