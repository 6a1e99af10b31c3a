"""From a file to the board's screens: what it is, what is wrong with it, what it would change; publish, undo."""

from __future__ import annotations

import streamlit as st

from pages.parts import desk, html, roles, undoing, uploading
from pages.parts.roles import Role

html.show(uploading.crumbs())
if not roles.may(Role.ANALYST):
    html.show(uploading.read_only())
else:
    told = st.container()
    files = uploading.choose()
    tried = desk.tried(files)
    with told:
        uploading.opening(files, tried)
    if tried is not None:
        uploading.examined(files, tried)
        uploading.consequences(tried)
        uploading.publishing(files, tried)
    uploading.published()
    undoing.undone()
    uploading.templates_offered()
undoing.history()
