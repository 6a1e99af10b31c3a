"""Counts from the registers of co-production: the SQL that indicators share, and the figures that come of it.

A row of the SQL is of one network, period and group, in columns of ``COLUMNS``: the count on top and, for a share,
the count below; or a ``value`` of its own, for a mean with its ``deviation`` and the ``size`` it is of.  A share may have
a ``reference``, in per cent, that is taken from it.  ``hidden`` says that a count of it did not pass the gate
(``indicators.core.disclosure``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection

from indicators.core import disclosure
from indicators.core.figures import Register
from indicators.core.measures.approximate import Approximate
from indicators.core.model import Indicator
from indicators.methods.intervals import student, wilson

COLUMNS = (
    "network", "period_start", "period_end", "step_months", "dimension", "category", "numerator", "denominator",
    "value", "deviation", "size", "reference", "population_base", "hidden", "citation", "load_id", "row_number",
)  # fmt: skip
SPANS = {3: "quarter", 12: "year"}
LIMITS = ((0.95, "lower95", "upper95"), (0.998, "lower998", "upper998"))
FEWEST_FOR_A_MEAN = 5
"""A mean of fewer values has no limits: how much they vary cannot be said."""
FEWEST_FOR_A_SHARE = 3
"""A share of fewer things than this is no figure: one of one is not "all of them"."""
FROM_A_REGISTER = "from a register"
ROLE = "network"


@dataclass(frozen=True)
class By:
    """A breakdown: its dimension, SQL for the group of a row, for which rows it is, and counts of its own where it has any."""

    dimension: str
    category: str
    where: str = "true"
    numerator: str = ""
    denominator: str = ""


WHOLE = By("", "''")


@dataclass(frozen=True)
class When:
    """Which column says when, and how long a period is in months.  A row of which only the year is known is in no quarter."""

    day: str
    months: int = 3
    precision: str = ""

    @property
    def start(self) -> str:
        """SQL for the first day of a row's period."""
        return f"date_trunc('{SPANS[self.months]}', {self.day})::DATE"

    @property
    def end(self) -> str:
        """SQL for the last day of a row's period."""
        return f"({self.start} + INTERVAL {self.months} MONTH - INTERVAL 1 DAY)::DATE"

    @property
    def known(self) -> str:
        """SQL for rows of which it is known in which period they are."""
        exact = f" AND coalesce({self.precision}, 'day') <> 'year'" if self.precision and self.months < 12 else ""
        return f"{self.day} IS NOT NULL{exact}"


def share(table: str, when: When, top: str, below: str, by: Sequence[By] = ()) -> str:
    """SQL for how many rows of a register are ``top`` among those that are ``below``, both conditions in SQL."""
    return counted(table, when, f"count(*) FILTER (({below}) AND ({top}))", f"count(*) FILTER ({below})", by)


def counted(
    table: str, when: When, numerator: str, denominator: str = "NULL", by: Sequence[By] = (), *, where: str = "true"
) -> str:
    """SQL for aggregates over the rows of a register ``where`` a condition holds, all of them and by each breakdown.

    A period that was not over when the register came is left out: what is still to happen in it is not known.
    """
    over = f"{when.end} <= {newest_load_day(table)}"
    rows = f"FROM in_force_{table} WHERE {when.known} AND {over} AND {where}"
    source = f"(SELECT *, {when.start} AS period_start, {when.end} AS period_end {rows})"
    return together(of_group(source, when.months, numerator, denominator, group) for group in (WHOLE, *by))


def standing(
    table: str,
    key: str,
    when: When,
    numerator: str,
    denominator: str = "NULL",
    by: Sequence[By] = (),
    *,
    where: str = "true",
) -> str:
    """SQL for aggregates over what stood at the end of each period: of every ``key`` its latest entry by then.

    Periods are those in which the register has an entry of the network; entries are those ``where`` a condition holds.
    """
    entries = f"(SELECT * FROM in_force_{table} WHERE {when.known} AND {where})"
    source = f"""(
        WITH periods AS (
            SELECT DISTINCT network, {when.start} AS period_start, {when.end} AS period_end FROM {entries}
        )
        SELECT entry.*, period_start, period_end FROM periods JOIN {entries} AS entry USING (network)
        WHERE {when.day} <= period_end
        QUALIFY row_number() OVER (PARTITION BY network, period_end, {key} ORDER BY {when.day} DESC) = 1
    )"""
    return together(of_group(source, when.months, numerator, denominator, group) for group in (WHOLE, *by))


