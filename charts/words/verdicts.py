"""Verdicts in words: what each comes to, why, and what to be careful of."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from charts.words.methods import GROUNDS
from charts.words.reasons import SENTENCES, next_figure
from indicators.core.model import Indicator
from indicators.core.verdicts.model import Verdict, Why
from indicators.methods.because import Because


def reason(verdict: Verdict, indicator: Indicator) -> str:
    """Why a verdict is what it is, in a sentence or a few."""
    first = verdict.reasons[0].code if verdict.reasons else None
    if first is Why.NEXT_FIGURE:
        return next_figure(verdict.code, verdict.reasons[0], indicator)
    if any(given_reason.code is Why.GROUPS_NOW for given_reason in verdict.reasons):
        return _gap_reason(verdict, indicator)
    return in_words(verdict.reasons, indicator)


def both_rates(verdict: Verdict, indicator: Indicator) -> str:
    """The newest level of each of the groups that a gap is between; empty where none is held."""
    return next(
        (sentence(given_reason, indicator) for given_reason in verdict.reasons if given_reason.code is Why.GROUPS_NOW),
        "",
    )


def caution(verdict: Verdict, indicator: Indicator) -> str:
    """What makes a verdict less sure; empty where nothing does."""
    return in_words(verdict.cautions, indicator)


def cautions(verdicts: Iterable[Verdict], indicator: Indicator) -> str:
    """What makes any of several verdicts on one page less sure, each said once."""
    return in_words((caution_given for verdict in verdicts for caution_given in verdict.cautions), indicator)


def in_words(reasons: Iterable[Because], indicator: Indicator) -> str:
    """Reasons as one text, each once."""
    sentences = (sentence(reason, indicator) for reason in reasons)
    return " ".join(dict.fromkeys(text for text in sentences if text))


def sentence(reason: Because, indicator: Indicator) -> str:
    """One reason in words."""
    if isinstance(reason.code, Why):
        return SENTENCES[reason.code](reason, indicator)
    return GROUNDS[reason.code](reason)


def _gap_reason(verdict: Verdict, indicator: Indicator) -> str:
    """What a gap would hide, both levels now, then both before or why they are not compared."""
    coded_sentences = [(given_reason.code, sentence(given_reason, indicator)) for given_reason in verdict.reasons]
    ends: dict[StrEnum, str] = {Why.GROUPS_NOW: "; " if verdict.reasons[-1].code is Why.GAP_MOVED else ". "}
    return "".join(text + ends.get(code, " ") for code, text in coded_sentences).strip()
