"""Numbers and lists as a sentence has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from indicators.core.verdicts import Mark, Verdicts

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 indicator", "2 indicators"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def in_words(number: int) -> str:
    """Small numbers as words, as at the start of a sentence."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


def tally(verdicts: Iterable[Verdicts]) -> Counter[Mark]:
    """How many indicators carry each mark; each is counted once."""
    return Counter({verdict.indicator: verdict.mark for verdict in verdicts}.values())


def have(number: int) -> str:
    return "has" if number == 1 else "have"


def upper(sentence: str) -> str:
    """With its first letter large, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def lower(sentence: str) -> str:
    """With its first letter small, the rest as it is."""
    return sentence[:1].lower() + sentence[1:]
