"""What somebody in the room is likely to ask of an indicator, and what the facts answer."""

from __future__ import annotations

from charts.words.codes import direction_word, word
from charts.words.verdicts import caution, reason
from indicators.core.verdicts import Code, Verdict, Verdicts


def likely_questions(verdicts: Verdicts) -> list[tuple[str, str]]:
    """Questions with their answers; one that the facts have nothing to say to says why."""
    declared = verdicts.declared
    direction = " ".join(
        part
        for part in (
            f"{direction_word(verdicts.direction)}.",
            reason(verdicts.direction, declared),
            caution(verdicts.direction, declared),
        )
        if part
    )
    answered_questions = [("Is this more than chance?", direction)]
    if verdicts.lately:
        answered_questions.append(("And lately?", _answer(verdicts.lately, verdicts)))
    answered_questions.append(("How does it compare with England?", _answer(verdicts.england, verdicts)))
    if verdicts.gap.code is not Code.NOT_COMPARED:
        answered_questions.append(("Which groups fare worse?", _answer(verdicts.gap, verdicts)))
    answered_questions.append(("Is it on target?", _answer(verdicts.target, verdicts)))
    answered_questions.append(("What does it count?", declared.definition))
    return answered_questions


def _answer(verdict: Verdict, verdicts: Verdicts) -> str:
    return f"{word(verdict)}. {reason(verdict, verdicts.declared)}".strip()
