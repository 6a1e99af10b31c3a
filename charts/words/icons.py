"""The two icons of a control chart in words: a name, and what it means."""

from __future__ import annotations

from charts.facts import ChartFacts
from charts.figures.icons import Icon, Sign
from indicators.methods.chooser import TOGETHER

WAYS = {1: "higher", -1: "lower"}
SIGNS = {Sign.IMPROVING: "improving", Sign.WORSENING: "worsening", Sign.CHANGED: "changed"}
ASSURANCE = {
    Sign.MET: ("target always met", "The whole usual range meets it."),
    Sign.MISSED: ("target always missed", "It will not be met unless something changes."),
    Sign.HIT_OR_MISS: ("target hit or miss", "Met or missed by chance from one period to the next."),
}
OF_LEVEL_FIGURES = {
    Sign.MET: "The figures do not vary, and every one meets it.",
    Sign.MISSED: "The figures do not vary, and none meets it.",
}
UNSETTLED = " The newest figures are unusual the wrong way, so this may not last."


def icon_in_words(icon: Icon, facts: ChartFacts) -> tuple[str, str]:
    """What an icon is called, and what it means."""
    if icon.sign in ASSURANCE:
        name, says = ASSURANCE[icon.sign]
        says = OF_LEVEL_FIGURES[icon.sign] if icon.level else says
        return f"Assurance: {name}", f"{says}{UNSETTLED if icon.unsettled else ''}"
    if icon.sign is Sign.USUAL:
        return "Variation: common cause", "The newest figure is within usual ups and downs."
    way = WAYS[icon.way]
    name = f"Variation: {SIGNS[icon.sign]}, {way}"
    if icon.sign is Sign.CHANGED:
        return name, f"Lately {way} than usual; neither way is better."
    less_sure = TOGETHER in facts.cautions
    sure = "; less sure, as neighbouring periods move together" if less_sure else ", by more than chance"
    return name, f"Lately {way} than usual{sure}."
