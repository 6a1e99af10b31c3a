"""A target in words: as its owner put it, or as it was entered here."""

from __future__ import annotations

from charts.words.figures import to_the_last_decimal, with_unit
from data.periods import in_full
from indicators.core.model import Indicator
from indicators.core.strategy.target_model import Target


def target_in_words(target: Target, indicator: Indicator) -> str:
    """The owner's words; of one that was entered here, its level, unit and days."""
    return target.words or _entered(target, indicator)


def _entered(target: Target, indicator: Indicator) -> str:
    """ "At least 52.5%, from 1 April 2026, by 31 March 2027."."""
    if target.value is None:
        return ""
    level = with_unit(target.value, to_the_last_decimal(target.value, indicator))
    clauses = [f"{target.direction.capitalize()} {level}"]
    clauses += [f"{word} {in_full(day)}" for word, day in (("from", target.since), ("by", target.by)) if day]
    return f"{', '.join(clauses)}."
