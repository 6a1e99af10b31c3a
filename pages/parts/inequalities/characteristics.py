"""Who is left behind by each characteristic, one sentence each, and the choice of the one that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from charts.words import inequalities as inequality_words
from indicators.core.inequalities.breakdowns import characteristic
from indicators.core.inequalities.model import Breakdown
from pages.parts.shared import judged, markup

PAGE, ASKED = "inequalities", "by"
ByCharacteristic = Mapping[str, Sequence[Breakdown]]


def chosen(by_characteristic: ByCharacteristic) -> str:
    """The characteristic that the link asks for, also by the name of one of its splits, else the leading one."""
    wanted = characteristic(st.query_params.get(ASKED, ""))
    return wanted if wanted in by_characteristic else leading(by_characteristic)


def leading(by_characteristic: ByCharacteristic) -> str:
    """The first characteristic: deprivation where anything is split by it; empty where nothing is split."""
    return next(iter(by_characteristic), "")


def summary(by_characteristic: ByCharacteristic, chosen_characteristic: str) -> Markup:
    """What the other characteristics say, one sentence each."""
    lines = Markup("").join(
        Markup("<li><b>By {}</b>: {}</li>").format(
            inequality_words.characteristic(characteristic_shown),
            inequality_words.left_behind(characteristic_shown, breakdowns),
        )
        for characteristic_shown, breakdowns in by_characteristic.items()
        if characteristic_shown != chosen_characteristic
    )
    return Markup('<ul class="by-group">{}</ul>').format(lines) if lines else Markup()


def coverage(by_characteristic: ByCharacteristic) -> Markup:
    """How many of the measures with a figure are split by any group: the rest can say nothing of who is left behind."""
    split = {breakdown.indicator for breakdowns in by_characteristic.values() for breakdown in breakdowns}
    known = [verdicts for verdicts in judged.verdicts().values() if verdicts.has_figure]
    sentence = inequality_words.coverage(len(split), len(known))
    ways = markup.listed([
        markup.link("indicator", "how gaps changed since the start", {"list": "gaps"}),
        markup.link("indicator", "what is missing", {"list": "missing"}),
    ])  # fmt: skip
    return Markup('<p class="small under-finding">{} See also {}.</p>').format(sentence, ways)
