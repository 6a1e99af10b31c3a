"""Who takes part beside who lives here: what one table of a characteristic says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.tables.population import OLDEST
from data.tables.registers.participation import NOT_STATED
from indicators.core import residents
from indicators.core.residents import Reference


@dataclass(frozen=True)
class Group:
    """A group: people who take part, their share of those whose group is known, the share of residents, the gap.

    ``people`` is ``None`` where they are ``hidden``; a share, the gap and its limits are ``None`` where there is none.
    """

    name: str
    people: int | None
    hidden: bool
    share: float | None = None
    lives: float | None = None
    gap: float | None = None
    limits: tuple[float, float] | None = None


@dataclass(frozen=True)
class Compared:
    """A characteristic in a quarter: its groups, those who did not say, and whom the groups are compared with.

    ``not_stated`` has the number of people of each answer that is none: ``None`` where it is not told, and not a number
    where it is hidden.  ``counted`` says that residents are counted by it.  ``known`` and ``everybody`` are ``None`` where
    they may not be shown, or are not told; ``too_many`` says that the groups are more people than everybody.
    """

    characteristic: str
    groups: tuple[Group, ...]
    not_stated: Mapping[str, float | None]
    reference: Reference | None
    known: int | None
    everybody: int | None
    counted: bool
    too_many: bool = False

    @property
    def most(self) -> float:
        """The largest share in it."""
        return max(
            (share for group in self.groups for share in (group.share, group.lives) if share is not None), default=0
        )


def compared(characteristic: str, people: pd.DataFrame, gaps: pd.DataFrame, lives: pd.DataFrame) -> Compared:
    """Set the groups of one network and quarter beside the residents of its place.

    ``people`` and ``gaps`` are measures of people involved and of the representation gap, ``lives`` rows of residents,
    none where nobody is compared with.
    """
    characteristic_rows = people[people["dimension"] == characteristic]
    counts = dict(
        zip(characteristic_rows["category"].astype(str), characteristic_rows["value"].astype("float64"), strict=True)
    )
    gaps = gaps[gaps["dimension"] == characteristic].set_index("category") if len(gaps) else gaps
    named = _in_order(characteristic, [group for group in counts if group not in NOT_STATED])
    whole = people.loc[people["dimension"] == "", "value"]
    counted = bool(len(lives)) and residents.counted(lives, characteristic)
    reference = residents.reference(lives, characteristic, named, people["period_end"].max().year) if counted else None
    known = _known([counts[name] for name in named], gaps)
    everybody = _whole(whole.iloc[0]) if len(whole) else None
    too_many = known is not None and everybody is not None and known > everybody
    known = None if too_many else known
    return Compared(
        characteristic,
        tuple(_group(name, counts[name], gaps, reference, known) for name in named),
        {name: counts.get(name) for name in NOT_STATED},
        reference,
        known,
        everybody,
        counted,
        too_many,
    )


def _in_order(characteristic: str, names: list[str]) -> list[str]:
    """Ages from the youngest on, other groups by their names: nobody is ranked."""
    if characteristic != residents.AGE:
        return sorted(names)
    return sorted(names, key=lambda name: (residents.band(name) or (OLDEST + 1, 0), name))


def _known(shown: list[float], gaps: pd.DataFrame) -> int | None:
    """How many named a group: as the gate let it pass, else the sum of the groups where every one of them is shown."""
    if len(gaps):
        return _whole(gaps["denominator"].max())
    return _whole(sum(shown))


def _group(name: str, people: float, gaps: pd.DataFrame, reference: Reference | None, known: int | None) -> Group:
    hidden = bool(pd.isna(people))
    lives = reference.shares.get(name) if reference else None
    row = gaps.loc[name] if name in gaps.index else None
    if row is None:
        share = None if hidden or not known else 100 * people / known
        return Group(name, _whole(people), hidden, share, lives)
    if pd.isna(row["value"]):
        return Group(name, _whole(people), hidden, None, lives)
    limits = (float(row["lower95"]), float(row["upper95"]))
    share = 100 * float(row["numerator"]) / float(row["denominator"])
    return Group(name, _whole(people), hidden, share, lives, float(row["value"]), limits)


def _whole(value: float) -> int | None:
    return None if pd.isna(value) else round(float(value))
