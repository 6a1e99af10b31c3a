"""Live charts for a meeting: choose a playlist, then one finding a slide, full screen and by keyboard."""

from __future__ import annotations

import streamlit as st

from pages.parts import choosing, editing, frame, html, stage, talk

asked = st.query_params.get("playlist", "")
shown = choosing.playlist(asked)
if shown is not None and shown.slides:
    talk.style()
    talk.newest_figures()
    stage.stage(shown)
elif "edit" in st.query_params:
    editing.playlist(st.query_params["edit"])
else:
    html.show(choosing.opening(asked, shown))
    choosing.ready()
    choosing.own_playlists()
    if asked:
        frame.footer()
