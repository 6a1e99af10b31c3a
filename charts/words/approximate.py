"""Why limits are approximate, or why there are none, in words."""

from __future__ import annotations

from indicators.core.measures.approximate import Approximate

WORDS = {
    Approximate.ROUNDED: "from counts that the publisher rounded",
    Approximate.IMPLIED: "from the count that the published figure and its base imply",
    Approximate.UNBRACKETED: "the publisher's limits do not hold its own value, so they are not used",
    Approximate.OTHER_COUNTS: "the counts do not give the value published beside them, so no limits are made from them",
    Approximate.A_COUNT: "ours: a count has no limits of its own; these take events as independent",
    Approximate.TOO_ROUGH: "counts under 100, rounded by the publisher, are too rough to make limits from",
    Approximate.EVERYTHING: "it counts everything there is, so chance has no part in it and it has no limits",
}


def why_approximate(stored: str) -> str:
    """The words for a stored code; of a population with its year, of weighted answers with the design effect."""
    code, _, detail = stored.partition(":")
    if code == Approximate.POPULATION:
        return f"ours: Byar's method on the count implied by the rate and the mid-{detail} population"
    if code == Approximate.WEIGHTED:
        return f"from weighted answers, which make a sample count as a smaller one: the design effect is {detail}"
    return WORDS[Approximate(code)] if code else ""
