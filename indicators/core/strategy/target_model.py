"""A target, as a strategy's file states it or somebody entered it, and which of several counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from indicators.core.strategy.entry import Entry

LEVELS = ("local", "regional", "national")
DIRECTIONS = ("at least", "at most")

Level = Literal["local", "regional", "national"]
Way = Literal["at least", "at most"]


class Target(Entry):
    """A level or standard somebody published; without a ``value`` only its words are known.

    ``body`` is the code of the one body it is for, ``months`` how many months the figure covers that it is for; each
    is left out where it is for whoever stands for the place, or for the indicator's figures whatever they cover.
    """

    model_config = ConfigDict(populate_by_name=True)

    indicator: str
    level: Level
    owner: str
    words: str
    direction: Way
    source: str
    value: float | None = None
    since: Annotated[date | None, Field(alias="from")] = None
    by: date | None = None
    entered_by: str = ""
    body: str = ""
    months: int | None = None


class ContextTotal(Entry):
    """A total for the whole country: never a target of a place."""

    indicator: str
    owner: str
    words: str
    source: str


def leading(targets: Iterable[Target], indicator: str) -> Target | None:
    """Of an indicator's targets the one that counts: a local one, else a regional, else a national one.

    Of two of one level, the one that somebody entered here comes before the one that the strategy's file states.
    """
    indicator_targets = [target for target in targets if target.indicator == indicator]
    return min(indicator_targets, key=lambda target: (LEVELS.index(target.level), not target.entered_by), default=None)
