"""Every indicator as a row to scan, filtered and in the order asked for; both are kept in the link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.facts.matrix import WHOLE
from indicators.core.board import attention
from indicators.core.model import Kind
from indicators.core.verdicts import Mark, Verdicts
from pages.parts.lists import choosing, scan
from pages.parts.shared import cached, judged, markup
from pages.parts.shared.marks import legend

ALL = "any"


class Order(StrEnum):
    """In which order rows are."""

    GRAVEST = "mark"
    NAME = "name"
    NEWEST = "newest"
    OLDEST = "oldest"


ORDERS = {
    Order.GRAVEST: "worse first",
    Order.NAME: "by name",
    Order.NEWEST: "newest figure first",
    Order.OLDEST: "oldest figure first",
}
ATTENTION = "attention"


def unknown(name: str) -> Markup:
    """What to say of a link to an indicator that is not there."""
    if not name:
        return Markup()
    explanation = f"{cached.strategy().name} has no indicator {name[:80]!r}. These are all of its indicators."
    return Markup('<div class="banner" role="alert">{}</div>').format(explanation)


def show() -> None:
    """The filters, then the rows."""
    verdicts = list(judged.verdicts().values())
    with st.container(key="filters", horizontal=True):
        chosen = _filters()
        order = choosing.choose(
            "order", "In order", {order_offered.value: label for order_offered, label in ORDERS.items()}
        )
    chosen_verdicts = [
        v for v in verdicts if all(CHOSEN[name](v, choice) for name, choice in chosen.items() if choice != ALL)
    ]
    rows = _rows(chosen_verdicts, Order(order), chosen.get("with_mark", ALL))
    label = f"{words.upper(words.counted(len(rows), 'indicator'))} of {len(verdicts)}."
    markup.show(
        Markup('<p class="small" role="status">{}</p>{}').format(label, legend())
        + scan.table(
            rows,
            "Indicators",
            "No indicator is left by these filters. Choose fewer of them.",
        )
    )


def _filters() -> dict[str, str]:
    """What each filter is set to, by its name in the link."""
    strategy = cached.strategy()
    outcomes = {part.id: f"{part.label} {part.short}".strip() for part in strategy.outcomes}
    priorities = {part.id: f"{part.label} {part.short}".strip() for part in strategy.priorities}
    if strategy.of_the_whole and priorities:
        priorities[WHOLE] = words.whole_name(strategy)
    named = words.plural(strategy)
    choices = {
        "of_outcome": (named[0], outcomes),
        "of_priority": (named[1], priorities),
        "of_kind": ("Kinds", {kind.value: words.LENS_NAMES[kind] for kind in Kind}),
        "with_mark": ("Marks", {ATTENTION: "Needs attention"} | {kind.value: words.mark(kind) for kind in Mark}),
    }
    shown = {name: choice for name, choice in choices.items() if choice[1]}
    return {
        name: choosing.choose(name, title, {ALL: f"All {words.lower(title)}"} | parts)
        for name, (title, parts) in shown.items()
    }


def _serves_outcome(verdicts: Verdicts, outcome: str) -> bool:
    return outcome in cached.strategy().link(verdicts.indicator).outcomes


def _serves_priority(verdicts: Verdicts, priority: str) -> bool:
    strategy = cached.strategy()
    if priority == WHOLE:
        return verdicts.indicator in strategy.of_the_whole
    return priority in strategy.link(verdicts.indicator).priorities


def _has_mark(verdicts: Verdicts, wanted: str) -> bool:
    if wanted == ATTENTION:
        return bool(attention.needs_attention([verdicts]))
    return verdicts.mark == wanted


CHOSEN: Mapping[str, Callable[[Verdicts, str], bool]] = {
    "of_outcome": _serves_outcome,
    "of_priority": _serves_priority,
    "of_kind": lambda verdicts, wanted: verdicts.declared.kind == wanted,
    "with_mark": _has_mark,
}


def _rows(verdicts: Sequence[Verdicts], order: Order, wanted_mark: str) -> list[tuple[Verdicts, str]]:
    """Each with its clause; a list that the Overview begins goes on here in the same order and words."""
    if order is Order.GRAVEST and wanted_mark in (ATTENTION, Mark.BETTER):
        needed = (
            attention.needs_attention(verdicts)
            if wanted_mark == ATTENTION
            else attention.getting_better(verdicts, cached.today())
        )
        return [(item.verdicts, words.clause(item)) for item in needed]
    return [(v, words.finding(v)) for v in _ordered(verdicts, order)]


def _ordered(verdicts: Sequence[Verdicts], order: Order) -> list[Verdicts]:
    """In an order; those without a figure always come last."""
    if order is Order.GRAVEST:
        return attention.in_order(verdicts)
    if order is Order.NAME:
        return sorted(verdicts, key=lambda v: v.declared.title.casefold())
    dated = sorted((v for v in verdicts if v.period_end), key=_age, reverse=order is Order.NEWEST)
    return [*dated, *(v for v in verdicts if not v.period_end)]


def _age(verdicts: Verdicts) -> date:
    """The day its figure ends; of a year that is not over its first, since nobody knows more."""
    ends = verdicts.period_end or date.min
    return ends if ends <= cached.today() or not verdicts.period else verdicts.period[0]
