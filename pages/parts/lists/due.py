"""What is due now or overdue, and from whom."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from indicators.core.verdicts import Code, Verdicts
from pages.parts.shared import markup
from pages.parts.shared.marks import mark

LATE = (Code.OVERDUE, Code.DUE)


def due(verdicts: Sequence[Verdicts]) -> Markup:
    """A table of what is late, overdue first, and how many are up to date."""
    late = sorted((v for v in verdicts if v.data.code in LATE), key=lambda v: LATE.index(v.data.code))
    fresh = sum(v.data.code is Code.UP_TO_DATE for v in verdicts)
    up_to_date = (
        f"{words.upper(words.counted(fresh, 'indicator'))} {words.have(fresh)} the newest figure there should be."
    )
    if not late:
        return Markup("<p>Every figure that is expected by today is held. {}</p>").format(up_to_date)
    head = ["Indicator", "State", "Newest figure", "What is expected", "From"]
    body = [
        [
            Markup("{} {}").format(
                mark(v.data.mark), markup.link("indicator", v.declared.title, {"indicator": v.indicator})
            ),
            words.word(v.data),
            words.newest_period(v),
            words.reason(v.data, v.declared),
            v.declared.owner,
        ]
        for v in late
    ]
    return Markup("<p>{}</p>").format(up_to_date) + markup.table(head, body, "Figures that are due or overdue")