def together(parts: Iterable[str]) -> str:
    """SQL for the rows of several parts."""
    return " UNION ALL BY NAME ".join(f"({part})" for part in parts)


def of_group(source: str, months: int, numerator: str, denominator: str, group: By) -> str:
    """SQL for aggregates over rows with their period, of one breakdown or of the whole."""
    return f"""
        SELECT network, period_start, period_end, {months} AS step_months,
            '{group.dimension}' AS dimension, {group.category} AS category,
            CAST({group.numerator or numerator} AS DOUBLE) AS numerator,
            CAST({group.denominator or denominator} AS DOUBLE) AS denominator,
            min(citation) AS citation, max(load_id) AS load_id, min(row_number) AS row_number
        FROM {source} WHERE {group.where} GROUP BY ALL
    """


def newest_load_day(table: str) -> str:
    """SQL for the day on which the newest load of a register came."""
    return f"(SELECT max(CAST(loaded_at AS DATE)) FROM load WHERE load_id IN (SELECT load_id FROM in_force_{table}))"


def measures(connection: DuckDBPyConnection, register: Register, indicator: Indicator) -> pd.DataFrame:
    """The figures of an indicator from registers, a row a network, period and group; few people are hidden.

    Columns as the engine joins them: value, counts, where from; limits only of means (Student's t) and of shares less a
    reference (Wilson's), since the engine makes those of proportions and counts.
    """
    figures = connection.execute(f"SELECT * FROM ({register.counts}) ORDER BY ALL").df()
    figures = figures.reindex(columns=[*COLUMNS])
    if figures.empty:
        return pd.DataFrame()
    figures = figures[~figures["denominator"].between(1, FEWEST_FOR_A_SHARE - 1)] if not register.of_people else figures
    hidden = figures["hidden"].eq(True)
    ours = figures["numerator"] / figures["denominator"].where(figures["denominator"] > 0) * indicator.multiplier
    ours -= figures["reference"].astype("float64").fillna(0)
    counts = figures["numerator"].where(figures["denominator"].isna())
    figures["value"] = figures["value"].fillna(ours).fillna(counts)
    figures = _with_limits(figures.assign(hidden=hidden)[figures["value"].notna() | hidden])
    if figures.empty:
        return pd.DataFrame()
    figures = figures.assign(
        area=figures["network"], role=ROLE, window_months=figures["step_months"], source=register.tables[0],
        series=register.tables[0], suppressed=None, note=None, status="final", release_precision="unknown",
        method=FROM_A_REGISTER, approximate=Approximate.EVERYTHING.value if register.counts_everything else None,
    )  # fmt: skip
    figures["release"] = pd.Series(pd.NaT, index=figures.index, dtype="datetime64[us]")
    return (disclosure.hide_few(figures) if register.of_people else figures.drop(columns="hidden")).drop(
        columns="network"
    )


def _with_limits(figures: pd.DataFrame) -> pd.DataFrame:
    """Student's limits of means of enough values, Wilson's of shares less a reference; not a number elsewhere.

    The reference counts everybody, so chance has no part in it.
    """
    figures = figures.assign(**{name: np.nan for _, *names in LIMITS for name in names})
    known = figures["size"].ge(FEWEST_FOR_A_MEAN) & figures["deviation"].notna()
    for confidence, lower, upper in LIMITS if known.any() else ():
        half = student(figures.loc[known, "deviation"], figures.loc[known, "size"], confidence)
        figures.loc[known, lower] = figures.loc[known, "value"] - half
        figures.loc[known, upper] = figures.loc[known, "value"] + half
    compared = figures["reference"].notna() & figures["denominator"].gt(0)
    for confidence, *names in LIMITS if compared.any() else ():
        shares = wilson(figures.loc[compared, "numerator"], figures.loc[compared, "denominator"], confidence)
        for name, limit in zip(names, shares, strict=True):
            figures.loc[compared, name] = 100 * limit - figures.loc[compared, "reference"].astype("float64")
    return figures.drop(columns=["deviation", "size", "reference"])
