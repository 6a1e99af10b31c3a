"""Whether this visit reads a page in its plain form, and the way from the one form to the other."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from pages.access.role_table import IN_PLAIN_WORDS
from pages.parts.shared import markup

ASKED = "plain"


def has_plain_form(page: str) -> bool:
    """Is there a plain form of a page, by its name in a link?"""
    return (page or "overview") in IN_PLAIN_WORDS


def is_wanted(page: str) -> bool:
    """Does the link ask for it?"""
    return has_plain_form(page) and bool(st.query_params.get(ASKED))


def link(page: str) -> Markup:
    """The way to the other form of this page; where it has but one, to the plain overview: the menu is alike everywhere."""
    if not has_plain_form(page):
        return _link("", "Easy read", {ASKED: "1"})
    kept_query = {name: value for name, value in st.query_params.items() if name in ("outcome", "priority")}
    if is_wanted(page):
        return _link(page, "Read the full page", kept_query)
    return _link(page, "Easy read", kept_query | {ASKED: "1"})


def _link(page: str, name: str, query: dict[str, str]) -> Markup:
    return markup.link(page, name, query, class_="easy")
