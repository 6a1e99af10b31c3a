"""Two loads of one kind set against each other, on the history of loads."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from charts import words
from data.layouts import LAYOUTS
from data.loading.load_comparison import Change, Comparison
from data.periods import in_full, label
from data.problems import named
from data.storage.versions import StoreError
from pages.parts.shared import cached, judged, markup


def show() -> None:
    """Choose two loads of one kind, and see what is new, gone and revised between them."""
    loads = cached.loads_in_force()
    loads = loads[loads["erased_at"].isna()]
    kinds = [str(kind) for kind, times in loads["layout"].value_counts().items() if times > 1]
    if not kinds:
        return
    with st.expander("Compare two loads"):
        kind = st.selectbox("Kind of file", sorted(kinds, key=_title), None, format_func=_title, key="compared_kind")
        if kind is None:
            markup.show(Markup("<p>Choose a kind of file, then two of its loads.</p>"))
            return
        of_kind = {int(load["load_id"]): load for _, load in loads[loads["layout"] == kind].iterrows()}
        later, earlier = list(of_kind)[:2]
        first = _chosen("Earlier load", of_kind, earlier, f"compared_earlier_{kind}")
        second = _chosen("Later load", of_kind, later, f"compared_later_{kind}")
        if first == second:
            markup.show(Markup("<p>Choose two different loads.</p>"))
        else:
            _compared(first, second)


def _title(kind: str) -> str:
    return LAYOUTS[kind].title if kind in LAYOUTS else kind


def _chosen(asks: str, loads: dict[int, pd.Series], usual: int, key: str) -> int:
    return int(
        st.selectbox(asks, loads, list(loads).index(usual), format_func=lambda load: _name(loads[load]), key=key)
    )


def _name(load: pd.Series) -> str:
    state = ", withdrawn" if load["withdrawn"] else ""
    return (
        f"Load {int(load['load_id'])}: {named(load['file_name'], load['sheet'])}, {in_full(load['loaded_at'])}{state}"
    )


def _compared(earlier: int, later: int) -> None:
    try:
        comparison = cached.comparison(earlier, later)
    except StoreError as fault:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
        return
    markup.show(Markup("<p>{}</p>").format(_counts(comparison, earlier, later)) + _largest(comparison))


def _counts(comparison: Comparison, earlier: int, later: int) -> str:
    noun = ("figure", "figures") if comparison.figures else ("entry", "entries")
    counts = (
        f"{words.counted(comparison.new, *noun)} only in load {later}",
        f"{words.counted(comparison.gone, *noun)} only in load {earlier}",
        f"{words.counted(comparison.revised, *noun)} revised",
        f"{words.counted(comparison.unchanged, *noun)} the same in both",
    )
    return f"{words.upper(words.listed(counts))}."


def _largest(comparison: Comparison) -> Markup:
    if not comparison.largest:
        return Markup()
    body = [_row(change) for change in comparison.largest]
    title = "The largest changes" if comparison.revised > len(comparison.largest) else "What was revised"
    return (
        markup.heading(title, 3)
        + Markup('<p class="small">By how much a value changed in proportion to itself.</p>')
        + markup.table(["Figure", "Place", "Period", "Before", "After", "Row"], body, title, (3, 4, 5))
    )


def _row(change: Change) -> Sequence[str]:
    name = cached.titles().get(change.series, change.series_name)
    place = judged.board().areas.get(change.area, change.area)
    return [
        ", ".join((name, *change.groups)),
        place,
        label(*change.period),
        _value(change.before),
        _value(change.after),
        f"{change.row:,}",
    ]


def _value(value: float | None) -> str:
    return "no value" if value is None else f"{value:,.10g}"
