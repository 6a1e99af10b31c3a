"""The catalogue: every indicator declared once, in full, and only with figures that exist."""

from __future__ import annotations

from datetime import date
from types import ModuleType

import pytest
from cases import each
from places import WITH_FIGURES

from indicators import catalogue, declared_in
from indicators.core.figures import Activity, Published
from indicators.core.groups import Groups
from indicators.core.model import Indicator, Kind, Method, Polarity, Sensitivity
from indicators.core.strategy.localising import localised
from indicators.core.strategy.reading import strategies

CATALOGUE = catalogue()
LEEDS = strategies()["leeds-2020-2025"]
HERE = localised(CATALOGUE, LEEDS)
HIDDEN = {"cmh_4ww"}
PUBLISHERS = {
    "fingertips",
    "fingertips_tidy",
    "ons_wellbeing_explorer",
    "ons_health_index",
    "ons_suicide_registrations",
    "leeds_suicide_audit",
    "nhs_mh_dashboard",
    "healthwatch_leeds",
    "networked_data_lab",
    "lmws_staff_survey",
}
NATIONAL_FILES = {
    "nhs_talking_therapies",
    "nhs_talking_therapies_annual",
    "mhsds_four_week_wait",
    "physical_health_checks_smi",
}
DIMENSIONS = {"age", "sex", "ethnic group", "broad ethnic group", "deprivation tenth", "deprivation fifth"}
# Words that call suicide a crime, judge how it ended, or tell how it was done.
NEVER_SAID = (
    "commit suicide",
    "committed suicide",
    "successful suicide",
    "failed suicide",
    "overdose",
    "hanging",
)

each_indicator = each("name", sorted(CATALOGUE))


def _activities(indicator: Indicator) -> list[Activity]:
    return [figures for figures in indicator.figures if isinstance(figures, Activity)]


def _sources(indicator: Indicator) -> set[str]:
    named = [figures for figures in indicator.figures if isinstance(figures, Published)]
    return {source.partition(":")[0] for figures in named for source in figures.sources}


def _groups(indicator: Indicator) -> list[Groups]:
    gaps = [indicator.gap, *(figures.between for figures in _activities(indicator))]
    return [groups for groups in gaps if groups is not None]


# The whole


def test_it_holds_every_indicator_that_a_strategy_names() -> None:
    for strategy in strategies().values():
        assert {link.id for link in strategy.indicators} <= set(CATALOGUE)


def test_those_with_bundled_figures_of_leeds_declare_where_they_come_from() -> None:
    assert {name for name, indicator in CATALOGUE.items() if indicator.figures} >= WITH_FIGURES | HIDDEN


def test_the_coproduction_measures_and_only_they_are_of_the_process_kind() -> None:
    process = {name for name, indicator in CATALOGUE.items() if indicator.kind is Kind.PROCESS}
    assert process == {name for name in CATALOGUE if name.startswith("cp_")}


def test_titles_are_not_used_twice() -> None:
    titles = [indicator.title for indicator in CATALOGUE.values()]
    assert len(titles) == len(set(titles))


def test_where_priorities_3_and_5_and_outcome_4_have_hardly_any_figures_it_stays_so() -> None:
    with_figures = {priority: WITH_FIGURES & set(LEEDS.serving_priority(priority)) for priority in ("P3", "P5")}
    assert with_figures == {"P3": {"ips_access"}, "P5": {"perinatal_access"}}
    assert WITH_FIGURES & set(LEEDS.serving_outcome("O4")) == {
        "cp_projects_active",
        "cp_staff_aware",
        "cp_staff_discussed",
        "cp_staff_understand",
    }


# Each declaration


@each_indicator
def test_it_says_what_it_asks_who_owns_it_what_is_needed_and_what_to_beware_of(name: str) -> None:
    indicator = HERE.get(name, CATALOGUE[name])
    assert indicator.question.endswith("?")
    assert indicator.definition.endswith(".")
    assert indicator.owner and indicator.needs.endswith(".")
    assert indicator.caveats and indicator.stands


