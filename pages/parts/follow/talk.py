"""The talk that a visit follows."""

from __future__ import annotations

import streamlit as st

from data.people import talks
from data.people.talks import Talk, as_typed
from data.storage.clock import now
from pages.parts.shared import markup, people_file


def followed() -> Talk | None:
    """The talk whose code the link has; ``None`` where there is none such, or it is over."""
    talk = talk_of(as_typed(st.query_params.get(markup.FOLLOWED, "")))
    return None if talk is None or talk.over(now()) else talk


def talk_of(code: str) -> Talk | None:
    """The talk of a code, over or not."""
    return people_file.kept(talks.of, code, otherwise=None) if code else None
