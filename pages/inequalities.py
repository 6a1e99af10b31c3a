"""Who is left behind: each measure by deprivation, sex, age or ethnic group, now and at the start, beside everybody."""

from __future__ import annotations

from markupsafe import Markup

from charts.words import inequalities as told
from pages.parts.illustrative import groups as illustrative
from pages.parts.inequalities import characteristics, panel
from pages.parts.shared import judged, markup
from pages.parts.site import frame
from pages.parts.writing import actions

found = judged.breakdowns_by_characteristic()
here = characteristics.chosen(found)
if not found:
    markup.show(Markup('<h1 class="finding">{}</h1>').format(told.NOTHING) + characteristics.coverage(found))
else:
    shown = found[here]
    ways = [(f"By {told.characteristic(one)}", {characteristics.ASKED: one}, one == here) for one in found]
    markup.show(
        Markup('<h1 class="finding">{}</h1>').format(told.left_behind(here, shown))
        + characteristics.coverage(found)
        + frame.support_for([one.indicator for one in shown])
        + characteristics.summary(found, here)
        + actions.in_a_line()
        + markup.choice("Characteristic", characteristics.PAGE, ways)
        + Markup('<p class="small">{}</p>').format(told.HOW_TO_READ)
        + Markup("").join(panel.panel(one, unfolded=at == 0) for at, one in enumerate(shown))
    )
markup.show(illustrative.groups())
