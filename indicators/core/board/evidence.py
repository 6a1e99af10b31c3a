"""Where a strategy lacks evidence: what nobody measures, and which extract would feed most indicators that have no figure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from indicators.core.board.board import Board
from indicators.core.figures import Register
from indicators.core.model import Indicator, Kind
from indicators.core.records import FromRecords
from indicators.core.strategy.model import Strategy
from indicators.core.verdicts.gaps import NOT_OF_PEOPLE


class Judged(Protocol):
    """Of an indicator: what it declares, and whether it has a figure."""

    @property
    def declared(self) -> Indicator:
        """Its declaration."""

    @property
    def has_figure(self) -> bool:
        """Is there a figure of the place?"""


@dataclass(frozen=True)
class Extract:
    """A table of records or a register, and the indicators without a figure that it would feed."""

    table: str
    feeds: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """What is not known, by id.

    ``unfelt`` are outcomes without a figure of how people feel, ``unsplit`` priorities without a figure by a group of
    people, ``unmeasured`` circles without any figure; ``extracts`` are those that would feed any, the most first.
    """

    unfelt: tuple[str, ...]
    unsplit: tuple[str, ...]
    unmeasured: tuple[str, ...]
    extracts: tuple[Extract, ...]


def evidence_of(board: Board) -> Evidence:
    """The gaps in the evidence of a board."""
    return evidence(board.strategy, board.verdicts, {name for name in board.indicators if _is_split(board, name)})


def evidence(strategy: Strategy, judged: Mapping[str, Judged], split: Collection[str]) -> Evidence:
    """The gaps in the evidence of a strategy, from what is held of each indicator and which have figures by group."""
    with_figures = {name for name, judgement in judged.items() if judgement.has_figure}
    felt = {name for name in with_figures if judged[name].declared.kind is Kind.FEEL}
    measured = {link.circle for link in strategy.indicators if link.id in with_figures}
    return Evidence(
        unfelt=tuple(part.id for part in strategy.outcomes if not felt & {*strategy.serving_outcome(part.id)}),
        unsplit=tuple(part.id for part in strategy.priorities if not {*split} & {*strategy.serving_priority(part.id)}),
        unmeasured=tuple(part.id for part in strategy.circles if part.id not in measured),
        extracts=_extracts(
            {name: judgement.declared for name, judgement in judged.items() if not judgement.has_figure}
        ),
    )


def _is_split(board: Board, name: str) -> bool:
    """Has it a figure of a group of people?"""
    rows = board.measures(name)
    return bool((rows["value"].notna() & ~rows["dimension"].isin(NOT_OF_PEOPLE)).any())


def _extracts(without: Mapping[str, Indicator]) -> tuple[Extract, ...]:
    feeds: dict[str, list[str]] = {}
    for name, declared in without.items():
        for table in dict.fromkeys(filter(None, map(_table, declared.figures))):
            feeds.setdefault(table, []).append(name)
    return tuple(
        Extract(table, tuple(names))
        for table, names in sorted(
            feeds.items(), key=lambda table_and_names: (-len(table_and_names[1]), table_and_names[0])
        )
    )


def _table(figures: object) -> str:
    """The table that somebody would fill; empty for what publishers give."""
    if isinstance(figures, Register):
        return figures.tables[0]
    return figures.table if isinstance(figures, FromRecords) else ""
