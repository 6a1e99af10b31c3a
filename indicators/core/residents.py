"""What part of the people who live in a place each group is: from a census, or from estimates by age and sex.

A group is found by the words of the census, never guessed.  A broad group, such as "White", is the sum of those whose
names begin with it and a colon; an age band is the sum of its single years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd
from duckdb import DuckDBPyConnection

from data.storage.entries import residents_in_force
from data.tables.population import OLDEST

AGE, SEX = "age", "sex"
ANSWERS = "Not answered"
"""What the census calls those who left a question out: of no group, so shares are of those who answered."""
SEXES = {"Males": ("male", "males", "men"), "Females": ("female", "females", "women")}
SHORT = {
    "disabled": "disabled under the equality act",
    "not disabled": "not disabled under the equality act",
}
"""What the groups of the census are called for short."""
BAND = re.compile(r"(?:ages? |aged )?(\d{1,3})(?:\s*(?:to|-|\N{EN DASH})\s*(\d{1,3})|\s*(?:\+|and over|or over))")
UNDER = re.compile(r"under (\d{1,3})")


@dataclass(frozen=True)
class Reference:
    """The people compared with: what they were counted by, when, of which ages, and the share of each group in per cent.

    ``oldest`` is ``None`` where there is no upper end.  ``without_answer`` is the share of everybody who left the
    question out; the other shares are of those who answered.
    """

    source: str
    year: int
    youngest: int = 0
    oldest: int | None = None
    without_answer: float | None = None
    citation: str = ""
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called for short: "Census 2021", or "Population mid-2021, ages 16 to 64"."""
        name = f"Census {self.year}" if self.source == "census" else f"Population mid-{self.year}"
        return f"{name}, {self.ages}" if self.ages else name

    @property
    def ages(self) -> str:
        """Of which ages the people are; empty for all of them."""
        if self.oldest is not None:
            return f"ages {self.youngest} to {self.oldest}"
        return f"ages {self.youngest} and over" if self.youngest else ""


def residents_of(connection: DuckDBPyConnection, area: str, version: int) -> pd.DataFrame:
    """The rows of the table ``population`` of one place that are in force in a version."""
    query = f"SELECT * FROM ({residents_in_force()}) WHERE area = $area"
    return connection.execute(query, {"area": area, "version": version, "day": None}).df()


def counted(residents: pd.DataFrame, characteristic: str) -> bool:
    """Are the people of a place counted by a characteristic?"""
    return not _rows(residents, characteristic).empty


def reference(
    residents: pd.DataFrame, characteristic: str, groups: Iterable[str], until: int | None = None
) -> Reference | None:
    """What some groups are of the people of one place; ``None`` where nothing can be compared.

    ``residents`` are rows of the table ``population``.  The newest year up to ``until`` is taken, else the first.  A group
    that it does not name has no share.  Nothing is compared where two of the groups overlap, nor where one of the age
    bands cannot be read, since then it is not known of which ages the people are.
    """
    rows = _rows(residents, characteristic)
    if rows.empty:
        return None
    years = rows["year"]
    upto = years[years <= until] if until is not None else years
    rows = rows[years == (upto.max() if len(upto) else years.min())]
    if characteristic == AGE:
        return _of_ages(rows, [*groups])
    cells = rows["sex"] if characteristic == SEX else rows["group_name"]
    return _of_groups(rows.assign(cell=cells), {group: _cells(cells.unique(), group) for group in groups})


def _rows(residents: pd.DataFrame, characteristic: str) -> pd.DataFrame:
    """The counts by a characteristic: by age and sex from the single years, else from the groups."""
    by_age = characteristic in (AGE, SEX)
    rows = residents[residents["characteristic"] == ("" if by_age else characteristic)]
    return rows[rows["sex"].isin(list(SEXES)) if characteristic == SEX else rows["sex"] == "Persons"]


def _of_groups(rows: pd.DataFrame, named: Mapping[str, tuple[str, ...]]) -> Reference | None:
    """Shares of everybody who answered, by the cells of the publication that each group is made of."""
    all_cells = [cell for cells in named.values() for cell in cells]
    if len(all_cells) != len(set(all_cells)):
        return None
    people = rows.groupby("cell")["people"].sum()
    answered = people.drop(ANSWERS, errors="ignore").sum()
    if answered == 0:
        return None
    left_out = float(100 * people[ANSWERS] / people.sum()) if ANSWERS in people else None
    shares = {group: float(100 * people[list(cells)].sum() / answered) for group, cells in named.items() if cells}
    return _stated(rows, int(rows["youngest"].fillna(0).max()), None, shares, left_out)


def _of_ages(rows: pd.DataFrame, groups: list[str]) -> Reference | None:
    """Shares of everybody of the ages that the bands cover together."""
    bands = {group: band(group) for group in groups}
    known = sorted(ages_covered for ages_covered in bands.values() if ages_covered is not None)
    if not known or len(known) < len(bands) or any(a[1] >= b[0] for a, b in zip(known, known[1:], strict=False)):
        return None
    counts = {group: rows.loc[rows["age"].between(*ages), "people"].sum() for group, ages in bands.items() if ages}
    covered = sum(counts.values())
    if covered == 0:
        return None
    oldest = known[-1][1]
    return _stated(
        rows,
        known[0][0],
        None if oldest >= OLDEST else oldest,
        {group: float(100 * count / covered) for group, count in counts.items()},
    )


def _stated(
    rows: pd.DataFrame,
    youngest: int,
    oldest: int | None,
    shares: Mapping[str, float],
    without_answer: float | None = None,
) -> Reference:
    first = rows.iloc[0]
    cited = first["citation"] if isinstance(first["citation"], str) else first["source"]
    source = "mid-year" if first["characteristic"] == "" else "census"
    return Reference(source, int(first["year"]), youngest, oldest, without_answer, str(cited or ""), shares)


def band(name: str) -> tuple[int, int] | None:
    """The ages of a band such as "16 to 24", "16-24", "65 and over", "65+" or "under 16"; ``None`` where it is none.

    Single years are known up to 89, so a band that begins or ends later is none, but for one without an upper end.
    """
    text = " ".join(name.lower().split())
    if match := UNDER.fullmatch(text):
        youngest, oldest = 0, int(match[1]) - 1
    elif match := BAND.fullmatch(text):
        youngest, oldest = int(match[1]), int(match[2]) if match[2] else OLDEST
        if match[2] and oldest >= OLDEST:
            return None
    else:
        return None
    return (youngest, oldest) if 0 <= youngest <= oldest <= OLDEST else None


def _cells(known: Iterable[str], group: str) -> tuple[str, ...]:
    """The cells of a publication that are a group: the one of that name, or those whose names begin with it and a colon."""
    wanted = " ".join(group.lower().split())
    wanted = SHORT.get(wanted, wanted)
    by_name = {cell: (cell.lower(), *SEXES.get(cell, ())) for cell in known if cell != ANSWERS}
    exact = tuple(cell for cell, names in by_name.items() if wanted in names)
    return exact or tuple(cell for cell in by_name if cell.lower().partition(":")[0] == wanted and ":" in cell)
