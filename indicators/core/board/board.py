"""All that the board is shown rests on: the strategy's indicators, judged as of a version and a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from data.storage import precedence
from data.people.step_changes import Step
from data.storage.versions import Store
from indicators import catalogue
from indicators.core.measures import engine
from indicators.core.strategy import targets
from indicators.core.measures.measures import measures_in, named
from indicators.core.model import Indicator
from indicators.core.measures.refresh import readers
from indicators.core.series.series import Series, leeds_series, stepped
from indicators.core.strategy.strategy import Strategy, Target, leading, strategy
from indicators.core.verdicts import Verdicts, judge

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Board:
    """Measures by indicator, the targets that held, and every verdict, reckoned on a day.

    ``by_release`` says that it holds what had been released by that day, not what a version held; ``steps`` are
    the decisions on control limits that stand; ``areas`` names places and bodies by code; ``known`` are verdicts
    that need not be reckoned again, because nothing they rest on has changed.  ``unsure`` names indicators that may
    have had other figures by then: of a release since superseded the day is not known.
    """

    measures_by_indicator: Mapping[str, pd.DataFrame]
    targets: tuple[Target, ...]
    version: int
    today: date
    by_release: bool = False
    steps: tuple[Step, ...] = ()
    areas: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, Verdicts] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()

    @property
    def strategy(self) -> Strategy:
        return strategy()

    @cached_property
    def verdicts(self) -> dict[str, Verdicts]:
        """Every indicator's verdicts, in the strategy's order."""
        return {link.id: self.known.get(link.id) or self._judged(link.id) for link in self.strategy.indicators}

    def _judged(self, name: str) -> Verdicts:
        return judge(name, self.indicator(name), self.measures(name), self._aims(name), self.today, self.steps)

    def indicator(self, name: str) -> Indicator:
        """An indicator's declaration.  Raises ``KeyError`` where there is none."""
        return catalogue()[name]

    def title(self, name: str) -> str:
        """What an indicator is called."""
        return self.indicator(name).title

    @cached_property
    def titles(self) -> dict[str, str]:
        """Every indicator's title."""
        return {name: declared.title for name, declared in catalogue().items()}

    def measures(self, name: str) -> pd.DataFrame:
        """An indicator's measures; no rows where it has none."""
        found = self.measures_by_indicator.get(name)
        return found if found is not None else next(iter(self.measures_by_indicator.values())).iloc[:0]

    @cached_property
    def _lines(self) -> dict[str, Series | None]:
        """The lines asked for so far."""
        return {}

    def series(self, name: str) -> Series | None:
        """The line that speaks for Leeds."""
        if name not in self._lines:
            found = leeds_series(self.measures(name), self.indicator(name))
            self._lines[name] = None if found is None else stepped(found, name, self.steps)
        return self._lines[name]

    def target(self, name: str) -> Target | None:
        """The target that counts: Leeds' own, else a regional, else a national one."""
        return leading(self.targets, name)

    def _aims(self, name: str) -> tuple[Target, ...]:
        aim = self.target(name)
        return (aim,) if aim else ()


def board(store: Store, version: int, today: date, steps: tuple[Step, ...] = ()) -> Board:
    """The board as a version has it."""
    return board_in(store.read(), version, today, steps)


def board_in(connection: DuckDBPyConnection, version: int, today: date, steps: tuple[Step, ...] = ()) -> Board:
    """The same from a connection: of the store, or of a draft that nobody has published."""
    held = measures_in(connection, version)
    return Board(
        _by_indicator(held), targets.of_version(connection, version), version, today, False, steps, named(connection)
    )


def board_as_at(store: Store, version: int, day: date, steps: tuple[Step, ...] = ()) -> Board:
    """The board as far as had been published by a day, reckoned on that day."""
    connection = store.read()
    held = engine.compute(connection, catalogue(), version, day)
    unsure = readers(catalogue(), precedence.superseded_unknown(connection, version, day))
    return Board(
        _by_indicator(held),
        targets.of_version(connection, version),
        version,
        day,
        by_release=True,
        steps=steps,
        areas=named(connection),
        unsure=frozenset(unsure),
    )


def board_of_meeting(store: Store, version: int, day: date, steps: tuple[Step, ...] = ()) -> Board:
    """The board as it stood at the end of a day.

    It is the version that was in force then; before the store's first version, what had been released by that day
    of what ``version`` holds.
    """
    row = precedence.version_of_day(store.read(), day)
    return board_as_at(store, version, day, steps) if row is None else board(store, row, day, steps)


def _by_indicator(held: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Measures by indicator; where there is none at all, an empty table stands under no name."""
    return {str(name): rows for name, rows in held.groupby("indicator")} if len(held) else {"": held}
