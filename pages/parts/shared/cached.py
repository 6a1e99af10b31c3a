"""What a version holds, each thing read once: what is judged of it is kept in ``judged.py``, what people wrote in ``people_file.py``.

A version never changes, so its number is the key, and what is kept is shared and only ever read.  A page asks for the
same things hundreds of times, so Streamlit's own caches, which look an answer up in a tenth of a millisecond or more, are
used only where two visits must not make the same thing at once.
"""

from __future__ import annotations

import logging
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from data.event_log import event
from data.loading import bundle, load_comparison, load_history
from data.loading import software as softwares
from data.loading.load_comparison import Comparison
from data.periods import in_full
from data.periods import today as today
from data.storage import entries
from data.storage.versions import Store, location
from indicators import catalogue
from indicators.core.board import voices as written
from indicators.core.board.voices import Voices
from indicators.core.measures.fingerprints import software
from indicators.core.measures.measures import last_moved
from indicators.core.measures.refresh import made_up, recompute
from indicators.core.model import Indicator, Role
from indicators.core.residents import residents_of
from indicators.core.strategy.localising import localised
from indicators.core.strategy.model import Strategy
from pages.parts.shared import strategies
from reports import links

LOG = logging.getLogger(__name__)


@lru_cache(maxsize=4)
@st.cache_resource(show_spinner=False)
def store_in(folder: str) -> Store:
    """The store, made on the first visit where the server has not made it already."""
    opened = Store(location(folder))
    if report := bundle.ensure(opened, recompute, software()):
        event(LOG, "store opened", done=report)
    if not softwares.computes_the_same(opened, opened.version, software()):
        event(LOG, "figures of earlier software", logging.WARNING)
    return opened


def store() -> Store:
    """The store of this server."""
    return store_in(str(location()))


def figures_software() -> str:
    """The fingerprint of the code that computed the version looked at; empty where that is not known."""
    computed_by = softwares.of_version(store().read(), version())
    return computed_by.code if computed_by else ""


def of_earlier_software() -> bool:
    """Is the version looked at in force, and not what the software that runs computes?

    Its figures were to be computed again when the server started, and could not be.
    """
    newest_store = store()
    return version() == newest_store.version and not softwares.computes_the_same(
        newest_store, newest_store.version, software()
    )


def strategy() -> Strategy:
    """The strategy that this visit looks at."""
    return strategies.current()


@lru_cache(maxsize=16)
def _indicators(strategy_id: str) -> dict[str, Indicator]:
    return localised(catalogue(), strategies.known()[strategy_id])


def voices() -> Voices:
    """What the strategy's co-production networks wrote down, in the version looked at."""
    return _voices(strategy().id, version(), str(location()))


@lru_cache(maxsize=16)
def _voices(strategy_id: str, version: int, folder: str) -> Voices:
    return written.of_strategy(store_in(folder).read(), strategies.known()[strategy_id], version)


def residents() -> pd.DataFrame | None:
    """Who lives in the place, in the version looked at; ``None`` where no council or several stand for it."""
    councils = strategy().who_stands_for(Role.LOCAL_AUTHORITY)
    return _residents(councils[0].code, version(), str(location())) if len(councils) == 1 else None


@lru_cache(maxsize=16)
def _residents(area: str, version: int, folder: str) -> pd.DataFrame:
    return residents_of(store_in(folder).read(), area, version)


def voices_of_others() -> Voices:
    """What networks of no strategy wrote down."""
    return _voices_of_others(version(), str(location()))


@lru_cache(maxsize=4)
def _voices_of_others(version: int, folder: str) -> Voices:
    return written.of_others(store_in(folder).read(), strategies.known().values(), version)


def entries_in_force(register: str) -> dict[tuple[str, ...], dict[str, Any]]:
    """The entries of a register in the version in force, whole, each by its key; whatever version this visit looks at."""
    return _entries(str(location()), store().version, register)


@lru_cache(maxsize=16)
def _entries(folder: str, version: int, register: str) -> dict[tuple[str, ...], dict[str, Any]]:
    in_force = entries.in_force(store_in(folder).read(), register, version)
    return {entries.key_of(register, entry): entry for entry in in_force}


def indicator(name: str) -> Indicator:
    """An indicator of the strategy, worded for its place."""
    return _indicators(strategy().id)[name]


def titles() -> dict[str, str]:
    """Every indicator of the strategy by id, with its title."""
    return {name: declared.title for name, declared in _indicators(strategy().id).items()}


def version_of_link() -> str:
    """The version that the link asks for, as it is written there; empty where it asks for none."""
    return st.query_params.get("version", "")


def pinned() -> bool:
    """Is the link pinned to a version that there is?"""
    return _pinned_to() is not None


def _pinned_to() -> int | None:
    wanted = links.whole(version_of_link())
    return wanted if wanted is not None and 1 <= wanted <= store().version else None


def version() -> int:
    """The version this visit looks at: the one its link is pinned to, else the one it opened with."""
    if (pinned_to := _pinned_to()) is not None:
        return pinned_to
    newest = store().version
    # Kept for the visit, so that new figures are offered rather than moving under the reader.
    opened = int(st.session_state.setdefault("opened_at_version", newest))
    return min(opened, newest)


def version_of_newest_figures() -> int | None:
    """The version that brought the newest figures, up to the one looked at; ``None`` where only the first has any."""
    return last_moved(store().read(), version())


def has_illustrative() -> bool:
    """Does the version looked at hold illustrative data?"""
    return _has_illustrative(str(location()), version())


@lru_cache(maxsize=16)
def _has_illustrative(folder: str, number: int) -> bool:
    return made_up(store_in(folder).read(), number)


@lru_cache(maxsize=8)
def _loads(folder: str, number: int) -> pd.DataFrame:
    return load_history.loads(store_in(folder), number)


def loads() -> pd.DataFrame:
    """Every load up to this version, newest first."""
    return _loads(str(location()), version())


def loads_in_force() -> pd.DataFrame:
    """Every load up to the version in force, whatever version this visit looks at."""
    return _loads(str(location()), store().version)


@lru_cache(maxsize=8)
def _comparison(folder: str, number: int, earlier: int, later: int) -> Comparison:
    return load_comparison.compare(store_in(folder).read(), earlier, later)


def comparison(earlier: int, later: int) -> Comparison:
    """Two loads of one layout set against each other."""
    return _comparison(str(location()), store().version, earlier, later)


@lru_cache(maxsize=8)
def versions_up_to(folder: str, number: int) -> pd.DataFrame:
    """Every version of a store up to one, newest first."""
    return load_history.versions(store_in(folder), number)


class Newest(NamedTuple):
    """The version in force, and when it was published, in UTC without a zone."""

    number: int
    published: datetime


def newest_version() -> Newest:
    """The version in force, whatever version this visit looks at."""
    number = store().version
    return Newest(number, versions_up_to(str(location()), number).iloc[0]["published_at"].to_pydatetime())


def versions() -> pd.DataFrame:
    """Every version up to this one, newest first."""
    return versions_up_to(str(location()), version())


def published_at() -> str:
    """When this version was published, in words."""
    moment = versions().iloc[0]["published_at"]
    return in_full(moment)
