"""The one gate through which counts of people pass, and the audit of what could be worked out of all that is shown."""

from __future__ import annotations

from indicators.core.disclosure.gate import HIDDEN, hide_few, hide_few_in_parts
from indicators.core.disclosure.large_areas import in_large_areas
from indicators.core.disclosure.participants import materialise, participation
from indicators.core.disclosure.policy import SETTING, USUAL, fewest_behind, threshold

__all__ = [
    "HIDDEN",
    "SETTING",
    "USUAL",
    "fewest_behind",
    "hide_few",
    "hide_few_in_parts",
    "in_large_areas",
    "materialise",
    "participation",
    "threshold",
]