@each_indicator
def test_its_sentences_are_whole(name: str) -> None:
    indicator = HERE.get(name, CATALOGUE[name])
    for sentence in (*indicator.caveats_with(None), *indicator.context):
        assert sentence[0].isupper() or sentence[0] in "'0123456789", sentence
        assert sentence.endswith("."), sentence
        assert "  " not in sentence, sentence


@each_indicator
def test_its_unit_and_multiplier_agree(name: str) -> None:
    indicator = CATALOGUE[name]
    expected = {"%": 100, "percentage points": 100, "per 100,000 people": 100_000}.get(indicator.unit)
    assert expected is None or indicator.multiplier == expected
    if indicator.method in (Method.COUNT, Method.MEAN, Method.MEDIAN):
        assert indicator.multiplier == 1
    if indicator.method is Method.PROPORTION:
        assert indicator.unit == "%"


@each_indicator
def test_its_publishing_rhythm_is_one_we_know(name: str) -> None:
    indicator = CATALOGUE[name]
    assert indicator.step_months in (0, 1, 3, 12, 36)
    assert 1 <= indicator.lag_months <= 36
    assert indicator.frequency


@each_indicator
def test_its_sources_are_ones_we_know(name: str) -> None:
    indicator = CATALOGUE[name]
    assert _sources(indicator) <= PUBLISHERS
    assert {figures.source for figures in _activities(indicator)} <= NATIONAL_FILES


@each_indicator
def test_its_groups_come_from_dimensions_a_file_has(name: str) -> None:
    indicator = CATALOGUE[name]
    assert {groups.dimension for groups in _groups(indicator)} <= DIMENSIONS
    assert {dimension for figures in _activities(indicator) for dimension in figures.by} <= DIMENSIONS
    assert all(groups.first and groups.second for groups in _groups(indicator))


@each_indicator
def test_the_files_it_names_are_read_for_a_figure_and_not_for_nothing(name: str) -> None:
    for figures in _activities(CATALOGUE[name]):
        assert figures.value or figures.numerator
        assert figures.headline or figures.by
        assert not figures.complement or (figures.numerator and figures.denominator)


@each_indicator
def test_it_is_linked_to_an_outcome_and_a_circle(name: str) -> None:
    if name in HERE:
        link = LEEDS.link(name)
        assert link.outcomes and link.circle


@each_indicator
def test_without_a_better_direction_there_is_no_target_and_no_verdict_to_reach(name: str) -> None:
    if CATALOGUE[name].polarity is Polarity.NONE:
        assert LEEDS.target(name) is None


@each_indicator
def test_it_never_stands_beside_indicators_that_exist_and_agree(name: str) -> None:
    for other in CATALOGUE[name].never_beside:
        assert name in CATALOGUE[other].never_beside


# Subjects that need care


def test_suicide_and_self_harm_carry_their_sensitivity() -> None:
    for name, indicator in CATALOGUE.items():
        expected = {"suicide": Sensitivity.SUICIDE, "selfharm": Sensitivity.SELF_HARM}
        assert indicator.sensitivity is expected.get(name.partition("_")[0], Sensitivity.NONE), name


@each_indicator
def test_no_sentence_uses_words_that_hurt_or_tells_a_method(name: str) -> None:
    indicator = CATALOGUE[name]
    words = " ".join(
        (indicator.title, indicator.question, indicator.definition, *indicator.caveats_with(None), *indicator.context)
    ).lower()
    assert not [phrase for phrase in NEVER_SAID if phrase in words]


def test_audit_and_registrations_never_stand_on_one_axis() -> None:
    assert "suicide_audit_count" in CATALOGUE["suicide_rate"].never_beside
    assert not _sources(CATALOGUE["suicide_rate"]) & _sources(CATALOGUE["suicide_audit_count"])


