"""Where a strategy lacks evidence: gaps that are planted are the gaps that are found."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from charts.words import evidence as evidence_words
from indicators import catalogue
from indicators.core.board.evidence import Evidence, Extract, evidence
from indicators.core.strategy.model import Strategy

HELD = {"pupils_happy": True, "tt_access": True, "crisis_4h": False, "crisis_24h": False, "followup_72h": False,
        "i_statements_met": False}  # fmt: skip


@pytest.fixture
def planted() -> Strategy:
    """Outcome A is felt, B is not; priority 1 is split, 2 is not; nothing is held of the second circle."""
    link = {
        "pupils_happy": {"outcomes": ["A"], "priorities": ["1"], "circle": "up"},
        "tt_access": {"outcomes": ["B"], "priorities": ["2"], "circle": "up"},
        "crisis_4h": {"outcomes": ["B"], "priorities": ["2"], "circle": "down"},
        "crisis_24h": {"outcomes": ["B"], "priorities": ["1"], "circle": "down"},
        "followup_72h": {"outcomes": ["B"], "priorities": ["1"], "circle": "down"},
        "i_statements_met": {"outcomes": ["B"], "priorities": ["1"], "circle": "down"},
    }
    part = {"title": "A part", "why": "Because"}
    return Strategy.model_validate({
        "id": "planted", "name": "A strategy", "place": "Anywhere", "period": "from 2021", "starts": "2021-01-01",
        "baseline_day": "2020-12-31", "board": "A board", "source": "An example", "bodies": [], "support": [],
        "outcomes": [{"id": one, "label": one, "short": f"Outcome {one}", "title": "An outcome"} for one in "AB"],
        "priorities": [{"id": one, "label": one, "short": f"Priority {one}", "title": "A priority"} for one in "12"],
        "circles": [{"id": one, "title": f"Circle {one}", "about": part["why"]} for one in ("up", "down")],
        "indicators": [{"id": name, **serves} for name, serves in link.items()],
    }, strict=False)  # fmt: skip


@pytest.fixture
def evidence_of_planted(planted: Strategy) -> Evidence:
    declared = catalogue()
    judged = {
        name: SimpleNamespace(declared=declared[name], has_figure=has_figure) for name, has_figure in HELD.items()
    }
    return evidence(planted, judged, {"pupils_happy"})


def test_the_planted_gaps_are_found_and_no_others(evidence_of_planted: Evidence):
    assert (evidence_of_planted.unfelt, evidence_of_planted.unsplit, evidence_of_planted.unmeasured) == (
        ("B",),
        ("2",),
        ("down",),
    )


def test_extracts_are_counted_by_the_indicators_without_a_figure_that_they_would_feed(evidence_of_planted: Evidence):
    assert evidence_of_planted.extracts == (
        Extract("crisis_contact", ("crisis_4h", "crisis_24h")),
        Extract("inpatient_stay", ("followup_72h",)),
        Extract("survey_answer", ("i_statements_met",)),
    )


def test_they_are_told_by_the_names_of_the_strategy_and_the_templates(evidence_of_planted: Evidence, planted: Strategy):
    assert evidence_words.gaps(evidence_of_planted, planted) == [
        ("How people feel: no figure", "Outcome B (Outcome B)"),
        ("Who is left behind: no figure by group", "Priority 2 (Priority 2)"),
        ("How far upstream: no figure at all", "Circle down"),
    ]
    assert evidence_words.best_extract(evidence_of_planted) == "From the extract “Contacts in a crisis”: 2."


def test_where_everything_is_known_nothing_is_said(planted: Strategy):
    declared = catalogue()
    judged = {name: SimpleNamespace(declared=declared[name], has_figure=True) for name in HELD}
    whole = evidence(planted, judged, HELD)
    assert whole == Evidence((), (), (), ())
    assert evidence_words.best_extract(whole) == ""
