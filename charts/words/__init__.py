"""Sentences built only from facts: headlines, how to read a chart, and what a chart says to those who cannot see it."""

from __future__ import annotations

from charts.words.chart import alternative, how_to_read, source, sources, unit_line, usual_range
from charts.words.counting import counted, in_words, listed, tally
from charts.words.indicator import card_line, indicator_headline
from charts.words.lenses import LENS_NAMES, LENS_SAYS, LENSES, agreement, lens_state
from charts.words.strategy import coverage, part_headline, strategy_headline
from charts.words.support import SUPPORT, TALK, support

__all__ = [
    "LENSES", "LENS_NAMES", "LENS_SAYS", "SUPPORT", "TALK", "agreement", "alternative", "card_line", "counted",
    "coverage", "how_to_read", "in_words", "indicator_headline", "lens_state", "listed", "part_headline", "source",
    "sources", "strategy_headline", "support", "tally", "unit_line", "usual_range",
]  # fmt: skip
