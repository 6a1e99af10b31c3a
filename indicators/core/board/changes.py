"""What changed between two versions: new figures, and verdicts that are no longer the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.core.verdicts import Code, Mark, Verdict, Verdicts


class Part(StrEnum):
    """Which of an indicator's verdicts is meant."""

    DIRECTION = "direction"
    LATELY = "lately"
    TARGET = "target"
    ENGLAND = "england"
    GAP = "gap"
    DATA = "data"


OF_ITS_LINE = (Part.LATELY, Part.TARGET)
"""Verdicts, besides the direction, that rest on no other figures than those of the place's own line."""
OF_FIGURES = (*OF_ITS_LINE, Part.ENGLAND, Part.GAP)


@dataclass(frozen=True)
class Flip:
    """One verdict before and after; ``None`` where there was none."""

    part: Part
    before: Verdict | None
    after: Verdict | None


def flips(before: Verdicts, after: Verdicts, parts: Iterable[Part] = tuple(Part)) -> tuple[Flip, ...]:
    """The verdicts, of those asked for, that come to something else than before."""
    pairs = [Flip(part, getattr(before, part), getattr(after, part)) for part in parts]
    return tuple(pair for pair in pairs if _comes_to(pair.before) != _comes_to(pair.after))


def _compared(before: Verdicts, after: Verdicts) -> bool:
    """Was there a figure then, and is there one now?"""
    return before.has_figure and after.has_figure


def _comes_to(verdict: Verdict | None) -> tuple[Code, bool] | None:
    """A verdict's code; a trend that is judged is another than one that is not."""
    if verdict is None:
        return None
    return verdict.code, verdict.mark in (Mark.BETTER, Mark.WORSE)


@dataclass(frozen=True)
class Change:
    """One indicator before and after; ``before`` is ``None`` where only the newest figure is known to be new.

    ``turned`` are verdicts besides the direction that are known to be others than before.
    """

    indicator: str
    before: Verdicts | None
    after: Verdicts
    turned: tuple[Flip, ...] = ()

    @property
    def newer(self) -> bool:
        """Is its latest figure another than before, by period or by value?"""
        return self.before is None or (self.before.value, self.before.period) != (self.after.value, self.after.period)

    @property
    def flipped(self) -> bool:
        """Is its direction known to be another than before?  A first figure has none to be set against."""
        return (
            self.before is not None and _compared(self.before, self.after) and self.before.mark is not self.after.mark
        )


def between(
    before: Mapping[str, Verdicts], after: Mapping[str, Verdicts], parts: Iterable[Part] = OF_FIGURES
) -> list[Change]:
    """Indicators whose latest figure, direction, or another verdict of those asked for differs; other marks first."""
    both = [_change(before[name], after[name], parts) for name in after if name in before]
    differing = [change for change in both if change.newer or change.flipped or change.turned]
    return sorted(
        differing,
        key=lambda change: (before[change.indicator].mark is change.after.mark, not change.turned),
    )


def _change(before: Verdicts, after: Verdicts, parts: Iterable[Part]) -> Change:
    turned = flips(before, after, parts) if _compared(before, after) else ()
    return Change(after.indicator, before, after, turned)
