"""Who is left behind: each measure by deprivation, sex, age or ethnic group, now and at the start, beside everybody."""

from __future__ import annotations

from markupsafe import Markup

from charts.words import inequalities as inequality_words
from pages.parts.illustrative import groups as illustrative
from pages.parts.inequalities import characteristics, panel
from pages.parts.shared import judged, markup
from pages.parts.site import frame
from pages.parts.writing import actions

by_characteristic = judged.breakdowns_by_characteristic()
chosen_characteristic = characteristics.chosen(by_characteristic)
if not by_characteristic:
    markup.show(
        Markup('<h1 class="finding">{}</h1>').format(inequality_words.NOTHING)
        + characteristics.coverage(by_characteristic)
    )
else:
    shown = by_characteristic[chosen_characteristic]
    ways = [
        (f"By {inequality_words.characteristic(name)}", {characteristics.ASKED: name}, name == chosen_characteristic)
        for name in by_characteristic
    ]
    markup.show(
        Markup('<h1 class="finding">{}</h1>').format(inequality_words.left_behind(chosen_characteristic, shown))
        + characteristics.coverage(by_characteristic)
        + frame.support_for([breakdown.indicator for breakdown in shown])
        + characteristics.summary(by_characteristic, chosen_characteristic)
        + actions.in_a_line()
        + markup.choice("Characteristic", characteristics.PAGE, ways)
        + Markup('<p class="small">{}</p>').format(inequality_words.HOW_TO_READ)
        + Markup("").join(panel.panel(breakdown, unfolded=at == 0) for at, breakdown in enumerate(shown))
    )
markup.show(illustrative.groups())
