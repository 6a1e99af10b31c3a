"""A choice among a list's filters, kept in the link."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def choose(name: str, title: str, parts: Mapping[str, str]) -> str:
    """One choice, kept in the link by its id: the first, where the link asks for none that there is."""
    usual, wanted = next(iter(parts)), st.query_params.get(name, "")
    st.session_state[name] = wanted if wanted in parts else usual
    return str(
        st.selectbox(
            title,
            list(parts),
            format_func=lambda part: parts[part],
            key=name,
            on_change=_into_the_link,
            args=(name, usual),
            width=205,
        )
    )


def _into_the_link(name: str, usual: str) -> None:
    chosen = st.session_state.get(name, usual)  # gone where the page was left meanwhile
    if chosen == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
