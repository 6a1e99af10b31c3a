"""Sentences built only from facts: headlines, how to read a chart, and what a chart says to those who cannot see it."""

from __future__ import annotations

from charts.words.agenda import item, would_help
from charts.words.areas import standing
from charts.words.changes import late, unknown, what_changed
from charts.words.chart import (
    ADDRESS,
    alternative,
    counts,
    how_to_read,
    how_to_read_table,
    of_table,
    source,
    sources,
    subtitle,
    unit_line,
    usual_range,
    without_address,
)  # fmt: skip
from charts.words.control import proposal, rule_of_proposals, signals
from charts.words.counting import counted, in_words, listed, lower, tally, upper
from charts.words.indicator import beside_england, card_line, indicator_headline, why_not
from charts.words.lenses import LENS_NAMES, LENS_SAYS, LENSES, agreement, lens_state
from charts.words.strategy import coverage, part_headline, strategy_headline
from charts.words.support import SUPPORT, TALK, support

__all__ = [
    "ADDRESS", "LENSES", "LENS_NAMES", "LENS_SAYS", "SUPPORT", "TALK", "agreement", "alternative", "beside_england", "card_line",
    "counted", "counts", "coverage", "how_to_read", "how_to_read_table", "in_words", "indicator_headline", "item",
    "late", "lens_state", "listed", "lower", "of_table", "part_headline", "proposal", "rule_of_proposals", "signals",
    "source", "sources", "standing", "strategy_headline", "subtitle", "support", "tally", "unit_line", "unknown",
    "upper", "usual_range", "what_changed", "why_not", "without_address", "would_help",
]  # fmt: skip
