"""The frame around every page: navigation, style, and what each visit needs before its page runs."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.store import StoreError
from pages.parts import frame, held, html

ICON = Path(__file__).parent / "parts" / "icon.png"

st.set_page_config(page_icon=str(ICON), layout="wide")

pages = [
    st.Page("overview.py", title="Overview", default=True),
    st.Page("outcome.py", title="Outcomes", url_path="outcome"),
    st.Page("priority.py", title="Priorities", url_path="priority"),
    st.Page("indicator.py", title="Indicators", url_path="indicator"),
    st.Page("holdings.py", title="Data", url_path="holdings"),
    st.Page("about.py", title="About", url_path="about"),
]
page = st.navigation(pages, position="top")
st.set_page_config(page_title=frame.title(page.title))
frame.style()
html.listen()
try:
    held.here()
    frame.new_figures()
    frame.pinned_to()
    page.run()
    frame.footer()
except StoreError as fault:
    frame.without_store(fault)
