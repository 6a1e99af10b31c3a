"""From a file to the board's screens: what it is, what is wrong with it, what it would change; publish, undo."""

from __future__ import annotations

import streamlit as st

from pages.access.role_table import Permission
from pages.parts.shared import markup, roles
from pages.parts.upload import (
    file_columns,
    history,
    proposed_load,
    proposing,
    publishing,
    steps,
    table_templates,
    upload_session,
)

markup.show(steps.crumbs())
proposed_load.decided()
if waiting := proposing.proposal_of_link():
    proposed_load.show(waiting)
elif not roles.may(Permission.LOAD):
    markup.show(steps.read_only())
else:
    top = st.container()
    files = steps.choose()
    trial = upload_session.trial_of(files)
    with top:
        steps.opening(files, trial)
    if trial is not None:
        steps.examined(files, trial)
        publishing.consequences(files, trial)
        publishing.publish_button(files, trial)
    publishing.published()
    proposing.show_last_proposed()
    history.undone()
    steps.templates_offered()
    table_templates.of_records()
    table_templates.of_registers()
    file_columns.show()
if roles.may(Permission.READ_WRITING):
    history.history()
