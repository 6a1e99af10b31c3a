"""A check for tests: every number in a chart's text alternative is also in its table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from charts import words
from charts.facts import ChartFacts
from charts.words import table

NUMBER = re.compile(r"(?<![\w.,])-?\d+(?:,\d{3})*(?:\.\d+)?%?")
TALLIES = re.compile(r"\b\d+ (?:figures?(?:,|;| hidden)|points? unusual)")


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def cells(facts: ChartFacts) -> str:
    """The whole table, heads and all."""
    return " | ".join(cell for row in (table.header(facts), *table.rows(facts)) for cell in row)


def all_in_the_table(facts: ChartFacts, *, but: Iterable[str] = ()) -> bool:
    """Does each number that is said, other than a tally of figures, stand in the table in the same form?"""
    alternative = TALLIES.sub("", words.alternative(facts).removeprefix(f"{facts.subject}, {facts.place}"))
    return numbers(alternative) - set(but) <= numbers(cells(facts))
