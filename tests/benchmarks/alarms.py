"""How often each verdict says better or worse of series in which nothing changes."""

from __future__ import annotations

from collections import Counter

import numpy as np

from indicators.core.series.difference_test import of_two_periods
from indicators.core.series.method_selection import chosen
from indicators.core.series.series import leading_line
from indicators.core.verdicts import Code, Mark
from indicators.core.verdicts.recent_change import lately
from indicators.methods import (
    beside_line,
    comparison,
    direction,
    gap_change,
    intervals,
    spc,
    spc_counts,
    spc_words,
    trend_tests,
    trends,
)
from indicators.methods.beside_line import Beside
from indicators.methods.gap_change import GapCode
from tests.benchmarks import worlds

YEARS = 6
WORLDS = (("per cent of 2,000", 2_000, 0.3), ("per cent of 100", 100, 0.3), ("rare, of 5,000", 5_000, 0.002))
REFUSAL = "  (chart refused by the chooser)"
BESIDE = (Beside.HIGHER, Beside.LOWER, Beside.HIGHER_THROUGHOUT, Beside.LOWER_THROUGHOUT)
REFUSED = ("counts about 1",)
"""Kinds of which the chooser lets no control chart speak."""


def rate(flags: np.ndarray) -> str:
    """A share of all, and its own error."""
    share = float(np.mean(flags))
    return f"{share:8.2%} (+-{np.sqrt(share * (1 - share) / flags.size):.2%})"


def table() -> None:
    """For each kind of stable series and each verdict, the share falsely said to be better or worse."""
    print(f"\nFalse alarms: of {worlds.SERIES:,} stable series of each kind, the share said to be better or worse")
    _within_the_year()
    _by_years()
    _gap_changes()
    _rolling()
    _uneven()
    _as_on_the_pages()
    _yearly()
    _gaps_and_benchmarks()


def _within_the_year() -> None:
    print(f"\n{worlds.MONTHS} months: {'lately, 7 in a row':>20}{'lately, 6 in a row':>24}{'any point flagged, 7':>25}"
          f"{'direction, 99%':>22}{'step proposed':>20}")  # fmt: skip
    for kind, values in worlds.monthly().items():
        seven, six = spc.charts(values), spc.charts(values, run=6)
        last = [(chart.high | chart.low)[:, -1] for chart in (seven, six)]
        since = direction.of_many(values, 12, 0, worlds.MONTHS - 12).changed
        steps = spc_words.proposed_rebase(values) >= 0
        columns = [*last, (seven.high | seven.low).any(axis=1), since, steps]
        print(f"{kind:18}" + " ".join(f"{rate(one):>22}" for one in columns) + REFUSAL * (kind in REFUSED))


BY_YEARS = {
    0.0: ((0.7, 0.6, 0.6), (0.8, 0.7, 0.6), 83, 75),
    0.3: ((1.7, 1.0, 0.8), (1.7, 1.0, 0.7), 52, 67),
    0.5: ((2.2, 1.1, 0.6), (2.1, 1.1, 0.6), 32, 69),
    0.7: ((3.4, 2.1, 1.5), (3.3, 1.6, 1.0), 21, 78),
}
"""What the rules were published with, in per cent, by the correlation of neighbours: direction and beside England falsely
changed at 36, 48 and 62 months; how often a shift of 1.5 standard deviations and a late fall are seen at 62."""


def _by_years() -> None:
    """A year against a year: false alarms and power, each beside the share that the rule was published with."""
    print(
        "\nA year against a year, in brackets as published:  direction at 36, 48, 62 months  |  beside England  |  power"
    )
    for correlation, (direction_, england, shift, fall) in BY_YEARS.items():
        random = np.random.default_rng(int(correlation * 10))
        line = {n: worlds.moving_together(random, worlds.SERIES, n, correlation) for n in (36, 48, 62)}
        alarm_rates = [
            f"{_changed(one).mean():6.1%} ({wanted}%)" for one, wanted in zip(line.values(), direction_, strict=True)
        ]
        beside = [f"{_beside(one).mean():6.1%} ({wanted}%)" for one, wanted in zip(line.values(), england, strict=True)]
        at = np.arange(62)
        risen = line[62] + 1.5 * worlds.SPREAD * (at >= 31)
        fallen = line[62] - 5 * worlds.SPREAD * np.clip((at - 38) / 23, 0, 1)
        seen = f"shift {_changed(risen).mean():4.0%} ({shift}%), late fall {_changed(fallen).mean():4.0%} ({fall}%)"
        print(f"correlation {correlation}: {' '.join(alarm_rates)}  |  {' '.join(beside)}  |  {seen}")


def _changed(values: np.ndarray) -> np.ndarray:
    """Is the latest year changed from the first: by limits, or by every month apart?"""
    last = values.shape[1] - 12
    before, after = values[:, :12], values[:, last:]
    apart = (after.min(axis=1) > before.max(axis=1)) | (after.max(axis=1) < before.min(axis=1))
    return direction.of_many(values, 12, 0, last).changed | apart


def _beside(differences: np.ndarray) -> np.ndarray:
    """Is a line said to be better or worse than another, whose differences move about nothing?"""
    at, none = np.arange(differences.shape[1]), np.zeros(differences.shape[1])
    sample = differences[:2_000] - worlds.LEVEL
    return np.array([beside_line.of_two_lines(at, one, none, 12).kind in BESIDE for one in sample])


