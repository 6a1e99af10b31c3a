"""Live charts for a meeting: choose a playlist, then one finding a slide, full screen and by keyboard."""

from __future__ import annotations

import streamlit as st

from pages.parts.present import playlists, playlist_editor, slideshow, slideshow_browser
from pages.parts.site import frame
from pages.parts.shared import markup

asked = st.query_params.get("playlist", "")
shown = playlists.playlist(asked)
if shown is not None and shown.slides:
    slideshow_browser.style()
    slideshow_browser.newest_figures()
    slideshow.stage(shown)
elif "edit" in st.query_params:
    playlist_editor.playlist(st.query_params["edit"])
else:
    markup.show(playlists.opening(asked, shown))
    playlists.ready()
    playlists.own_playlists()
    if asked:
        frame.footer()
