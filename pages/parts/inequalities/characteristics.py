"""Who is left behind by each characteristic, one sentence each, and the choice of the one that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from charts.words import inequalities as told
from indicators.core.inequalities.breakdowns import characteristic
from indicators.core.inequalities.model import Breakdown
from pages.parts.shared import judged, markup

PAGE, ASKED = "inequalities", "by"
Found = Mapping[str, Sequence[Breakdown]]


def chosen(found: Found) -> str:
    """The characteristic that the link asks for, also by the name of one of its splits, else the leading one."""
    asked = characteristic(st.query_params.get(ASKED, ""))
    return asked if asked in found else leading(found)


def leading(found: Found) -> str:
    """The first characteristic: deprivation where anything is split by it; empty where nothing is split."""
    return next(iter(found), "")


def summary(found: Found, here: str) -> Markup:
    """What the other characteristics say, one sentence each."""
    lines = Markup("").join(
        Markup("<li><b>By {}</b>: {}</li>").format(told.characteristic(one), told.left_behind(one, breakdowns))
        for one, breakdowns in found.items()
        if one != here
    )
    return Markup('<ul class="by-group">{}</ul>').format(lines) if lines else Markup()


def coverage(found: Found) -> Markup:
    """How many of the measures with a figure are split by any group: the rest can say nothing of who is left behind."""
    split = {one.indicator for breakdowns in found.values() for one in breakdowns}
    known = [verdicts for verdicts in judged.verdicts().values() if verdicts.has_figure]
    said = told.coverage(len(split), len(known))
    ways = markup.listed([
        markup.link("indicator", "how gaps changed since the start", {"list": "gaps"}),
        markup.link("indicator", "what is missing", {"list": "missing"}),
    ])  # fmt: skip
    return Markup('<p class="small under-finding">{} See also {}.</p>').format(said, ways)
