"""The strategy: what its file must say, and how it answers when asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from indicators.core.strategy.reading import FOLDER, LOADER, read

LEEDS_2020_2025 = FOLDER / "leeds-2020-2025.yaml"
LEEDS = read(LEEDS_2020_2025)
Declaration = dict[str, Any]


@pytest.fixture
def declaration() -> Declaration:
    """A strategy with two outcomes, two priorities and two indicators."""
    whole: Declaration = yaml.load(LEEDS_2020_2025.read_text(encoding="utf-8"), LOADER)  # noqa: S506 (a safe one)
    return whole | {
        "outcomes": [_titled("O1", why="so"), _titled("O2", why="so")],
        "passions": [_titled("A1")],
        "priorities": [
            _titled("P1", why="so", passion="A1", basis="explicit"),
            _titled("P2", why="so", passion="A1", basis="inferred"),
        ],
        "circles": [{"id": "C1", "title": "Promotion", "about": "Early"}],
        "facts": [],
        "targets": [_target("waits", "national", 75)],
        "context_totals": [],
        "indicators": [
            {"id": "waits", "outcomes": ["O1"], "priorities": ["P1"], "circle": "C1"},
            {"id": "staff", "outcomes": ["O2"], "whole_strategy": True, "circle": "C1"},
        ],
    }


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Declaration], Path]:
    def write(content: Declaration) -> Path:
        path = tmp_path / "somewhere.yaml"
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
        return path

    return write


def _titled(name: str, **fields: str) -> Declaration:
    return {"id": name, "title": f"Title of {name}", "short": name} | fields


def _target(indicator: str, level: str, value: float | None) -> Declaration:
    return {
        "indicator": indicator,
        "level": level,
        "owner": "Somebody",
        "words": "In time",
        "direction": "at least",
        "value": value,
        "source": "A paper",
    }


# What the Leeds strategy holds


def test_it_has_five_outcomes_three_passions_and_eight_priorities() -> None:
    assert [outcome.id for outcome in LEEDS.outcomes] == ["O1", "O2", "O3", "O4", "O5"]
    assert [passion.id for passion in LEEDS.passions] == ["A1", "A2", "A3"]
    assert [priority.id for priority in LEEDS.priorities] == [f"P{number}" for number in range(1, 9)]


def test_it_has_nine_principles_two_themes_five_factors_three_circles_and_four_kinds() -> None:
    parts = (LEEDS.principles, LEEDS.themes, LEEDS.factors, LEEDS.circles, LEEDS.kinds)
    assert [len(part) for part in parts] == [9, 2, 5, 3, 4]


def test_short_titles_of_outcomes_fit_a_table_head() -> None:
    assert all(len(outcome.short.split()) <= 4 for outcome in LEEDS.outcomes)


def test_only_the_three_priorities_the_strategy_places_itself_are_explicit() -> None:
    assert [priority.id for priority in LEEDS.priorities if priority.basis == "explicit"] == [
        "P1",
        "P2",
        "P3",
    ]


def test_adults_and_young_people_have_six_statements_each_and_share_three() -> None:
    who = [statement.who for statement in LEEDS.statements]
    assert (who.count("adults"), who.count("young people"), who.count("both")) == (3, 3, 3)


def test_workstreams_whose_titles_were_never_published_say_so() -> None:
    covid, *others = LEEDS.workstreams
    assert covid.title == "Covid-19 recovery" and covid.published
    assert len(others) == 2
    assert all("not published" in other.title and not other.published for other in others)


def test_every_fact_says_where_it_stands_and_of_which_year_it_is() -> None:
    assert all(fact.source and fact.year for fact in LEEDS.facts)


def test_the_period_runs_from_2020_to_the_end_of_2025() -> None:
    assert (LEEDS.starts, LEEDS.ends, LEEDS.updated) == (date(2020, 1, 1), date(2025, 12, 31), 2022)


# Targets


def test_published_standards_are_held_with_their_values() -> None:
    assert {target.indicator: target.value for target in LEEDS.targets if target.value is not None} == {
        "tt_wait_6w": 75,
        "tt_wait_18w": 95,
        "tt_recovery": 50,
        "eip_2w": 60,
        "cyp_ed_urgent_1w": 95,
        "cyp_ed_routine_4w": 95,
        "ips_access": 466,
        "tt_access": 6600,
    }


def test_the_only_targets_of_leeds_are_the_plans_that_a_national_file_holds_for_its_commissioner() -> None:
    """Each is for that body and its own months: a quarter's plan is not a month's."""
    local = {target.indicator: target for target in LEEDS.targets if target.level == "local"}
    assert {name: (plan.body, plan.months, plan.by) for name, plan in local.items()} == {
        "ips_access": ("E38000225", 12, date(2022, 3, 31)),
        "tt_access": ("E38000225", 3, date(2022, 3, 31)),
    }
    assert {plan.owner for plan in local.values()} == {"NHS England"}


def test_an_ambition_without_base_or_date_stands_in_words_alone() -> None:
    ambition = LEEDS.target("suicide_rate")
    assert ambition is not None
    assert (ambition.level, ambition.value, ambition.since, ambition.by) == ("regional", None, None, None)
    assert "10%" in ambition.words


def test_national_totals_are_context_and_never_targets() -> None:
    totals = {total.indicator for total in LEEDS.context_totals}
    assert totals == {"tt_access", "cyp_access", "smi_health_check"}
    assert all("England" not in target.words for target in LEEDS.targets if target.indicator in totals)


def test_the_target_of_leeds_comes_before_a_regional_and_a_national_one(declaration: Declaration, written: Any) -> None:
    declaration["targets"] = [_target("waits", level, value) for level, value in (("national", 75), ("local", 80))]
    target = read(written(declaration)).target("waits")
    assert target is not None and (target.level, target.value) == ("local", 80)


# Which indicators serve what


def test_a_cell_holds_the_indicators_that_serve_both_its_priority_and_its_outcome() -> None:
    assert LEEDS.cell("P8", "O5") == (
        "cmh_survey_physical",
        "smi_health_check",
        "smi_premature_mortality",
        "smi_excess_mortality",
    )


def test_cross_cutting_and_coproduction_measures_stand_in_the_row_of_the_whole_strategy() -> None:
    assert LEEDS.cell(None, "O2") == ("staff_safe_healthy",)
    assert LEEDS.cell(None, "O3") == ("info_findable",)
    process = LEEDS.cell(None, "O4")
    assert len(process) == 18 and all(name.startswith("cp_") for name in process)


def test_every_indicator_stands_in_some_cell() -> None:
    rows = [*(priority.id for priority in LEEDS.priorities), None]
    cells = {name for row in rows for outcome in LEEDS.outcomes for name in LEEDS.cell(row, outcome.id)}
    assert cells == {link.id for link in LEEDS.indicators}


def test_an_indicator_may_serve_several_outcomes_and_priorities() -> None:
    link = LEEDS.link("selfharm_admissions_10_24")
    assert (link.outcomes, link.priorities, link.passions) == (("O2",), ("P1", "P4"), ("A1", "A2"))
    assert "selfharm_admissions_10_24" in LEEDS.serving_priority("P4")
    assert "selfharm_admissions_10_24" in LEEDS.serving_outcome("O2")


def test_each_priority_names_what_its_aim_is_shown_by() -> None:
    assert all(priority.aim_shown_by for priority in LEEDS.priorities)
    assert LEEDS.priority("P2").aim_shown_by == ("mha_detention_ratio_black_white",)


def test_asking_for_an_indicator_it_does_not_name_says_which() -> None:
    with pytest.raises(KeyError, match="no_such_thing"):
        LEEDS.link("no_such_thing")


# A file that cannot be right is refused


def test_a_sound_file_is_read(declaration: Declaration, written: Any) -> None:
    strategy = read(written(declaration))
    assert strategy.cell("P1", "O1") == ("waits",) and strategy.cell(None, "O2") == ("staff",)


Change = Callable[[Declaration], Any]
FAULTS: dict[str, tuple[Change, tuple[str, ...]]] = {
    "an unknown outcome": (
        lambda declaration: declaration["indicators"][0].update(outcomes=["O9"]),
        ("indicators, waits, outcomes", "'O9'", "O1, O2"),
    ),
    "an aim shown by what serves another priority": (
        lambda declaration: declaration["priorities"][1].update(aim_shown_by=["waits"]),
        ("priorities, P2, aim_shown_by", "'waits'"),
    ),
    "an unknown priority": (
        lambda declaration: declaration["indicators"][0].update(priorities=["P9"]),
        ("indicators, waits, priorities", "'P9'", "P1, P2"),
    ),
    "an unknown circle": (
        lambda declaration: declaration["indicators"][0].update(circle="C9"),
        ("indicators, waits, circle", "'C9'", "C1"),
    ),
    "an unknown passion of a priority": (
        lambda declaration: declaration["priorities"][1].update(passion="A9"),
        ("priorities, P2, passion", "'A9'", "A1"),
    ),
    "an indicator twice": (
        lambda declaration: declaration["indicators"].append(declaration["indicators"][0]),
        ("indicators", "'waits'", "more than once"),
    ),
    "an indicator that serves nothing": (
        lambda declaration: declaration["indicators"][0].update(outcomes=[], priorities=[]),
        ("indicators, waits, priorities", "whole_strategy: true"),
    ),
    "an indicator with neither priority nor whole strategy": (
        lambda declaration: declaration["indicators"][1].update(whole_strategy=False),
        ("indicators, staff, priorities", "whole_strategy: true"),
    ),
    "one outcome not in a list": (
        lambda declaration: declaration["indicators"][0].update(outcomes="O1"),
        ("indicators, waits, outcomes", "'O1'", "list"),
    ),
    "a target of an indicator it does not name": (
        lambda declaration: declaration["targets"][0].update(indicator="nothing"),
        ("targets, nothing, indicator", "'nothing'", "waits, staff"),
    ),
    "a target of nobody's level": (
        lambda declaration: declaration["targets"][0].update(level="city"),
        ("targets, waits, level", "'city'", "local, regional, national"),
    ),
    "a target in words where a number belongs": (
        lambda declaration: declaration["targets"][0].update(value="most"),
        ("targets, waits, value", "'most'", "number"),
    ),
    "a date that is none": (
        lambda declaration: declaration["targets"][0].update(by="soon"),
        ("targets, waits, by", "'soon'", "2025-12-31"),
    ),
    "two targets of one level": (
        lambda declaration: declaration["targets"].append(declaration["targets"][0]),
        ("targets", "'waits (national)'", "more than once"),
    ),
    "a name misspelt": (
        lambda declaration: declaration["indicators"][0].update(outcoms=["O1"]),
        ("indicators, waits", "'outcoms'", "outcomes"),
    ),
    "a title left out": (
        lambda declaration: declaration["outcomes"][0].pop("title"),
        ("outcomes, O1", "'title'", "missing"),
    ),
    "a section left out": (
        lambda declaration: declaration.pop("indicators"),
        ("the file", "'indicators'", "missing"),
    ),
    "a body of no role that we know": (
        lambda declaration: declaration["bodies"][0].update(role="mayor"),
        ("bodies, Leeds local authority, role", "'mayor'", "local authority"),
    ),
    "an end before the start": (
        lambda declaration: declaration.update(ends=date(2019, 1, 1)),
        ("ends", "'2019-01-01'", "before it starts"),
    ),
}


@pytest.mark.parametrize(("change", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_names_file_entry_value_and_remedy(
    declaration: Declaration, written: Any, change: Change, words: tuple[str, ...]
) -> None:
    change(declaration)
    with pytest.raises(ValueError) as refused:
        read(written(declaration))
    message = str(refused.value)
    assert message.startswith("somewhere.yaml: ")
    for word in words:
        assert word in message, message


def test_a_file_that_is_not_yaml_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "somewhere.yaml"
    path.write_text("outcomes: [", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape("somewhere.yaml")):
        read(path)
