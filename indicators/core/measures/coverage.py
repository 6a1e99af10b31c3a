"""Which periods the extracts of services cover: before, after and between them nobody can say what happened.

An extract says from which day on it holds every record, and on which day it was drawn.  Where it does not say the first,
its records are looked at: those before the services were fully recorded, such as an old referral that is still open, are
few a month.  A figure is made of periods that the extracts of every provider cover.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import ibis
import pandas as pd
from pandas._libs.tslibs.nattype import NaTType

from indicators.core.measures.records_in_force import RECORDS_COUNTED, Records, Table, unbound
from indicators.core.records import Events

USUAL_SHARE = 0.25
"""Records are complete from the first month on that has such a share of the records of a usual month."""
FIRST_DAYS = 3
"""The very first month counts as whole where a record comes in its first days."""
STRAY = 0.01
"""A provider with a smaller share of a body's records may leave its extracts out: it hardly moves the figure."""
DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Coverage:
    """``spans`` has a row a provider and stretch of days of which it gave every record: ``begins`` to ``drawn``.

    ``bodies`` has a row a provider, commissioner and area with the number of their records together.
    """

    spans: pd.DataFrame
    bodies: pd.DataFrame

    @property
    def providers(self) -> set[str]:
        """Who gave extracts."""
        return {*self.spans["provider"]}

    @property
    def last_day(self) -> pd.Timestamp:
        """The last day that any extract covers."""
        last: pd.Timestamp = self.spans["drawn"].max() - DAY
        return last

    def whole(self, periods: pd.DataFrame, figures: Events, column: str) -> pd.DataFrame:
        """Those of some periods, a row a body (``area``) and period, that are known whole.

        ``column`` of ``bodies`` says whose records make the figure of a body.
        """
        whose = self._whose(column)
        needed = periods[["area", "period_start", "period_end"]].drop_duplicates().merge(whose, on="area")
        begins = needed["period_start"] + pd.DateOffset(months=figures.looks_back_months)
        needed = needed.assign(
            first=begins - pd.DateOffset(months=figures.lead_in_months),
            last=needed["period_end"] + pd.Timedelta(days=figures.settled_days),
        )
        both = needed.merge(self.spans, on="provider", how="left")
        both["covered"] = (both["begins"] <= both["first"]) & (both["last"] < both["drawn"])
        key = ["area", "period_start", "period_end"]
        by_provider = both.groupby([*key, "provider"])["covered"].any().groupby(level=key)
        on_a_register = bool(figures.looks_back_months)  # a practice that has closed is on no later register
        known = by_provider.any() if on_a_register else by_provider.all()
        return known[known].reset_index()[key]

    def _whose(self, column: str) -> pd.DataFrame:
        """The providers whose extracts the figure of each body rests on."""
        record_counts = self.bodies.groupby([column, *({"provider"} - {column})], as_index=False)["records"].sum()
        share = record_counts["records"] / record_counts.groupby(column)["records"].transform("sum")
        providers = record_counts[share >= STRAY]
        # Where no record names such a body the column holds nothing, and would be one of numbers.
        return pd.DataFrame({"area": providers[column].astype(object), "provider": providers["provider"]})


class Request(NamedTuple):
    """Of which records coverage is wanted: their table, the column of the day that counts, and those of bodies.

    Do stretches that meet make one?  Not for what is counted while it lasts: see :func:`_spans`.
    """

    table: str
    day: str
    columns: tuple[str, ...]
    stretches_meet: bool


def of(records: Records, figures: Events, columns: tuple[str, ...]) -> Coverage:
    """What the extracts of a table cover, by the day that a figure counts from; ``columns`` are those of bodies.

    It is worked out once for all indicators that ask the same.
    """
    request = Request(figures.table, figures.since or figures.on, columns, stretches_meet=figures.until is None)
    if request not in records.coverage:
        records.coverage[request] = _worked_out(records, request)
    return records.coverage[request]


def _worked_out(records: Records, request: Request) -> Coverage:
    record_counts = records.added_up(request.table, _records_by_month(request.table, request.day, request.columns))
    record_counts = record_counts.assign(
        **{name: pd.to_datetime(record_counts[name]) for name in ("extracted", "complete_from")}
    )
    spans = [_spans(of_one, request.stretches_meet) for _, of_one in record_counts.groupby("provider")]
    bodies = record_counts.groupby([*request.columns], as_index=False, dropna=False).agg(records=("records", "sum"))
    return Coverage(pd.concat(spans, ignore_index=True), bodies)


@cache
def _records_by_month(table: str, on: str, columns: tuple[str, ...]) -> Table:
    """The records of a table by bodies, extract and month of a day, and those of the month's first days."""
    rows = unbound(table)
    day = rows[on].cast("date")
    complete_from = rows.complete_from if "complete_from" in rows.columns else ibis.null("date")
    return rows.group_by(
        [*columns, "extracted", complete_from.name("complete_from"), (day.year() * 12 + day.month() - 1).name("month")]
    ).aggregate(early=(day.day() <= FIRST_DAYS).fill_null(False).cast("int32").sum(), **{RECORDS_COUNTED: rows.count()})


def _spans(record_counts: pd.DataFrame, stretches_meet: bool) -> pd.DataFrame:
    """The stretches that one provider's extracts cover.

    Stretches that meet are one, but not for what is counted while it lasts: an extract that does not reach back to its
    beginning does not say whether it has ended.
    """
    extracts = record_counts[["extracted", "complete_from"]].drop_duplicates().rename(columns={"extracted": "drawn"})
    is_stated = extracts["complete_from"].notna()
    extracts["begins"] = extracts["complete_from"].where(is_stated, _seems_complete_from(record_counts))
    extracts.loc[~is_stated, "drawn"] = extracts["drawn"].max()
    extracts = extracts[["begins", "drawn"]].drop_duplicates().sort_values(["begins", "drawn"])
    if stretches_meet:
        before = extracts["drawn"].cummax().shift()
        stretch = (extracts["begins"] > before).cumsum()
        extracts = extracts.groupby(stretch).agg(begins=("begins", "min"), drawn=("drawn", "max"))
    return extracts.assign(provider=record_counts["provider"].iloc[0])


def _seems_complete_from(record_counts: pd.DataFrame) -> pd.Timestamp | NaTType:
    """The first day of the first month that has about as many records as usual: as half of all records have beside them."""
    dated = record_counts.dropna(subset=["month"])
    months = dated.groupby("month").agg(early=("early", "sum"), records=("records", "sum"))
    by_size = months["records"].sort_values()
    if by_size.empty:
        return pd.NaT
    usual = by_size[by_size.cumsum() * 2 >= by_size.sum()].iloc[0]
    full = months[months["records"] >= usual * USUAL_SHARE]
    first = int(full.index[0])
    begins = pd.Timestamp(first // 12, first % 12 + 1, 1)
    partly = first == months.index[0] and not full["early"].iloc[0]
    return begins + pd.DateOffset(months=1) if partly else begins
