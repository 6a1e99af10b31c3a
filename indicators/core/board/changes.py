"""What changed between two versions: new figures, and verdicts that are no longer the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.core.verdicts import Verdicts

NAMES = {
    "direction": "Direction", "lately": "Newest figures", "target": "Target", "england": "Against England",
    "gap": "Gap between groups", "data": "Data",
}  # fmt: skip
OF_ITS_LINE = ("lately", "target")
"""Verdicts, besides the direction, that rest on no other figures than those of the line that speaks for Leeds."""
OF_FIGURES = (*OF_ITS_LINE, "england", "gap")


@dataclass(frozen=True)
class Flip:
    """One verdict before and after, by its word."""

    name: str
    before: str
    after: str


def flips(before: Verdicts, after: Verdicts, which: Iterable[str] = NAMES) -> tuple[Flip, ...]:
    """The verdicts, of those asked for, whose word is another than before."""
    words = [(NAMES[name], *(_word(verdicts, name) for verdicts in (before, after))) for name in which]
    return tuple(Flip(name, then, now) for name, then, now in words if then != now)


def _compared(before: Verdicts, after: Verdicts) -> bool:
    """Was there a figure then, and is there one now?"""
    return before.has_figure and after.has_figure


def _word(verdicts: Verdicts, name: str) -> str:
    verdict = getattr(verdicts, name)
    return verdict.word if verdict else "Nothing"


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

    @property
    def said(self) -> str:
        """What is new, in a sentence."""
        if self.before is None:
            return f"Published since then: {self.after.said} in {self.after.period}."
        if not self.before.has_figure and self.after.has_figure:
            return f"First figure: {self.after.said} in {self.after.period}."
        if self.before.has_figure and not self.after.has_figure:
            return f"No figure now; it was {self.before.said} in {self.before.period}."
        told = []
        if self.before.period != self.after.period:
            told.append(f"{self.after.said} in {self.after.period}; {self.before.said} in {self.before.period}")
        elif self.before.said != self.after.said:
            told.append(f"{self.after.said} in {self.after.period}, revised from {self.before.said}")
        elif self.before.value != self.after.value:
            told.append(f"{self.after.said} in {self.after.period}, revised by less than is shown")
        elif self.after.has_figure:
            told.append(f"{self.after.said} in {self.after.period}, as before")
        if self.flipped:
            told.append(f"{self.before.mark} before, {self.after.mark.lower()} now")
        told += [f"{flip.name}: {flip.after.lower()}, was {flip.before.lower()}" for flip in self.turned]
        return ". ".join(told) + "."


def between(
    before: Mapping[str, Verdicts], after: Mapping[str, Verdicts], which: Iterable[str] = OF_FIGURES
) -> list[Change]:
    """Indicators whose latest figure, direction, or another verdict of those asked for differs; other marks first."""
    both = [_change(before[name], after[name], which) for name in after if name in before]
    differing = [change for change in both if change.newer or change.flipped or change.turned]
    return sorted(
        differing,
        key=lambda change: (before[change.indicator].mark is change.after.mark, not change.turned),
    )


def _change(before: Verdicts, after: Verdicts, which: Iterable[str]) -> Change:
    turned = flips(before, after, which) if _compared(before, after) else ()
    return Change(after.indicator, before, after, turned)
