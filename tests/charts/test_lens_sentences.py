"""What is said of lenses: whether they agree, which cannot be judged, and why figures are missing."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest
from cases import each

from charts import words
from charts.words.lenses import SILENT, SUBJECTS, LensState
from indicators.core.model import Kind
from indicators.core.verdicts import Bar, Mark
from tests.charts.drawn import judged, several


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        ({"WORSE": 1, "BETTER": 1, "NO_CHANGE": 3}, LensState.MIXED),
        ({"WORSE": 1, "NO_CHANGE": 3}, LensState.WORSE),
        ({"BETTER": 1, "CHANGED": 1}, LensState.BETTER),
        ({"CHANGED": 1, "NO_CHANGE": 2}, LensState.CHANGED),
        ({"NO_CHANGE": 2, "FIGURE_ONLY": 1}, LensState.STEADY),
        ({"FIGURE_ONLY": 1, "NO_FIGURE": 1}, LensState.UNKNOWN),
        ({"NO_FIGURE": 2}, LensState.ABSENT),
        ({}, LensState.ABSENT),
    ],
)
def test_what_a_lens_as_a_whole_lets_us_say(marks: dict, state: LensState) -> None:
    assert words.lens_state(several(**marks)) is state


ALL_STATES = each("states", product(words.LENS_SAYS, repeat=3), " ".join)


@ALL_STATES
def test_agreement_speaks_of_judged_lenses_and_names_the_silent_ones_as_such(states: tuple[LensState, ...]) -> None:
    sentence = words.agreement(dict(zip(words.LENSES, states, strict=True)))
    judged_part, unsaid = parted(sentence)
    for kind, state in zip(words.LENSES, states, strict=True):
        if state in SILENT:
            assert SUBJECTS[kind] not in judged_part.lower()
            assert SUBJECTS[kind] in unsaid.lower() or set(states) <= set(SILENT)
        else:
            assert words.LENS_SAYS[state] in judged_part
            assert SUBJECTS[kind] not in unsaid.lower()
    assert sentence.endswith(".") and ".." not in sentence and "  " not in sentence
    assert sentence[0].isupper()


def parted(sentence: str) -> tuple[str, str]:
    """What is said of judged lenses, and the closing sentence on those that cannot be judged."""
    match = re.fullmatch(r"(.*?)([^.]* cannot be judged yet\.)?", sentence)
    assert match is not None
    return match[1], match[2] or ""


@ALL_STATES
def test_lenses_agree_or_differ_only_where_two_at_least_are_judged(states: tuple[LensState, ...]) -> None:
    sentence = words.agreement(dict(zip(words.LENSES, states, strict=True)))
    voiced = [state for state in states if state not in SILENT]
    if not voiced:
        assert sentence == "None of the lenses can be judged yet."
    elif len(voiced) == 1:
        assert sentence.startswith("Only ") and "agree" not in sentence and "differ" not in sentence
    else:
        assert ("differ" in sentence) is (len(set(voiced)) > 1)
        assert ("agree" in sentence) is (
            len(set(voiced)) == 1 and voiced[0] not in (LensState.MIXED, LensState.CHANGED)
        )


def test_two_mixed_lenses_do_not_agree() -> None:
    states = {Kind.FEEL: LensState.MIXED, Kind.SERVICE: LensState.MIXED, Kind.POPULATION: LensState.ABSENT}
    assert words.agreement(states) == (
        "In each lens that can be judged: some better, some worse. The population cannot be judged yet."
    )


def test_lenses_that_differ_are_each_told() -> None:
    states = {Kind.FEEL: LensState.UNKNOWN, Kind.SERVICE: LensState.BETTER, Kind.POPULATION: LensState.STEADY}
    assert words.agreement(states) == (
        "The lenses differ. Services: something is getting better; the population: no clear change. "
        "How people feel cannot be judged yet."
    )


def test_why_figures_cannot_be_judged_is_told_reason_by_reason_the_most_frequent_first() -> None:
    verdicts = [judged(f"it-{at}", Mark.FIGURE_ONLY) for at in range(5)]
    bars = (Bar.TOO_FEW, Bar.OVERLAPPING, Bar.OVERLAPPING, Bar.ONE_SURVEY, Bar.OVERLAPPING)
    verdicts = [
        replace(one, direction=replace(one.direction, bar=bar)) for one, bar in zip(verdicts, bars, strict=True)
    ]
    assert words.how_sure(verdicts) == "We cannot be: none of 5 indicators can be judged."
    assert words.why_not_judged([*verdicts, judged("a", Mark.BETTER), *several(NO_FIGURE=2)]) == [
        "each figure shares months with the one before, so a change cannot be told (3)",
        "too few periods so far (1)", "one survey or study only (1)",
    ]  # fmt: skip


def test_what_has_no_figure_is_named_where_most_have_none() -> None:
    known, silent = judged("a", Mark.BETTER), [judged(name, Mark.NO_FIGURE) for name in "bcd"]
    assert words.without_figures([known, *silent]) == "No figure yet: Title of b; Title of c; 1 more."
    assert words.without_figures([known, silent[0]]) == "No figure yet: Title of b."
    assert words.without_figures([known, known, silent[0]]) == ""
    assert words.without_figures([]) == ""


def test_a_lens_of_which_few_figures_can_be_judged_is_not_called_steady() -> None:
    few = [judged("a", Mark.NO_CHANGE), judged("b", Mark.FIGURE_ONLY), judged("c", Mark.FIGURE_ONLY)]
    assert words.LENS_SAYS[words.lens_state(few)] == "no clear change where it can be judged, which is under half"
    assert words.LENS_SAYS[words.lens_state(few[:2])] == "no clear change"
