"""Why limits are approximate, or why there are none: codes that are stored with each measure."""

from __future__ import annotations

from enum import StrEnum


class Approximate(StrEnum):
    """What limits are made from, where they are not the publisher's own; ``NO_LIMITS`` says why there are none."""

    ROUNDED = "rounded counts"
    IMPLIED = "value and base"
    """The publisher gives a figure and what it is of, not the count on top."""
    A_COUNT = "a count"
    POPULATION = "population"
    """With the year of the population after a colon, as ``population:2022``."""
    WEIGHTED = "weighted"
    """With the design effect after a colon, as ``weighted:1.25``."""
    UNBRACKETED = "limits do not hold the value"
    OTHER_COUNTS = "counts do not give the value"
    TOO_ROUGH = "counts too rough"
    EVERYTHING = "everything is counted"


NO_LIMITS = (Approximate.UNBRACKETED, Approximate.OTHER_COUNTS, Approximate.TOO_ROUGH, Approximate.EVERYTHING)
