"""What is known of a series of figures, on which the choice of a method rests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FigureKind(StrEnum):
    """What a figure is."""

    PROPORTION = "proportion"
    RATE = "rate"
    COUNT = "count"
    MEAN = "mean"
    SURVEY = "survey"
    ORDINAL = "ordinal"


@dataclass(frozen=True)
class Facts:
    """What the choice of a method rests on.  Points are those with a figure since the last declared break."""

    kind: FigureKind
    points: int
    periods_a_year: int
    """52, 12, 4 or 1; 0 where there is one period only, or they come less than yearly or at no set times."""
    window: int = 1
    """How many of those periods each figure covers: over 1 they overlap."""
    window_known: bool = True
    """Does the publisher say which months each figure covers?"""
    consecutive: int | None = None
    """How many of the newest points (of those that share nothing, where figures overlap) follow on from one another;
    all of them unless said."""
    neighbours: int | None = None
    """How many points of a series within the year follow on from the one before; all but the first unless said."""
    no_overlap: int | None = None
    """How many periods share nothing, counted back from the newest; all points unless figures overlap."""
    has_counts: bool = False
    has_limits: bool = False
    usual_count: float | None = None
    """The median count of a period, where known."""
    smallest_count: float | None = None
    """The smallest count, or base of a proportion, among those judged."""
    uneven: bool = False
    """Are denominators small, or very unlike one another?"""
    overdispersed: bool = False
    """Do points vary more than their counts explain?"""
    suppressed: bool = False
    """Is any figure among those judged hidden?"""
    rounded: bool = False
    broken: bool = False
    """Was a break declared earlier, so that older points do not count?"""
    mixed_periods: bool = False
    population_known: bool = True
    people_asked: float | None = None
    """The effective base of the smaller wave of a survey."""
    areas: int = 1
    correlation: float = 0.0
    """Lag-1 correlation of residuals within segments."""
