"""All that the board is shown rests on: the strategy's indicators, judged as of a version and a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from duckdb import DuckDBPyConnection

from data.people.step_changes import Step
from data.storage import precedence
from data.storage.versions import Store
from indicators import catalogue
from indicators.core.measures import engine
from indicators.core.measures.measures import measures_in, named
from indicators.core.measures.stale import readers
from indicators.core.model import Indicator, Place
from indicators.core.series.series import Series, leading_line, stepped
from indicators.core.strategy import targets
from indicators.core.strategy.localising import localised
from indicators.core.strategy.model import Strategy
from indicators.core.strategy.target_model import Target, leading
from indicators.core.verdicts import Verdicts
from indicators.core.verdicts.judge import judge, side_by_side

if TYPE_CHECKING:
    import pandas as pd


KnownVerdicts = Callable[[str], Verdicts | None]
"""The verdicts of an indicator, where they need not be computed again."""


def _none_known(name: str) -> None:
    return None


class Judged(Mapping[str, Verdicts]):
    """Verdicts by indicator, in the order given: what is not known is judged when somebody first looks at it."""

    def __init__(self, names: Iterable[str], known: KnownVerdicts, judged: Callable[[str], Verdicts]) -> None:
        self._names, self._known, self._judged = dict.fromkeys(names), known, judged
        self._judged_so_far: dict[str, Verdicts] = {}

    def ready(self, name: str) -> Verdicts | None:
        """An indicator's verdicts, where nothing need be judged for them."""
        return self._judged_so_far.get(name) or self._known(name)

    def __getitem__(self, name: str) -> Verdicts:
        """Raises ``KeyError`` for a name that is not among those given."""
        if name not in self._names:
            raise KeyError(name)
        if name not in self._judged_so_far:
            self._judged_so_far[name] = self._known(name) or self._judged(name)
        return self._judged_so_far[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True)
class Board:
    """A strategy's indicators with their measures, the targets that held, and every verdict, as of a day.

    ``by_release`` says that it holds what had been released by that day, not what a version held; ``steps`` are
    the decisions on control limits that are in force; ``areas`` names places and bodies by code; ``known`` gives
    verdicts that need not be computed again, because nothing they rest on has changed.  ``unsure`` names indicators
    that may have had other figures by then: of a release since superseded the day is not known.
    """

    strategy: Strategy
    measures_by_indicator: Mapping[str, pd.DataFrame]
    targets: tuple[Target, ...]
    version: int
    today: date
    by_release: bool = False
    steps: tuple[Step, ...] = ()
    areas: Mapping[str, str] = field(default_factory=dict)
    known: KnownVerdicts = _none_known
    unsure: frozenset[str] = frozenset()

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The strategy's indicators in its order, worded for its place."""
        return localised(catalogue(), self.strategy)

    @cached_property
    def verdicts(self) -> Judged:
        """Every indicator's verdicts, in the strategy's order; those that nobody looks at are not judged."""
        return Judged((link.id for link in self.strategy.indicators), self.known, self._judged)

    def _judged(self, name: str) -> Verdicts:
        own_targets = (target,) if (target := self.target(name)) else ()
        timeline, declared = self.strategy.timeline, self.indicator(name)
        other = self.indicators.get(declared.totals_of)
        totals = None if other is None else (other, self.measures(declared.totals_of))
        return judge(name, declared, self.measures(name), own_targets, self.today, timeline, self.steps, totals)

    def indicator(self, name: str) -> Indicator:
        """An indicator's declaration, worded for the place.  Raises ``KeyError`` where the strategy has none such."""
        return self.indicators[name]

    def title(self, name: str) -> str:
        """What an indicator is called."""
        return self.indicator(name).title

    @cached_property
    def titles(self) -> dict[str, str]:
        """Every indicator's title."""
        return {name: declared.title for name, declared in self.indicators.items()}

    def measures(self, name: str) -> pd.DataFrame:
        """An indicator's measures; no rows where it has none."""
        rows = self.measures_by_indicator.get(name)
        return rows if rows is not None else next(iter(self.measures_by_indicator.values())).iloc[:0]

    @cached_property
    def _lines(self) -> dict[str, Series | None]:
        """The lines asked for so far."""
        return {}

    def series(self, name: str) -> Series | None:
        """The line of the body that stands for the place; ``None`` where none has a row, and where several do."""
        if name not in self._lines:
            several = self.bodies(name)
            line = None if several else leading_line(self.measures(name), self.indicator(name))
            self._lines[name] = None if line is None else stepped(line, name, self.steps)
        return self._lines[name]

    @cached_property
    def drawn(self) -> dict[str, Any]:
        """What has been drawn of its indicators so far, by whoever draws: a board never changes."""
        return {}

    @cached_property
    def _bodies(self) -> dict[str, tuple[Place, ...]]:
        """The bodies asked for so far."""
        return {}

    def bodies(self, name: str) -> tuple[Place, ...]:
        """The bodies to show side by side, where several stand for the place; else empty."""
        if name not in self._bodies:
            self._bodies[name] = side_by_side(self.indicator(name), self.measures(name))
        return self._bodies[name]

    def of_body(self, name: str, place: Place) -> Series | None:
        """The line of one body; ``None`` where it has no row."""
        line = leading_line(self.measures(name), replace(self.indicator(name), places=(place,)))
        return None if line is None else stepped(line, name, self.steps)

    def target(self, name: str) -> Target | None:
        """The target that counts: a local one, else a regional, else a national one."""
        return leading(self.targets, name)


def board(store: Store, strategy: Strategy, version: int, today: date, steps: tuple[Step, ...] = ()) -> Board:
    """The board of a strategy as a version has it."""
    return board_in(store.read(), strategy, version, today, steps)


def board_in(
    connection: DuckDBPyConnection, strategy: Strategy, version: int, today: date, steps: tuple[Step, ...] = ()
) -> Board:
    """The same from a connection: of the store, or of a draft that nobody has published."""
    return Board(
        strategy,
        by_indicator(measures_in(connection, version)),
        targets.of_version(connection, version, strategy),
        version,
        today,
        steps=steps,
        areas=named(connection),
    )


def board_as_at(store: Store, strategy: Strategy, version: int, day: date, steps: tuple[Step, ...] = ()) -> Board:
    """The board as far as had been published by a day, judged on that day."""
    connection = store.read()
    unsure = readers(catalogue(), precedence.superseded_unknown(connection, version, day))
    return Board(
        strategy,
        by_indicator(engine.compute(connection, catalogue(), version, day)),
        targets.of_version(connection, version, strategy),
        version,
        day,
        by_release=True,
        steps=steps,
        areas=named(connection),
        unsure=frozenset(unsure),
    )


def board_of_meeting(store: Store, strategy: Strategy, version: int, day: date, steps: tuple[Step, ...] = ()) -> Board:
    """The board as it was at the end of a day.

    It is the version that was in force then; before the store's first version, what had been released by that day
    of what ``version`` holds.
    """
    in_force = precedence.version_of_day(store.read(), day)
    if in_force is None:
        return board_as_at(store, strategy, version, day, steps)
    return board(store, strategy, in_force, day, steps)


def by_indicator(measures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Measures by indicator, each counted from 0, whatever others hold; where there is none at all, an empty table under no name."""
    measures_by_indicator = {str(name): rows.reset_index(drop=True) for name, rows in measures.groupby("indicator")}
    return measures_by_indicator or {"": measures}
