"""Of whom an indicator's counts of records are, so that what one indicator shows is seen where another hides it.

An outsider reads the definitions: two counts with the same conditions are one, and a count with more conditions is a part
of one with fewer.  Conditions are compared as they are declared, so two that mean the same and are written in different
ways are taken to be different.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from indicators.core.records import Events, everything

Condition = Any
"""An Ibis operation, which is equal to another that is written in the same way."""


@dataclass(frozen=True)
class People:
    """Who is counted: by what, when, as what, and under which conditions, all of which hold."""

    table: str
    on: str
    how: tuple[Any, ...]
    once: bool
    conditions: frozenset[Condition]

    def are_part_of(self, others: People) -> bool:
        """Is each of them one of some others?  Where a person is counted once, groups are not, so nothing is said."""
        if self.once or self == others or replace(self, conditions=others.conditions) != others:
            return False
        return all(any(_follows(other, condition) for condition in self.conditions) for other in others.conditions)


@cache
def in_all(figures: Events) -> People | None:
    """All whom figures count; ``None`` where what is counted is no number of records or people."""
    if figures.below is not None or figures.in_period is not None or figures.of_each is not None:
        return None
    return _people(figures, figures.on, _conditions(figures, figures.counted))


@cache
def on_top(figures: Events) -> People | None:
    """Those of them who are on top; ``None`` where what is on top is no number of records or people."""
    if figures.in_period is not None or figures.of_each is not None:
        return None
    counted = _conditions(figures, figures.counted)
    if figures.top is None:
        return _people(figures, figures.on, counted)
    if not _expression(figures, figures.top).type().is_boolean():
        return None
    top = _conditions(figures, figures.top)
    if figures.persons:  # a person is on top by one record and counted by another
        top = frozenset({("on top", top)})
    return _people(figures, figures.top_on or figures.on, counted | top)


def _people(figures: Events, on: str, conditions: frozenset[Condition]) -> People:
    until = None if figures.until is None else _expression(figures, figures.until).op()
    reaches = (until, figures.through, figures.covers_months > 0, figures.looks_back_months, figures.of_ages)
    return People(figures.table, on, (*reaches, figures.persons), bool(figures.persons), conditions)


def _expression(figures: Events, declared: Any) -> Any:
    from indicators.core.measures.records_in_force import unbound

    return declared(unbound(figures.table))


def _conditions(figures: Events, declared: Any) -> frozenset[Condition]:
    """The conditions that hold together, each by itself."""
    from ibis.expr import operations as ops

    if declared is everything:
        return frozenset()
    conditions, remaining = set(), [_expression(figures, declared).op()]
    while remaining:
        condition = remaining.pop()
        if isinstance(condition, ops.And):
            remaining += [condition.left, condition.right]
        else:
            conditions.add(condition)
    return frozenset(conditions)


def _follows(wanted: Condition, premise: Condition) -> bool:
    """Does one condition hold wherever another does: the same, or one that is a limit further out?"""
    from ibis.expr import operations as ops

    if wanted == premise:
        return True
    further = {ops.Greater: 1, ops.GreaterEqual: 1, ops.Less: -1, ops.LessEqual: -1}.get(type(premise))
    if further is None or type(wanted) is not type(premise) or wanted.left != premise.left:
        return False
    limits = (wanted.right, premise.right)
    return (
        all(isinstance(limit, ops.Literal) for limit in limits)
        and further * (premise.right.value - wanted.right.value) > 0
    )
