"""Counts over records of services, as an indicator declares them: which records, which of them are on top, and when.

What is counted is written once, as a function of the contract's table that gives an Ibis expression, so that it runs on
whatever engine holds the records.  Nothing here imports Ibis: pages import the catalogue, and compute nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from indicators.core.groups import Groups

Column = Any
"""An Ibis column, or a table of them: Ibis gives no types that a declaration could use without importing it."""
Expression = Callable[[Column], Column]
OfPeriod = Callable[[Column, Column, Column], Column]
"""What a record brings to a period, of the record and the period's first and last day."""

SEX, AGE, FIFTH, ETHNIC = "sex", "age", "deprivation fifth", "ethnic group"
BY_WHOM = (SEX, AGE, FIFTH, ETHNIC)
OF_THE_TABLE = {SEX: "sex", FIFTH: "deprivation_fifth", ETHNIC: "ethnic_group"}
"""The column of a breakdown that needs no more than its column."""
NOT_KNOWN = "Not known"
MOST_DEPRIVED, LEAST_DEPRIVED = "1 most deprived", "5 least deprived"
"""What the ends of the fifths are called in figures; in records they are 1 and 5."""
CHILD, OLDER, OLDEST = 18, 65, 120
FINANCIAL_YEAR = 4
"""The month in which a financial year begins."""


def everything(records: Column) -> Column:
    """Every record."""
    return records.load_id.notnull()


@dataclass(frozen=True)
class Events:
    """Counts over a table of records, by period, body, and one group at a time.

    A record is counted where ``counted`` is true, in the period of the day ``on``; with ``until``, the day on which it ends,
    at the end of each period by which it has begun and not ended.  ``top`` says which of them are on top, or how many
    things each brings there; ``below`` how many each brings below, where that is not 1.  What is on top may count in the
    period of another day, ``top_on``.  ``by`` are the breakdowns, of months and quarters by financial year, ``ages`` where
    the bands of age begin.

    With ``persons`` each person is counted once, in the groups that their latest record knows: on top if "any" record of
    theirs is, or as the "latest" that has an answer says, ``top`` being null where it has none.  ``of_ages`` are the first
    and the last age of those counted: at the end of each period with ``until``, else on the day of the record.

    With ``until`` and ``through`` a record counts in every period that it reaches into, and with ``covers_months`` in every
    one whose so many months up to its end it reaches into.  ``in_period`` says how many things it brings on top in a
    period, such as days; ``of_each`` a number of each record, such as a wait, whose median is the figure.

    A figure covers the ``step_months`` up to each end of such a step, which begin with the month ``first_month`` of a year;
    ``looks_back_months`` where each record itself looks back so far.  It is made once the extract was drawn ``settled_days``
    after the period's end, since what is counted may still happen until then; and from ``lead_in_months`` after the first
    day ``since`` on, since an extract of referrals that came from a day on lacks what was under way by then.
    """

    table: str
    on: str
    counted: Expression = everything
    top: Expression | None = None
    below: Expression | None = None
    top_on: str = ""
    until: Expression | None = None
    through: bool = False
    in_period: OfPeriod | None = None
    of_each: OfPeriod | None = None
    persons: Literal["", "any", "latest"] = ""
    of_ages: tuple[int, int] | None = None
    step_months: int = 1
    covers_months: int = 0
    looks_back_months: int = 0
    first_month: int = 1
    since: str = ""
    lead_in_months: int = 0
    settled_days: int = 0
    by: tuple[str, ...] = BY_WHOM
    ages: tuple[int, ...] = (CHILD, OLDER)
    between: Groups | None = None

    @property
    def series(self) -> tuple[str, ...]:
        """None: records have no publisher's numbers."""
        return ()

    @property
    def months_in_a_figure(self) -> int:
        """How many months a figure covers."""
        return self.looks_back_months or self.covers_months or self.step_months

    @property
    def adds_up(self) -> bool:
        """Are the counts of a year those of its months together?

        Not where each person or stay is counted once in a period, or where a figure looks back over several.
        """
        by_itself = bool(self.persons) or self.through or self.of_each is not None
        return not by_itself and self.months_in_a_figure == self.step_months


@dataclass(frozen=True)
class Rates:
    """Rates of what somebody has counted by age band: crude, standardised by age, or the ratio of two such rates.

    Which of them is the indicator's method.  ``event`` is counted for people from ``youngest`` to ``oldest``, who begin and
    end a band of five years, over ``years`` together that begin with the month ``first_month``.
    """

    event: str
    youngest: int = 0
    oldest: int = OLDEST
    years: int = 1
    first_month: int = 1
    between: Groups | None = None
    table: str = "health_event"

    @property
    def series(self) -> tuple[str, ...]:
        """None: records have no publisher's numbers."""
        return ()


@dataclass(frozen=True)
class Answers:
    """Shares of answers to surveys that name the indicator: of respondents with their weights, or of groups."""

    by: tuple[str, ...] = BY_WHOM
    ages: tuple[int, ...] = (CHILD, OLDER)
    between: Groups | None = None
    table: str = "survey_answer"

    @property
    def series(self) -> tuple[str, ...]:
        """None: records have no publisher's numbers."""
        return ()


@dataclass(frozen=True)
class LifeExpectancy:
    """Years that people live from birth on, by the deaths that somebody has counted by age band over ``years`` together."""

    years: int = 3
    first_month: int = 1
    table: str = "health_event"

    @property
    def between(self) -> None:
        """No two groups make the figure: it is of everybody and of each group."""

    @property
    def series(self) -> tuple[str, ...]:
        """None: records have no publisher's numbers."""
        return ()


FromRecords = Events | Rates | LifeExpectancy | Answers


def events(table: str, on: str, **declared: Any) -> Events:
    """Count the records of a table by the day ``on``; see ``Events`` for what can be declared."""
    return Events(table, on, **declared)


OF_WORKING_AGE = (CHILD, 69)
"""The ages of the national measures of work and homes."""


def in_secondary_care(referral: Column) -> Column:
    """Is the referral to secondary care for adults?"""
    return referral.service.isin(("community adult", "community older adult", "early intervention in psychosis"))


def whose_pseudonym(records: Column) -> Column:
    """Within what a pseudonym is one person: the provider, or all who share theirs."""
    if "person_shared" not in records.columns:
        return records.provider
    return (records.person_shared == "yes").fill_null(False).ifelse("", records.provider)


def seconds(first: Column, then: Column) -> Column:
    """How many seconds lie between two moments."""
    return then.epoch_seconds() - first.epoch_seconds()


def days(first: Column, then: Column) -> Column:
    """How many days lie between two days."""
    return then.delta(first, unit="day")


def days_within(begins: Column, ends: Column, first: Column, last: Column) -> Column:
    """How many days from one day up to, and without, another lie in a period of a first and a last day."""
    whole = days(first, last) + 1
    return days(first, ends).clip(upper=whole) - days(first, begins).clip(lower=0)


def yes(answer: Column) -> Column:
    """Is a cell "yes"?  Where it is empty nobody said so."""
    return (answer == "yes").fill_null(False)
