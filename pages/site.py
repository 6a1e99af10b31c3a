"""The frame around every page: its head, its style, and what each visit needs before its page runs."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import streamlit as st

from charts import words
from pages.access.role_table import Permission
from pages.parts.follow import badge
from pages.parts.illustrative import switch as illustrated
from pages.parts.plain import show, switch
from pages.parts.shared import by_itself, cached, markup, roles, strategies
from pages.parts.site import frame, menu, short_link, signing_in
from pages.parts.writing import foot

ICON = Path(__file__).parent / "parts" / "site" / "icon.png"

# As part of the page, not as a file of its own: files are for those who may read figures.
st.set_page_config(page_icon=f"data:image/png;base64,{b64encode(ICON.read_bytes()).decode()}", layout="wide")

outcomes, priorities = words.plural(strategies.current())
pages = [
    st.Page("overview.py", title="Overview", default=True),
    st.Page("outcome.py", title=outcomes, url_path="outcome"),
    st.Page("priority.py", title=priorities, url_path="priority"),
    st.Page("indicator.py", title="Indicators", url_path="indicator"),
    st.Page("inequalities.py", title="Inequalities", url_path="inequalities"),
    st.Page("places.py", title="Places", url_path="places"),
    st.Page("voices.py", title="Voices", url_path="voices"),
    st.Page("present.py", title="Present", url_path="present"),
    st.Page("holdings.py", title="Data", url_path="holdings"),
    st.Page("upload.py", title="Upload", url_path="upload"),
    st.Page("about.py", title="About", url_path="about"),
]
OFF_THE_MENU = [
    st.Page("follow.py", title="Follow", url_path="follow"),
    st.Page("sign_in.py", title="Sign in", url_path=signing_in.URL),
]
page = st.navigation([*pages, *OFF_THE_MENU], position="hidden")
with frame.showing_faults(page.title):
    by_itself.page_begins()
    if not roles.may(Permission.READ):
        signing_in.wall()
        st.stop()
    cached.store()
    short_link.follow({known.url_path or "overview": known for known in pages})
    st.set_page_config(page_title=frame.title(page))
    frame.without_people()
    if frame.in_a_talk(page.title):
        page.run()
    elif frame.in_a_frame():
        page.run()
        frame.under_a_frame(page.url_path)
    else:
        ways = [(known.url_path, known.title) for known in pages]
        markup.show(menu.head(ways, page.url_path, switch.link(page.url_path) + signing_in.way()))
        frame.unknown_strategy()
        if page.url_path != badge.PAGE:  # a followed slide takes new figures by itself
            frame.new_figures()
        frame.earlier_software()
        frame.pinned_to()
        illustrated.banner(page.url_path)
        frame.way_back()
        badge.show(page.url_path)
        if switch.is_wanted(page.url_path):
            show.show(page.url_path)
        else:
            page.run()
            foot.of_this_view(page.url_path)
        frame.footer(page.url_path)