# Definitions that were checked against the publishers' files


def test_recovery_is_of_those_who_were_unwell_at_the_start() -> None:
    for name in ("tt_recovery", "tt_reliable_recovery"):
        monthly, yearly = _activities(CATALOGUE[name])
        assert monthly.denominator is not None and yearly.denominator is not None
        assert (monthly.denominator.series, monthly.denominator.less) == (("M076",), ("M179",))
        assert (yearly.denominator.series, yearly.denominator.less) == (("at_caseness",), ())
        assert monthly.headline and yearly.headline


def test_the_completion_gap_is_between_fifths_counted_from_least_to_most_deprived() -> None:
    (figures,) = _activities(CATALOGUE["tt_completion_deprivation_gap"])
    assert figures.between is not None
    assert figures.between.first == ("01 Least deprived", "02 Less deprived")
    assert figures.between.second == ("09 More deprived", "10 Most deprived")


def test_older_people_are_added_up_over_the_bands_of_every_year() -> None:
    (figures,) = _activities(CATALOGUE["tt_65plus_share"])
    assert figures.numerator is not None
    assert figures.numerator.categories == ("65 and over", "65 to 74", "75 to 89", "90 and over")


def test_ethnicity_recorded_is_what_is_left_when_the_unknown_are_taken_away() -> None:
    (figures,) = _activities(CATALOGUE["ethnicity_recording"])
    assert figures.complement and figures.numerator is not None
    assert figures.numerator.categories == ("Not stated/Not known/Invalid",)


def test_the_only_declared_break_is_the_new_source_of_health_checks() -> None:
    broken = {name: [str(cut.at) for cut in declared.breaks] for name, declared in CATALOGUE.items() if declared.breaks}
    assert broken == {"smi_health_check": ["2024-04-01"]}


def test_the_only_stopped_series_is_the_old_ratio_of_early_deaths() -> None:
    assert [name for name, indicator in CATALOGUE.items() if indicator.stopped] == ["smi_excess_mortality"]


def test_a_number_whose_base_was_not_stated_is_not_called_a_percentage() -> None:
    assert "not stated" in CATALOGUE["long_stay_90d"].unit


def test_variants_say_that_they_are_variants() -> None:
    for name in ("tt_65plus_share", "ethnicity_recording", "cyp_wait_median", "long_stay_90d"):
        assert any(caveat.startswith("A variant") for caveat in CATALOGUE[name].caveats), name


# Reading the folder


def _module(file: str, **indicators: Indicator) -> ModuleType:
    module = ModuleType(file.removesuffix(".py"))
    module.__file__ = f"indicators/{file}"
    vars(module).update(indicators)
    return module


def test_an_indicator_is_named_by_the_name_it_has_in_its_module() -> None:
    suicide_rate = CATALOGUE["suicide_rate"]
    assert declared_in([_module("one.py", another_name=suicide_rate)]) == {"another_name": suicide_rate}


def test_the_same_id_in_two_files_is_refused_and_both_are_named() -> None:
    suicide_rate = CATALOGUE["suicide_rate"]
    files = [_module("one.py", same=suicide_rate), _module("two.py", same=suicide_rate)]
    with pytest.raises(ValueError, match=r"'same'.*one\.py and two\.py"):
        declared_in(files)


def test_a_caveat_that_nothing_newer_is_held_goes_when_something_is() -> None:
    ends = "The edition of the NHS dashboard we hold ends with March 2022."
    for name in ("cyp_access", "eip_2w", "perinatal_access", "oap_bed_days", "ips_access"):
        assert ends in CATALOGUE[name].caveats_with(date(2022, 3, 31)), name
        assert ends not in CATALOGUE[name].caveats_with(date(2022, 4, 30)), name
    talking = CATALOGUE["comfortable_talking"]
    assert len(talking.caveats_with(None)) == len(talking.caveats_with(date(2020, 1, 1))) + 1
