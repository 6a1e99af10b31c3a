"""Whose strategy the pages show: the one that the link asks for, else this visit's, else the one that is set."""

from __future__ import annotations

from functools import cache

import streamlit as st

from indicators.core.strategy.model import Strategy
from indicators.core.strategy.reading import chosen, strategies

ASKED = "strategy"
OF_A_VISIT = "strategy_of_this_visit"


@cache
def known() -> dict[str, Strategy]:
    """Every strategy that there is, by id.  Raises ``ValueError`` where a file cannot be used, saying what to do."""
    return strategies()


def usual() -> Strategy:
    """The strategy that is shown where nobody has asked for one."""
    return chosen(known())


def current() -> Strategy:
    """The strategy that this visit looks at.

    A link's is kept for the visit, so that the pages' own menu, which has no queries, stays with it.
    """
    ident = st.query_params.get(ASKED, "") or st.session_state.get(OF_A_VISIT, "")
    strategy = known().get(ident) or usual()
    st.session_state[OF_A_VISIT] = strategy.id
    return strategy


def unknown() -> str:
    """The id that the link asks for where there is no such strategy; else empty."""
    ident = str(st.query_params.get(ASKED, ""))
    return "" if ident in known() else ident
