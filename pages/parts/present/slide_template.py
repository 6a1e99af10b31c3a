"""The board's own PowerPoint template: which one decks are written into, and uploading another."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st
from markupsafe import Markup

from data.people import slide_templates
from data.people.slide_templates import Uploaded
from data.periods import in_full
from data.storage.errors import PeopleError
from data.storage.versions import location
from pages.access.role_table import Permission
from pages.parts.shared import cached, judged, markup, people_file, roles
from reports.powerpoint import template
from reports.powerpoint.template import SETTING, Template, TemplateError

LARGEST_MB = 20
DONE = "template_done"


def of_board() -> Template | None:
    """The template that was uploaded last, else the one that the setting names; ``None`` where there is neither.

    Raises ``TemplateError`` where it cannot be read.
    """
    uploaded = people_file.template_of_board()
    if uploaded is None:
        return template.from_setting()
    try:
        return Template(uploaded.name, people_file.template_content(str(location()), uploaded.id))
    except PeopleError as wrong:
        raise TemplateError(str(wrong)) from wrong


def fault() -> Markup:
    """What the template lacks, where it cannot be used."""
    try:
        if (board_template := of_board()) is not None:
            judged.once_for_all(_usable, board_template)
    except TemplateError as wrong:
        return Markup('<div class="banner" role="alert">No PowerPoint file can be made. {}</div>').format(wrong)
    return Markup()


def show() -> None:
    """Which template decks have, and, for those who may, the way to another one."""
    if not roles.may(Permission.SET_TEMPLATE):
        return
    with st.expander("Slides in the board’s own template"):
        if outcome := st.session_state.pop(DONE, None):
            markup.done(outcome)
        markup.show(Markup("<p>{}</p>").format(_in_force()))
        if (uploaded := people_file.template_of_board()) is not None:
            st.button(
                f"Take {markup.literal(uploaded.name)} off", key="template_off", on_click=_take_off, args=[uploaded]
            )
        _upload()


def _in_force() -> str:
    uploaded = people_file.template_of_board()
    if uploaded is not None:
        return f"Every PowerPoint file is written into {uploaded.name}, which {uploaded.who} uploaded on {in_full(uploaded.at)}."
    try:
        named = template.from_setting()
    except TemplateError as wrong:
        return str(wrong)
    if named is not None:
        return f"Every PowerPoint file is written into {named.name}, which the setting {SETTING} names."
    return "PowerPoint files have the dashboard’s own plain look. Upload the board’s template to have its colours and type."


def _upload() -> None:
    dropped = st.file_uploader(
        "PowerPoint template (.pptx)",
        type="pptx",
        max_upload_size=LARGEST_MB,
        key="template_file",
        help="Widescreen, light pages, and a layout with a title alone, such as Title Only. Its own pages are left out.",
    )
    if dropped is None:
        return
    uploaded_template = Template(dropped.name, dropped.getvalue())
    try:
        layout = judged.once_for_all(_usable, uploaded_template)
    except TemplateError as wrong:
        markup.show(Markup('<div class="banner" role="alert">{} Nothing was changed.</div>').format(wrong))
        return
    markup.show(Markup("<p>It can be used. Slides are written on its layout “{}”.</p>").format(layout))
    shown = sha256(uploaded_template.content).hexdigest()[:12]
    st.button(
        "Use this template for every deck",
        type="primary",
        key=f"template_use_{shown}",
        on_click=_use,
        args=[uploaded_template],
    )


def _usable(board_template: Template) -> str:
    """The name of the layout that slides are written on.  Raises ``TemplateError`` where it cannot be used."""
    return str(template.of_template(board_template).layout.name)


def _use(uploaded_template: Template) -> None:
    if not roles.may(Permission.SET_TEMPLATE):
        return
    try:
        slide_templates.use(
            people_file.people(),
            cached.strategy().id,
            uploaded_template.name,
            uploaded_template.content,
            roles.person().name,
        )
        roles.record("set the slide template", uploaded_template.name)
    except (ValueError, PeopleError) as wrong:
        st.session_state[DONE] = str(wrong)
        return
    st.session_state[DONE] = f"Every PowerPoint file is now written into {uploaded_template.name}."


def _take_off(uploaded: Uploaded) -> None:
    if not roles.may(Permission.SET_TEMPLATE):
        return
    try:
        slide_templates.take_off(people_file.people(), uploaded.id)
        roles.record("took the slide template off", uploaded.name)
    except PeopleError as wrong:
        st.session_state[DONE] = str(wrong)
        return
    st.session_state[DONE] = f"{uploaded.name} was taken off. It stays in the audit."
