"""The newest figure of an indicator in words: how much, of when, of whom, and which way it went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from charts.words.counting import listed
from charts.words.figures import averaged, level, parts, period, pooled_period, with_unit, year
from indicators.core.verdicts.model import Verdicts, Why
from indicators.methods.because import Because


def figure(verdicts: Verdicts) -> str:
    """The newest figure with its unit; empty where there is none."""
    return "" if verdicts.value is None else with_unit(verdicts.value, verdicts.declared)


def number_and_unit(verdicts: Verdicts) -> tuple[str, str]:
    """The newest figure's number and, apart from it, its unit: "11.6" and "per 100,000 people"."""
    if verdicts.value is None:
        return "", ""
    number_, unit = parts(verdicts.value, verdicts.declared)
    return number_, unit if verdicts.declared.base_stated else "unit not stated"


def period_of(verdicts: Verdicts) -> str:
    """The newest figure's period; empty where there is none."""
    return "" if verdicts.period is None else period(verdicts.period)


def newest_period(verdicts: Verdicts) -> str:
    """The newest figure's period; of several bodies, that of the newest of theirs."""
    return newest_period_of((verdicts, *verdicts.bodies))


def newest_period_of(several: Iterable[Verdicts]) -> str:
    """The period of the newest figure of several; empty where none has one."""
    dated = [verdicts for verdicts in several if verdicts.period]
    return period_of(max(dated, key=lambda verdicts: verdicts.period_end or date.min)) if dated else ""


def place_of(verdicts: Verdicts) -> str:
    """Whose the figure is: the body, or the bodies side by side."""
    if verdicts.bodies:
        return listed([place_of(body) for body in verdicts.bodies])
    return verdicts.place.name if verdicts.place else ""


def arrow(verdicts: Verdicts) -> str:
    """Which way the number went, where it changed at all: an arrow always means the number."""
    return {1: "↑", -1: "↓"}.get(verdicts.way, "")


def change_since(verdicts: Verdicts) -> str:
    """Both levels compared, with when each was: a year's mean is never set against a month's figure without saying so."""
    difference, indicator = verdicts.difference, verdicts.declared
    if difference is None:
        return ""
    then, now = (level(compared_level, indicator) for compared_level in (difference.baseline, difference.latest))
    levels = _levels(verdicts)
    if not verdicts.averaged:
        if levels is None:
            return f"from {then}"
        when = pooled_period(levels["then"], levels["pooled"] or 1)
        since = f"from {then} ({when})" if (levels["pooled"] or 1) > 1 else f"from {then} in {when}"
        return since if newest_is_compared(verdicts) else f"{since} to {now} in {period(levels['now'])}"
    mean_words = averaged(verdicts.averaged, indicator).strip()
    if levels is None:
        return f"from {then} to {now}, {mean_words} over a year"
    return f"from {then} in {year(levels['then'])} to {now} in {year(levels['now'])}, {mean_words}"


def newest_is_compared(verdicts: Verdicts) -> bool:
    """Is the newest figure itself set against the start, rather than a year's mean or another line's figure?"""
    levels = _levels(verdicts)
    return not verdicts.averaged and (levels is None or levels["now"] == verdicts.period)


def earlier_too(verdicts: Verdicts) -> str:
    """An earlier year at the latest level or better, as a clause to end with; empty where there is none."""
    levels = _levels(verdicts)
    if levels is None or levels["earlier"] is None:
        return ""
    best, when = levels["earlier"]
    was, now = (level(compared_level, verdicts.declared) for compared_level in (best, levels["difference"].latest))
    return f"; {was} in {period(when)} too" if was == now else f"; it was {was} in {period(when)}"


def _levels(verdicts: Verdicts) -> Because | None:
    return next((reason for reason in verdicts.direction.reasons if reason.code is Why.LEVELS), None)
