"""An empty page of Streamlit with one button: what the screens are set beside."""

import streamlit as st

st.html(f'<h1 class="empty">{st.session_state.setdefault("pressed", 0)}</h1>')


def press() -> None:
    st.session_state["pressed"] += 1


st.button("Press", on_click=press)
