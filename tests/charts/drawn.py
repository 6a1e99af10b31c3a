"""Charts and verdicts drawn by hand: a few values in, the facts of a chart out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from charts import facts
from charts.facts import ChartFacts
from indicators.core.model import Indicator, Method
from indicators.core.series.series import leading_line
from indicators.core.strategy.target_model import Target, Way
from indicators.core.verdicts import Code, Mark, Verdict, Verdicts
from indicators.core.verdicts.model import Why
from indicators.methods.because import because
from tests.indicators.drawing import LEEDS, indicator, line

ENGLAND = "E92000001"
Values = Sequence[float | None]

STEADY = (50, 52, 49, 51, 50, 53, 48, 51, 50, 52, 49, 51, 50)


def aim(value: float | None, direction: Way = "at least", **fields: object) -> Target:
    """A national target; without a value only its words are known."""
    defaults = {
        "indicator": "it", "level": "national", "owner": "Its owner", "words": "A level.", "source": "A source",
    }  # fmt: skip
    return Target(value=value, direction=direction, **(defaults | fields))  # type: ignore[arg-type]


TARGET = aim(60.0, words="At least 60%.")


def measures(
    values: Values, england: Values = (), ends: str = "2023-12", step: int = 12, **drawn: object
) -> pd.DataFrame:
    """Leeds' figures, and England's that end at the same time."""
    rows = line(values, ends, step, **drawn)
    if not england:
        return rows
    beside = {name: drawn[name] for name in ("window",) if name in drawn}
    return pd.concat([rows, line(england, ends, step, area=ENGLAND, **beside)], ignore_index=True)


def over_time(rows: pd.DataFrame, declared: Indicator | None = None, target: Target | None = None) -> ChartFacts:
    """The facts of a line over time."""
    declared = declared or yearly()
    series = leading_line(rows, declared)
    assert series is not None
    return facts.over_time("it", declared, series, rows, target)


def control(
    values: Values, declared: Indicator | None = None, target: Target | None = None, **drawn: object
) -> ChartFacts:
    """The facts of a control chart of months, which there must be; ``None`` is a figure that is not available."""
    rows = line(values, step=1, **drawn)
    chart = controlled(
        rows.assign(suppressed=rows["suppressed"].replace("suppressed", "not available")), declared, target
    )
    assert chart is not None
    return chart


def controlled(
    rows: pd.DataFrame, declared: Indicator | None = None, target: Target | None = None
) -> ChartFacts | None:
    """The facts of a control chart, if one may be drawn."""
    declared = declared or monthly()
    series = leading_line(rows, declared)
    assert series is not None
    return facts.control("it", declared, series, target)


def by_group(
    values: dict[str, float | None], declared: Indicator | None = None, dimension: str = "sex", **columns: object
) -> ChartFacts:
    """The facts of groups of one year side by side."""
    declared = declared or yearly()
    rows = pd.concat([line([value], dimension=dimension, category=name) for name, value in values.items()])
    rows = rows.assign(row_number=range(len(rows)), **columns)
    series = leading_line(rows, declared)
    assert series is not None
    chart = facts.by_group("it", declared, series, rows, dimension)
    assert chart is not None
    return chart


def yearly(**declared: object) -> Indicator:
    return indicator(**declared)  # type: ignore[arg-type]


def monthly(**declared: object) -> Indicator:
    return indicator(**{"step_months": 1, "frequency": "monthly", **declared})  # type: ignore[arg-type]


def rate(**declared: object) -> Indicator:
    return indicator(**{"method": Method.DSR, "unit": "per 100,000 people", "decimals": 1, **declared})  # type: ignore[arg-type]


def count(**declared: object) -> Indicator:
    return indicator(**{"method": Method.COUNT, "unit": "people", **declared})  # type: ignore[arg-type]


def limited(rows: pd.DataFrame, half: Sequence[float | None], **columns: object) -> pd.DataFrame:
    """Limits so far each side of each figure; ``None`` is a figure without."""
    away = np.array([np.nan if one is None else one for one in half])
    return rows.assign(lower95=rows["value"] - away, upper95=rows["value"] + away, **columns)


def judged(name: str, mark: Mark, **fields: object) -> Verdicts:
    """The verdicts on an indicator with a figure, unless its mark is that there is none."""
    other = Verdict(Code.NOT_COMPARED, (because(Why.NOTHING_TO_COMPARE),), Mark.NO_FIGURE)
    figure = {} if mark is Mark.NO_FIGURE else {
        "value": 50.0, "period": (date(2023, 1, 1), date(2023, 12, 31)), "place": LEEDS,
    }  # fmt: skip
    defaults = {
        "indicator": name, "declared": yearly(title=f"Title of {name}"), "direction": Verdict(DIRECTION[mark], (), mark),
        "lately": None, "target": other, "england": other, "gap": other, "data": other,
    }  # fmt: skip
    return Verdicts(**(defaults | figure | fields))  # type: ignore[arg-type]


DIRECTION = {
    Mark.WORSE: Code.WORSE,
    Mark.BETTER: Code.BETTER,
    Mark.CHANGED: Code.CHANGED,
    Mark.NO_CHANGE: Code.NO_CHANGE,
    Mark.FIGURE_ONLY: Code.CANNOT_SAY_YET,
    Mark.NO_FIGURE: Code.NO_FIGURE,
}


def several(**marks: int) -> list[Verdicts]:
    """So many indicators of each mark, as ``several(WORSE=2, NO_FIGURE=5)``."""
    return [judged(f"{name}_{at}", Mark[name]) for name, number in marks.items() for at in range(number)]


def traces(figure: object, name: str) -> list[dict]:
    """The traces of a figure that go by a name."""
    return [trace for trace in figure.to_dict()["data"] if trace.get("name") == name]  # type: ignore[attr-defined]


def notes(figure: object) -> list[str]:
    """What is written into a figure."""
    return [note["text"] for note in figure.to_dict()["layout"].get("annotations", [])]  # type: ignore[attr-defined]


GAP = yearly(method=Method.GAP, unit="percentage points")
