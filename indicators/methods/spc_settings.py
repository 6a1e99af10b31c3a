"""The rules of a control chart by name: ours, and those of the field's other tools."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.methods.checks import one_of

POINTS_NEEDED = 13
POINTS_NEEDED_AFTER_REBASE = 12
TRIAL_BELOW = 20
RUN = 7
CROSSING = ("trend", "none", "all")


@dataclass(frozen=True)
class Settings:
    """The rules of a chart, by default ours; the peers' are named at each."""

    run: int = RUN
    trend_run: int | None = None
    """Points in a trend, where that is not the same as in a shift."""
    screen_outliers: bool = False
    """Leave out moving ranges of 3.267 times their mean or more, once (NHSRplotthedots)."""
    fix_after_n_points: int | None = None
    """Limits from the first so many points, at least 12."""
    fixed_and_rebased: str = "refuse"
    """A series with such a baseline and re-bases is refused, or has a baseline in ``each`` segment (NHSRplotthedots)."""
    crossing: str = "trend"
    """Which runs may cross a re-base: only a trend, ``none`` (NHSRplotthedots), ``all`` (the Excel tool)."""
    missing: str = "gap"
    """A missing point is a ``gap``, or is left out and its neighbours are ``joined`` (the Excel tool)."""
    points_needed: int = POINTS_NEEDED
    points_needed_after_rebase: int = POINTS_NEEDED_AFTER_REBASE
    judge_flat: bool = False
    """Judge points where the limits have no width (NHSRplotthedots)."""

    def __post_init__(self) -> None:
        one_of("crossing", self.crossing, CROSSING)
        one_of("missing", self.missing, ("gap", "joined"))
        one_of("fixed_and_rebased", self.fixed_and_rebased, ("refuse", "each"))
        if self.fix_after_n_points is not None and self.fix_after_n_points < 12:
            raise ValueError(f"fix_after_n_points must be 12 or more: {self.fix_after_n_points}")
        if min(self.run, self.trend_run or self.run) < 2:
            raise ValueError(f"a run needs two points at least: {self.run}")


OURS = Settings()
NHSR = Settings(
    screen_outliers=True,
    fixed_and_rebased="each",
    crossing="none",
    points_needed=1,
    points_needed_after_rebase=1,
    judge_flat=True,
)
"""As NHSRplotthedots has them; its missing values are gaps as well."""
