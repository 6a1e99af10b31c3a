"""What is judged and said of the version looked at, each thing once a version: boards, verdicts, charts.

A version never changes, so its number is the key, with the day and the decisions on control limits.  Streamlit's own
caches are used only where two visits must not make the same thing at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple, TypeVar

import streamlit as st

from charts.facts import ChartFacts, illustrative, views
from data.people import step_changes
from data.people.step_changes import Step
from data.periods import today as today
from data.storage.versions import location
from indicators.core.board import board as boards
from indicators.core.board.board import Board
from indicators.core.board.evidence import Evidence, evidence_of
from indicators.core.board.illustrative import illustrative_board
from indicators.core.board.proposed_steps import Proposal
from indicators.core.board.proposed_steps import proposals as step_proposals
from indicators.core.board.unchanged import carried_over
from indicators.core.inequalities.breakdowns import breakdowns
from indicators.core.inequalities.model import Breakdown
from indicators.core.model import Place, Role
from indicators.core.places.geography import geography
from indicators.core.places.layers import layers
from indicators.core.places.model import Geography, Layer
from indicators.core.strategy.model import Strategy
from indicators.core.verdicts import Verdicts
from pages.parts.shared import cached, markup, people_file, strategies

Made = TypeVar("Made")
_ONE_AT_A_TIME = threading.RLock()


class Basis(NamedTuple):
    """What everything judged rests on: the store's folder, a strategy, a version, the day, decisions on control limits."""

    folder: str
    strategy: str
    version: int
    day: date
    decided: tuple[Step, ...]


def basis(number: int | None = None) -> Basis:
    """That of this visit, as of the version it looks at or another one, and today."""
    of_version = number or cached.version()
    return Basis(str(location()), cached.strategy().id, of_version, today(), people_file.decided(of_version))


# Verdicts ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
@st.cache_resource(show_spinner=False, max_entries=16)
def _board(on: Basis) -> Board:
    judged_board = boards.board(
        cached.store_in(on.folder), strategies.known()[on.strategy], on.version, on.day, on.decided
    )
    last = _judged_last(on.folder, on.strategy)
    if last:
        judged_board = carried_over(last[0], judged_board)
    last[:] = [judged_board]
    return judged_board


@st.cache_resource(show_spinner=False)
def _judged_last(folder: str, strategy_id: str) -> list[Board]:
    """The board of a strategy that was made last, if any: its verdicts count for the next where nothing moved."""
    return []


def judged_beforehand(judged_board: Board) -> None:
    """Keep what trying a publish out has judged: the version that it makes need not judge the same again."""
    _judged_last(str(location()), judged_board.strategy.id)[:] = [judged_board]


def board(number: int | None = None) -> Board:
    """Everything judged as of a version and today."""
    return _board(basis(number))


def verdicts(number: int | None = None) -> Mapping[str, Verdicts]:
    """Every indicator's verdicts, in the strategy's order, as of a version and today."""
    return board(number).verdicts


def judge_usual_strategy() -> None:
    """Have the verdicts of the strategy that is shown first ready, as of the version in force and of the last meeting."""
    _judge_beforehand(strategies.usual())


def judge_every_strategy() -> None:
    """Have the verdicts of every strategy ready, as of the version in force and of the last meeting."""
    for strategy in strategies.known().values():
        _judge_beforehand(strategy)


def _judge_beforehand(strategy: Strategy) -> None:
    newest = cached.store().version
    on = Basis(str(location()), strategy.id, newest, today(), people_file.decided(newest))
    _judge_all(_board(on))
    for meeting in people_file.meetings_of(strategy, newest)[:1]:
        _judge_all(_board_after_meeting(on, meeting.day))


def _judge_all(judged_board: Board) -> None:
    """Have every verdict of a board ready: else each is judged when somebody first looks at it."""
    for _ in judged_board.verdicts.values():
        pass


def board_of_meeting(day: date) -> Board:
    """Everything as it stood on the day of a meeting, as far as the version looked at can say."""
    return _board_after_meeting(basis(), day)


def _board_after_meeting(on: Basis, day: date) -> Board:
    evening = datetime.combine(day + timedelta(days=1), time())
    steps = people_file.read(lambda people: step_changes.standing(people, before=evening), ())
    return _board_of_meeting(on._replace(day=day, decided=steps))


@st.cache_resource(show_spinner="Looking up what had been published by then", max_entries=16)
def _board_of_meeting(on: Basis) -> Board:
    store = cached.store_in(on.folder)
    return boards.board_of_meeting(store, strategies.known()[on.strategy], on.version, on.day, on.decided)


