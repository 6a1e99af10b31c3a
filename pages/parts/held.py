"""What the screens read, each thing once a version: every cache of the pages stands in this file.

A version never changes, so its number is the key, and what is kept is shared and only ever read.
"""

from __future__ import annotations

import os
from datetime import date

import pandas as pd
import streamlit as st

from charts import facts
from charts.facts import ChartFacts
from data import bundle, ledger
from data.store import Store, location
from indicators import catalogue
from indicators.core import measures as reading
from indicators.core.model import Indicator
from indicators.core.recomputing import recompute
from indicators.core.series import Series, leeds_series
from indicators.core.strategy import Strategy, Target
from indicators.core.strategy import strategy as read_strategy
from indicators.core.verdicts import Verdicts, judge


@st.cache_resource(show_spinner="Making the store from the bundled figures: about ten seconds, this once")
def store(folder: str) -> Store:
    """The store, made on the first visit where the server has not made it already."""
    found = Store(location(folder))
    bundle.ensure(found, recompute)
    return found


def here() -> Store:
    return store(str(location()))


@st.cache_resource(show_spinner=False)
def strategy() -> Strategy:
    return read_strategy()


def indicator(name: str) -> Indicator:
    return catalogue()[name]


def titles() -> dict[str, str]:
    return {name: declared.title for name, declared in catalogue().items()}


def today() -> date:
    """The day verdicts on lateness are reckoned against; tests set ``DASHBOARD_TODAY``."""
    given = os.environ.get("DASHBOARD_TODAY")
    return date.fromisoformat(given) if given else date.today()


def asked_version() -> str:
    """The version that the link asks for, as it stands there; empty where it asks for none."""
    return st.query_params.get("version", "")


def pinned() -> bool:
    """Is the link pinned to a version that there is?"""
    asked = asked_version()
    return asked.isdecimal() and 1 <= int(asked) <= here().version


def version() -> int:
    """The version this visit looks at: the one its link is pinned to, else the one it opened with."""
    if pinned():
        return int(asked_version())
    newest = here().version
    # Kept for the visit, so that new figures are offered rather than moving under the reader.
    opened = int(st.session_state.setdefault("opened_at_version", newest))
    return min(opened, newest)


@st.cache_resource(show_spinner=False, max_entries=8)
def all_measures(folder: str, number: int) -> dict[str, pd.DataFrame]:
    """Measures by indicator, as of a version."""
    return dict(tuple(reading.measures(store(folder), version=number).groupby("indicator")))


def measures_of(name: str, number: int | None = None) -> pd.DataFrame:
    held = all_measures(str(location()), number or version())
    return held.get(name, next(iter(held.values())).iloc[:0])


@st.cache_resource(show_spinner=False, max_entries=16)
def _verdicts(folder: str, number: int, day: date) -> dict[str, Verdicts]:
    held = all_measures(folder, number)
    nothing = next(iter(held.values())).iloc[:0]
    return {
        link.id: judge(link.id, catalogue()[link.id], held.get(link.id, nothing), targets(link.id), day)
        for link in strategy().indicators
    }


def verdicts(number: int | None = None) -> dict[str, Verdicts]:
    """Every indicator's verdicts, in the strategy's order, as of a version and today."""
    return _verdicts(str(location()), number or version(), today())


def targets(name: str) -> tuple[Target, ...]:
    chosen = strategy().target(name)
    return (chosen,) if chosen else ()


@st.cache_resource(show_spinner=False, max_entries=2000)
def _trend(folder: str, number: int, name: str) -> ChartFacts | None:
    series = series_of(name, number)
    if series is None or series.known.empty:
        return None
    aim = next(iter(targets(name)), None)
    return facts.over_time(name, catalogue()[name], series, measures_of(name, number), aim)


def trend_of(name: str) -> ChartFacts | None:
    """The facts of an indicator's line over time; ``None`` where there is no figure."""
    return _trend(str(location()), version(), name)


def series_of(name: str, number: int | None = None) -> Series | None:
    return leeds_series(measures_of(name, number), catalogue()[name])


@st.cache_resource(show_spinner=False, max_entries=8)
def _loads(folder: str, number: int) -> pd.DataFrame:
    return ledger.loads(store(folder), number)


def loads() -> pd.DataFrame:
    """Every load up to this version, newest first."""
    return _loads(str(location()), version())


@st.cache_resource(show_spinner=False, max_entries=8)
def _versions(folder: str, number: int) -> pd.DataFrame:
    return ledger.versions(store(folder), number)


def versions() -> pd.DataFrame:
    """Every version up to this one, newest first."""
    return _versions(str(location()), version())


def published_at() -> str:
    """When this version was published, in words."""
    moment = versions().iloc[0]["published_at"]
    return f"{moment.day} {moment:%B %Y}"
