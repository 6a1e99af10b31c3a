"""The two icons of a control chart, drawn by us: shape says what it means, an arrow which way the number went."""

from __future__ import annotations

from dataclasses import dataclass

from charts.facts import ChartFacts
from charts.facts.control import HIGH_RULES, LOW_RULES
from charts.figures.theme import BETTER, CHANGED, QUIET, WORSE
from charts.words.counting import upper
from indicators.core.series.control import assured
from indicators.core.model import Polarity
from indicators.methods.chooser import TOGETHER

BODY = {
    "improving": f'<circle cx="20" cy="20" r="17" fill="{BETTER}"/>',
    "worsening": f'<path d="M20 1.500 38.500 20 20 38.500 1.500 20z" fill="{WORSE}"/>',
    "changed": f'<rect x="4" y="4" width="32" height="32" rx="3" fill="{CHANGED}"/>',
    "usual": f'<circle cx="20" cy="20" r="16.500" fill="#fff" stroke="{QUIET}" stroke-width="2.500"/>'
    f'<path d="M8 20c3-7 6-7 8 0s5 7 8 0 5-7 8 0" fill="none" stroke="{QUIET}" stroke-width="2.400" '
    'stroke-linecap="round"/>',
    "met": f'<circle cx="20" cy="20" r="17" fill="{BETTER}"/><path d="M11.500 20.500l6 6 11-12.500" fill="none" '
    'stroke="#fff" stroke-width="3.400" stroke-linecap="round" stroke-linejoin="round"/>',
    "missed": f'<path d="M20 1.500 38.500 20 20 38.500 1.500 20z" fill="{WORSE}"/><path d="M14 14l12 12M26 14 14 26" '
    'stroke="#fff" stroke-width="3.400" stroke-linecap="round"/>',
    "hit or miss": f'<circle cx="20" cy="20" r="16.500" fill="#fff" stroke="{QUIET}" stroke-width="2.500"/>'
    f'<path d="M8 20h24" stroke="{QUIET}" stroke-width="2" stroke-dasharray="3 3"/>'
    f'<circle cx="15" cy="13.500" r="3.200" fill="{QUIET}"/><circle cx="25" cy="26.500" r="3.200" fill="{QUIET}"/>',
}
ARROWS = {
    "up": '<path d="M20 29V12M13 18.500 20 11.500l7 7" fill="none" stroke="#fff" stroke-width="3.400" '
    'stroke-linecap="round" stroke-linejoin="round"/>',
    "down": '<path d="M20 11v17M13 21.500l7 7 7-7" fill="none" stroke="#fff" stroke-width="3.400" '
    'stroke-linecap="round" stroke-linejoin="round"/>',
    "": "",
}
AGAINST = {"pass": "met", "fail": "missed", "hit or miss": "hit or miss"}
OF_TARGET = {
    "pass": "Target always met: the whole usual range meets it.",
    "fail": "Target always missed: it will not be met unless something changes.",
    "hit or miss": "Target hit or miss: met or missed by chance from one period to the next.",
}
OF_LEVEL_FIGURES = {
    "pass": "Target always met: the figures do not vary, and every one meets it.",
    "fail": "Target always missed: the figures do not vary, and none meets it.",
}


@dataclass(frozen=True)
class Icon:
    """A drawing and the words that stand beside it: a name, and what it means."""

    kind: str
    arrow: str
    name: str
    says: str

    def svg(self, size: int = 40) -> str:
        """The drawing, hidden from screen readers: its words are beside it."""
        return (
            f'<svg aria-hidden="true" viewBox="0 0 40 40" width="{size}" height="{size}">'
            f"{BODY[self.kind]}{ARROWS[self.arrow]}</svg>"
        )


def variation(facts: ChartFacts) -> Icon | None:
    """How the newest figure stands to the usual range; ``None`` where it has none."""
    limits = facts.usual(facts.latest)
    if limits is None or not limits.varies:
        return None
    flags, polarity = set(facts.latest.flags), facts.indicator.polarity
    high, low = bool(flags & set(HIGH_RULES)), bool(flags & set(LOW_RULES))
    if not high and not low:
        return Icon("usual", "", "Variation: common cause", "The newest figure is within usual ups and downs.")
    up = high and not (low and polarity is Polarity.LOWER)
    arrow, way = ("up", "higher") if up else ("down", "lower")
    if polarity is Polarity.NONE:
        return Icon("changed", arrow, f"Variation: changed, {way}", f"Lately {way} than usual; neither way is better.")
    kind = "improving" if up is (polarity is Polarity.HIGHER) else "worsening"
    sure = (
        "; less sure, as neighbouring periods move together" if TOGETHER in facts.cautions else ", by more than chance"
    )
    return Icon(kind, arrow, f"Variation: {kind}, {way}", f"Lately {way} than usual{sure}.")


def assurance(facts: ChartFacts) -> Icon | None:
    """Whether the usual range meets the target, or every figure where they do not vary.

    ``None`` without target, direction or limits, and where figures that do not vary lie on both sides of the target.
    """
    limits, target = facts.usual(facts.latest), facts.target
    if limits is None or target is None or target.value is None:
        return None
    if facts.indicator.polarity is Polarity.NONE or not facts.indicator.base_stated:
        return None
    values = [point.value for point in facts.ours.known if point.value is not None and limits.holds(point)]
    found = assured(values, (limits.lower, limits.upper), target.value, target.direction == "at least")
    if found == "none":
        return None
    name, _, says = (OF_TARGET if limits.varies else OF_LEVEL_FIGURES)[found].partition(": ")
    return Icon(AGAINST[found], "", f"Assurance: {name.lower()}", f"{upper(says)}{_unsettled(facts, found)}")


def _unsettled(facts: ChartFacts, found: str) -> str:
    """A caution where the newest figure is unusual on the wrong side: the past is then a poor guide."""
    newest = variation(facts)
    leaving = found != "fail" and newest is not None and newest.kind == "worsening"
    return " The newest figures are unusual the wrong way, so this may not last." if leaving else ""
