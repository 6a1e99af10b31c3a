"""ONS Subnational Indicators Explorer: four tabs of mean well-being, under five title rows."""

from __future__ import annotations

import re
from datetime import date

from data.layouts.core.layout import Constant, Context, FileFacts, Layout, Number, Text
from data.periods import label, last_day, spanning
from data.problems import OddValueError

TABS = {
    "anxiety": "meananxietyyesterdayscored0notatall10completely",
    "happiness": "meanhappinessyesterdayscored0notatall10completely",
    "life_satisfaction": "meansatisfactionwithyourlifenowadaysscored0notatall10completely",
    "worthwhile": "meanfeelingthingsdoneinlifeareworthwhilescored0notatall10completely",
}


def _title_rows(file: FileFacts) -> Context:
    """The period stands only above the table, as "04/2020-03/2021"."""
    title = " ".join(cell for row in file.above for cell in row)
    match = re.search(r"(\d{2})/(\d{4})\s*-\s*(\d{2})/(\d{4})", title)
    if not match:
        raise OddValueError(
            "The rows above the table do not state a period.", 'Restore the row "Date:, 04/2020-03/2021".'
        )
    first, last = int(match[1]), int(match[3])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        raise OddValueError("The period above the table has no such month.", 'Write it as "04/2020-03/2021".')
    start = date(int(match[2]), first, 1)
    end = last_day(int(match[4]), last)
    note = f"The period, {label(start, end)}, and the measure are only in the rows above the table."
    return Context(spanning(start, end, 12), (note,))


LAYOUTS = tuple(
    Layout(
        name=f"ons_wellbeing_{series}",
        title=f"ONS personal well-being, mean {series.replace('_', ' ')}",
        publisher="Office for National Statistics",
        names=(("areacode", "area"),),
        table="published_value",
        headers=("areacode", "area", header),
        fields={
            "source": Constant("ons_wellbeing_explorer"),
            "series": Constant(series),
            "series_name": Constant(f"Mean {series.replace('_', ' ')}, 0 to 10"),
            "area": Text("areacode"),
            "age": Constant("16+ yrs"),
            "statistic": Constant("mean"),
            "value": Number(header, blank="not available"),
            "note": Text("notes"),
        },
        context=_title_rows,
    )
    for series, header in TABS.items()
)