@lru_cache(maxsize=16)
def _proposals(on: Basis) -> tuple[Proposal, ...]:
    return step_proposals(_board(on))


def proposals() -> tuple[Proposal, ...]:
    """Step changes that wait for a decision, in the version looked at."""
    return _proposals(basis())


# What charts, lists and maps say ----------------------------------------------------------------------


@lru_cache(maxsize=2000)
def _trend(on: Basis, name: str) -> ChartFacts | None:
    return views.trend(_board(on), name)


def trend_of(name: str) -> ChartFacts | None:
    """The facts of an indicator's line over time; ``None`` where there is no figure."""
    return _trend(basis(), name)


@lru_cache(maxsize=400)
def _views(on: Basis, name: str) -> dict[str, ChartFacts]:
    return views.views(_board(on), name)


def views_of(name: str) -> dict[str, ChartFacts]:
    """Every view of an indicator that has a figure."""
    return _views(basis(), name)


@lru_cache(maxsize=8)
def _breakdowns(on: Basis) -> dict[str, tuple[Breakdown, ...]]:
    return breakdowns(_board(on))


def breakdowns_by_characteristic() -> dict[str, tuple[Breakdown, ...]]:
    """Every indicator that is split by a characteristic of people, by that characteristic."""
    return _breakdowns(basis())


@lru_cache(maxsize=8)
def _parts_of_place(on: Basis) -> tuple[Geography, tuple[Layer, ...]]:
    councils = strategies.known()[on.strategy].who_stands_for(Role.LOCAL_AUTHORITY)
    places, connection = [Place(council.code, council.name) for council in councils], cached.store_in(on.folder).read()
    parts = geography(connection, places, on.version)
    return parts, layers(connection, _board(on), parts)


def parts_of_place() -> tuple[Geography, tuple[Layer, ...]]:
    """The parts that the place is made of, and everything that is known by part."""
    return _parts_of_place(basis())


@lru_cache(maxsize=8)
def _evidence(on: Basis) -> Evidence:
    return evidence_of(_board(on))


def evidence() -> Evidence:
    """Where the strategy lacks evidence, and what would feed most indicators that have none."""
    return _evidence(basis())


# Illustrative figures, where the link asks for them ---------------------------------------------------


@lru_cache(maxsize=4)
def _illustrative_board(on: Basis) -> Board | None:
    return illustrative_board(cached.store_in(on.folder).read(), _board(on))


def _illustrative() -> Board | None:
    """Illustrative figures as far as there is no real one; ``None`` where the link does not ask for them or none are held."""
    return _illustrative_board(basis()) if markup.shows_illustrative() else None


def illustrative_trend_of(name: str) -> ChartFacts | None:
    """The line of an indicator that has illustrative figures only; ``None`` where they are not asked for."""
    made_up_board = _illustrative()
    return None if made_up_board is None else illustrative.illustrative_trend(made_up_board, name)


def illustrative_views_of(name: str) -> dict[str, ChartFacts]:
    """The views of an indicator that has illustrative figures only; empty where they are not asked for."""
    made_up_board = _illustrative()
    return {} if made_up_board is None else illustrative.illustrative_views(made_up_board, name)


@lru_cache(maxsize=4)
def _illustrative_breakdowns(on: Basis) -> dict[str, tuple[Breakdown, ...]]:
    made_up_board = _illustrative_board(on)
    return {} if made_up_board is None else breakdowns(made_up_board)


def illustrative_breakdowns() -> dict[str, tuple[Breakdown, ...]]:
    """Indicators with illustrative figures only that are split by a characteristic; empty where they are not asked for."""
    return _illustrative_breakdowns(basis()) if markup.shows_illustrative() else {}


# For all who came by one link -------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _once_for_all(make: Callable[..., Made], rests_on: tuple[Hashable, ...], arguments: tuple[Hashable, ...]) -> Made:
    return make(*arguments)


def once_for_all(make: Callable[..., Made], *arguments: Hashable) -> Made:
    """What is the same for all who came by such a link: made once for all of them.

    It is made again where the figures, the day, or what people wrote is another.  What a visitor may read is to be
    among what is asked.
    """
    rests_on = (basis(), people_file.people().state(), tuple(sorted(st.query_params.items())))
    with _ONE_AT_A_TIME:  # else all who follow a talk would make the same slide at the same moment
        value: Made = _once_for_all(make, rests_on, arguments)
    return value
