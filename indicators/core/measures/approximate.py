"""Why limits are approximate, or why there are none: codes that are stored with each measure."""

from __future__ import annotations

from enum import StrEnum


class Approximate(StrEnum):
    """What limits are made from, where they are not the publisher's own; ``NO_LIMITS`` says why there are none."""

    ROUNDED = "rounded counts"
    A_COUNT = "a count"
    POPULATION = "population"
    """With the year of the population after a colon, as ``population:2022``."""
    UNBRACKETED = "limits do not hold the value"
    OTHER_COUNTS = "counts do not give the value"
    TOO_ROUGH = "counts too rough"


NO_LIMITS = (Approximate.UNBRACKETED, Approximate.OTHER_COUNTS, Approximate.TOO_ROUGH)

IN_EARLIER_RELEASES = {
    "from counts that the publisher rounded": Approximate.ROUNDED,
    "the publisher's limits do not hold its own value, so they are not used": Approximate.UNBRACKETED,
    "the counts do not give the value published beside them, so no limits are made from them": Approximate.OTHER_COUNTS,
    "ours: a count has no limits of its own; these take events as independent": Approximate.A_COUNT,
    "counts under 100, rounded by the publisher, are too rough to make limits from": Approximate.TOO_ROUGH,
}
