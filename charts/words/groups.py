"""What groups of people are called: parts by deprivation by their ends and from the most deprived on."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.core.inequalities.deprivation import QUANTILES, most_deprived_first

LONGER = {"BME": "Ethnic minorities (BME)"}
PARTS = {10: "tenth", 5: "fifth"}


def group_called(name: str, dimension: str, names: Sequence[str]) -> str:
    """A group of a characteristic that has groups of these ``names``: "Most deprived fifth", "Fifth 2".

    As it is where not every part by deprivation is there, or their names do not tell which end is which.
    """
    if dimension not in QUANTILES:
        return LONGER.get(name, name)
    ordered = most_deprived_first(names)
    if ordered is None or len(ordered) != QUANTILES[dimension]:
        return name
    part = PARTS[QUANTILES[dimension]]
    if name == ordered[0]:
        return f"Most deprived {part}"
    return f"Least deprived {part}" if name == ordered[-1] else f"{part.capitalize()} {ordered.index(name) + 1}"