def _gap_changes() -> None:
    """Two groups whose gap does not change: how often it is said to."""
    random = np.random.default_rng(5)
    print("\nA gap of 10 points that does not change:", end="")
    for size in (100, 300, 1_000):
        worse, better = (random.binomial(size, share, (2_000, 2)).astype(float) for share in (0.4, 0.5))
        flags = []
        for low, high in zip(worse, better, strict=True):
            gaps = [
                gap_change.of_proportions((x, size), (y, size), high_is_good=True)
                for x, y in zip(low, high, strict=True)
            ]
            flags.append(gap_change.changed(*gaps, high_is_good=True).code is not GapCode.NO_CHANGE)
        print(f"  groups of {size:,}: {rate(np.array(flags)).strip()}", end="")
    print()


def _rolling() -> None:
    """What a chart on a rolling year would say: why none is drawn."""
    values = worlds.monthly(points=worlds.MONTHS + 11)["independent"]
    rolling = np.lib.stride_tricks.sliding_window_view(values, 12, axis=1).mean(axis=-1)
    chart = spc.charts(rolling)
    print(f"{'rolling year':18}" + f"{rate((chart.high | chart.low)[:, -1]):>22}" + REFUSAL)


def _uneven() -> None:
    """Proportions of uneven bases on the chart that the chooser gives them, and on the one it does not."""
    random, bases = np.random.default_rng(9), np.where(np.arange(worlds.MONTHS) % 2, 60.0, 600.0)
    print(f"\n{worlds.MONTHS} months, bases of 60 and 600 by turns: newest point flagged")
    for name, spread in (("chance alone", 0.0), ("more than chance", 0.05)):
        shares = np.clip(random.normal(0.4, spread, (worlds.SERIES, worlds.MONTHS)), 0.01, 0.99)
        events = random.binomial(bases.astype(int), shares)
        xmr = spc.charts(events / bases)
        plain, prime = (
            [spc_counts.uneven_chart(one, bases, "p", prime=wide) for one in events[:2_000]] for wide in (False, True)
        )
        for kind, flags in (
            ("XmR", (xmr.high | xmr.low)[:, -1]),
            ("p", np.array([(chart.high | chart.low)[0, -1] for chart in plain])),
            ("Laney p'", np.array([(chart.high | chart.low)[0, -1] for chart in prime])),
        ):
            print(f"{name:18} {kind:10}{rate(flags):>22}")


def _as_on_the_pages(series: int = 300) -> None:
    """From figures to the verdict of lately as the pages say it: the method chosen, and how often it is wrong."""
    print(f"\nThe whole way, {series} series each: method chosen; lately better or worse; two figures more than chance")
    for name, (lines, indicator) in worlds.as_measures(series).items():
        leading_lines = [line for rows in lines if (line := leading_line(rows, indicator)) is not None]
        methods = Counter(str(chosen(one, indicator).method) for one in leading_lines).most_common(1)
        verdicts = [lately(one, indicator) for one in leading_lines]
        flags = np.array([one is not None and one.mark in (Mark.BETTER, Mark.WORSE) for one in verdicts])
        pairs = [
            of_two_periods(one, indicator, one.known.iloc[len(one.known) // 4], one.known.iloc[-1])
            for one in leading_lines
        ]
        beyond_chance = np.array([one.code is Code.MORE_THAN_CHANCE for one in pairs])
        print(f"{name:34} {methods[0][0]:>38} {rate(flags):>20} {rate(beyond_chance):>20}")


def _yearly() -> None:
    print(f"\n{YEARS} years, recent trend at 99.8%:")
    random = np.random.default_rng(2)
    for name, size, share in WORLDS:
        x = random.binomial(size, share, (worlds.SERIES, YEARS))
        n = np.full(x.shape, size)
        markers = trends.recent_trends_of_proportions(x, n).marker
        low, high = intervals.wilson(x, n)
        weighted = trends.recent_trends(x / n, low, high).marker
        for test, marker in (("counts", markers), ("limits", weighted)):
            print(f"{name:18} by {test}: {rate(np.isin(marker, ['increasing', 'decreasing']))}")
    drawn = random.normal(size=(worlds.SERIES, 12))
    print(f"{'12 years':18} Mann-Kendall, exact, at 99.8%: {rate(trend_tests.mann_kendall(drawn).p_exact < 0.002)}")


def _gaps_and_benchmarks() -> None:
    print("\nTwo figures:")
    random = np.random.default_rng(3)
    for size in (50, 300, 5_000):
        x, y = random.binomial(size, 0.3, (2, worlds.SERIES))
        n = np.full(worlds.SERIES, size)
        _, lower, upper = intervals.newcombe(x, n, y, n, 0.99)
        print(f"two waves of {size:5,}: Newcombe at 99% {rate((lower > 0) | (upper < 0))}", end="; ")
        against = [comparison.one_level(x / n, intervals.wilson(x, n, level), 0.3) for level in (0.95, 0.998)]
        print("benchmark at 95% {}, at 99.8% {}".format(*(rate(one != 0) for one in against)))
