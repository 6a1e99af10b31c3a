"""The two icons of a control chart, drawn by us: shape says what it means, an arrow which way the number went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from charts.facts import ChartFacts
from charts.facts.points import HIGH, LOW
from charts.figures.theme import BETTER, CHANGED, QUIET, WORSE
from indicators.core.model import Polarity
from indicators.core.series.control import Assured, assured
from indicators.core.verdicts import Code, Verdict


class Sign(StrEnum):
    """What an icon shows."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    CHANGED = "changed"
    USUAL = "usual"
    MET = "met"
    MISSED = "missed"
    HIT_OR_MISS = "hit or miss"


BODY = {
    Sign.IMPROVING: f'<circle cx="20" cy="20" r="17" fill="{BETTER}"/>',
    Sign.WORSENING: f'<path d="M20 1.500 38.500 20 20 38.500 1.500 20z" fill="{WORSE}"/>',
    Sign.CHANGED: f'<rect x="4" y="4" width="32" height="32" rx="3" fill="{CHANGED}"/>',
    Sign.USUAL: f'<circle cx="20" cy="20" r="16.500" fill="#fff" stroke="{QUIET}" stroke-width="2.500"/>'
    f'<path d="M8 20c3-7 6-7 8 0s5 7 8 0 5-7 8 0" fill="none" stroke="{QUIET}" stroke-width="2.400" '
    'stroke-linecap="round"/>',
    Sign.MET: f'<circle cx="20" cy="20" r="17" fill="{BETTER}"/><path d="M11.500 20.500l6 6 11-12.500" fill="none" '
    'stroke="#fff" stroke-width="3.400" stroke-linecap="round" stroke-linejoin="round"/>',
    Sign.MISSED: f'<path d="M20 1.500 38.500 20 20 38.500 1.500 20z" fill="{WORSE}"/><path d="M14 14l12 12M26 14 14 26" '
    'stroke="#fff" stroke-width="3.400" stroke-linecap="round"/>',
    Sign.HIT_OR_MISS: f'<circle cx="20" cy="20" r="16.500" fill="#fff" stroke="{QUIET}" stroke-width="2.500"/>'
    f'<path d="M8 20h24" stroke="{QUIET}" stroke-width="2" stroke-dasharray="3 3"/>'
    f'<circle cx="15" cy="13.500" r="3.200" fill="{QUIET}"/><circle cx="25" cy="26.500" r="3.200" fill="{QUIET}"/>',
}
ARROWS = {
    1: '<path d="M20 29V12M13 18.500 20 11.500l7 7" fill="none" stroke="#fff" stroke-width="3.400" '
    'stroke-linecap="round" stroke-linejoin="round"/>',
    -1: '<path d="M20 11v17M13 21.500l7 7 7-7" fill="none" stroke="#fff" stroke-width="3.400" '
    'stroke-linecap="round" stroke-linejoin="round"/>',
    0: "",
}
AGAINST = {Assured.PASS: Sign.MET, Assured.FAIL: Sign.MISSED, Assured.HIT_OR_MISS: Sign.HIT_OR_MISS}


@dataclass(frozen=True)
class Icon:
    """What an icon shows: its sign, which way the number went (1 up, -1 down, else 0), and what makes it less sure.

    ``level`` says that the figures do not vary, ``unsettled`` that the newest ones are unusual the wrong way.
    """

    sign: Sign
    way: int = 0
    level: bool = False
    unsettled: bool = False

    def svg(self, size: int = 40) -> str:
        """The drawing, hidden from screen readers: its words are beside it."""
        return (
            f'<svg aria-hidden="true" viewBox="0 0 40 40" width="{size}" height="{size}">'
            f"{BODY[self.sign]}{ARROWS[self.way]}</svg>"
        )


def variation(facts: ChartFacts) -> Icon | None:
    """How the newest figure compares with the usual range; ``None`` where it has none."""
    limits = facts.usual(facts.latest)
    if limits is None or not limits.varies:
        return None
    flags, polarity = set(facts.latest.flags), facts.indicator.polarity
    high, low = bool(flags & set(HIGH)), bool(flags & set(LOW))
    if not high and not low:
        return Icon(Sign.USUAL)
    up = high and not (low and polarity is Polarity.LOWER)
    way = 1 if up else -1
    if polarity is Polarity.NONE:
        return Icon(Sign.CHANGED, way)
    return Icon(Sign.IMPROVING if up is (polarity is Polarity.HIGHER) else Sign.WORSENING, way)


SAYS = {Sign.MET: Code.MET, Sign.MISSED: Code.NOT_MET, Sign.HIT_OR_MISS: Code.HIT_OR_MISS}


def assurance_beside(verdict: Verdict, facts: ChartFacts) -> Icon | None:
    """The icon, where the verdict on the target says the same; ``None`` where it does not.

    The icon's limits may describe an earlier time than the last year, which the verdict is about.
    """
    icon = assurance(facts)
    return icon if icon is not None and SAYS[icon.sign] is verdict.code else None


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
    judgement = assured(values, (limits.lower, limits.upper), target.value, target.direction == "at least")
    if judgement is Assured.NONE:
        return None
    newest = variation(facts)
    leaving = judgement is not Assured.FAIL and newest is not None and newest.sign is Sign.WORSENING
    return Icon(AGAINST[judgement], level=not limits.varies, unsettled=leaving)
