"""Live charts for a meeting: choose a playlist, then one finding a slide, full screen and by keyboard."""

from __future__ import annotations

import streamlit as st

from pages.parts.present import leading, playlist_editor, playlists, presenter_window, slideshow, slideshow_browser
from pages.parts.shared import markup
from pages.parts.site import frame

wanted = st.query_params.get("playlist", "")
shown = playlists.playlist(wanted)
if shown is not None and shown.slides:
    st.set_page_config(page_title=frame.title_of(shown.name))
    slideshow_browser.style()
    slideshow_browser.newest_figures()
    slideshow.stage(shown)
    leading.watch()
elif (led := leading.led()) is not None and (talk := playlists.playlist(led.playlist)) is not None:
    presenter_window.show() if "window" in st.query_params else leading.room(led, talk)
elif "edit" in st.query_params:
    playlist_editor.playlist(st.query_params["edit"])
else:
    markup.show(playlists.opening(wanted, shown))
    playlists.own_playlists()
    playlists.ready()
    if wanted:
        frame.footer("present")
