"""Where an indicator's figures are taken from: a publisher's values, counts of a national file, registers, or records."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.core.groups import Groups
from indicators.core.records import FromRecords


@dataclass(frozen=True)
class Count:
    """A count in a national file: one series, or several added, less others taken away.

    ``categories`` picks groups of a ``dimension`` and adds them, as where 65 to 74, 75 to 89
    and 90 and over together are everybody of 65 or over.
    """

    series: tuple[str, ...]
    less: tuple[str, ...] = ()
    dimension: str = ""
    categories: tuple[str, ...] = ()


def count(*series: str, less: tuple[str, ...] = (), dimension: str = "", categories: tuple[str, ...] = ()) -> Count:
    """Say which counts of a national file to add and which to take away."""
    return Count(series, less, dimension, categories)


@dataclass(frozen=True)
class Published:
    """Figures that a publisher computed, by source in order of trust.

    A source is written ``source`` (its rows carry our indicator's id) or ``source:series``
    (its rows carry the publisher's own number for the series).
    """

    sources: tuple[str, ...]
    by: tuple[str, ...] = ()

    @property
    def series(self) -> tuple[str, ...]:
        """The publisher's own numbers of the series named."""
        return tuple(source.partition(":")[2] for source in self.sources if ":" in source)


@dataclass(frozen=True)
class Activity:
    """Counts or values of a national activity file, taken from ``service_activity``.

    ``value`` is the publisher's own percentage, mean or median where there is one; counts give
    it where there is none, and give its limits.  ``by`` lists dimensions to break it down by.
    """

    source: str
    value: str = ""
    numerator: Count | None = None
    denominator: Count | None = None
    by: tuple[str, ...] = ()
    between: Groups | None = None
    headline: bool = True
    complement: bool = False

    @property
    def series(self) -> tuple[str, ...]:
        """Every series it takes values or counts from."""
        counted = (wanted for wanted in (self.numerator, self.denominator) if wanted is not None)
        return tuple(name for name in (self.value, *(s for c in counted for s in (*c.series, *c.less))) if name)


@dataclass(frozen=True)
class Register:
    """Counts of what co-production networks wrote down in their registers, as SQL.

    ``counts`` reads the tables ``in_force_<register>`` of ``tables`` and gives a row for each network, period and group:
    the columns of ``indicators.core.measures.register_counts``.  ``of_people`` says that they are counts of people,
    of whom a few are never shown; ``counts_everything`` that they count all there is, so that chance has no part in them
    and they have no limits.
    """

    tables: tuple[str, ...]
    counts: str
    of_people: bool = False
    counts_everything: bool = False

    @property
    def series(self) -> tuple[str, ...]:
        """None: a register has no publisher's numbers."""
        return ()


Figures = Published | Activity | Register | FromRecords


def published(*sources: str, by: tuple[str, ...] = ()) -> Published:
    """Select a publisher's own values, trusting the sources in the order given."""
    return Published(sources, by)


def activity(
    source: str,
    *,
    value: str = "",
    numerator: Count | None = None,
    denominator: Count | None = None,
    by: tuple[str, ...] = (),
    between: Groups | None = None,
    headline: bool = True,
    complement: bool = False,
) -> Activity:
    """Select counts or values of a national file.

    ``complement`` turns "not recorded" into "recorded": the denominator less the numerator.
    ``headline=False`` gives breakdowns only, where another file gives the main line.
    """
    return Activity(source, value, numerator, denominator, by, between, headline, complement)


def register(*tables: str, counts: str, of_people: bool = False, counts_everything: bool = False) -> Register:
    """Count what networks wrote down; ``counts`` is SQL over the registers named."""
    return Register(tables, counts, of_people, counts_everything)
