"""What changed between two versions: new figures, and verdicts that are no longer the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.core.verdicts import Mark, Verdicts


@dataclass(frozen=True)
class Change:
    """One indicator before and after; ``before`` is ``None`` where only the newest figure is known to be new."""

    indicator: str
    before: Verdicts | None
    after: Verdicts

    @property
    def flipped(self) -> bool:
        """Is its direction known to be another than before?"""
        return self.before is not None and self.before.mark is not self.after.mark

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
        if self.flipped:
            told.append(f"{self.before.mark} before, {self.after.mark.lower()} now")
        return ". ".join(told) + "."


def between(before: Mapping[str, Verdicts], after: Mapping[str, Verdicts]) -> list[Change]:
    """Indicators whose latest figure or direction differs, changed verdicts first."""
    differing = [
        Change(name, before[name], after[name])
        for name in after
        if name in before and _latest(before[name]) != _latest(after[name])
    ]
    return sorted(differing, key=lambda change: not change.flipped)


def _latest(verdicts: Verdicts) -> tuple[float | None, str, Mark]:
    return verdicts.value, verdicts.period, verdicts.mark
