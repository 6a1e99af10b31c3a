"""Verdicts with the words that are made of them, so that a test can hold both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from charts import words
from indicators.core.model import Indicator
from indicators.core.verdicts import Bar, Code, Mark, Verdict, Verdicts

PARTS = ("direction", "lately", "target", "england", "gap", "data")


@dataclass(frozen=True)
class VerdictInWords:
    """One verdict: its codes, and in words what it comes to, why, and with which cautions."""

    code: Code
    mark: Mark
    bar: Bar | None
    word: str
    reason: str
    caution: str


def in_words_of(verdict: Verdict, indicator: Indicator, *, direction: bool = False) -> VerdictInWords:
    word = words.direction_word(verdict) if direction else words.word(verdict)
    reason, caution = words.reason(verdict, indicator), words.caution(verdict, indicator)
    return VerdictInWords(verdict.code, verdict.mark, verdict.bar, word, reason, caution)


class VerdictsInWords:
    """All verdicts on an indicator; what is no verdict is as it is."""

    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts = verdicts

    def __getattr__(self, name: str) -> Any:
        part = getattr(self.verdicts, name)
        if name in PARTS and part is not None:
            return in_words_of(part, self.verdicts.declared, direction=name == "direction")
        return part

    @property
    def figure(self) -> str:
        return words.figure(self.verdicts)

    @property
    def when(self) -> str:
        return words.period_of(self.verdicts)

    @property
    def arrow(self) -> str:
        return words.arrow(self.verdicts)

    @property
    def change_since(self) -> str:
        return words.change_since(self.verdicts)
