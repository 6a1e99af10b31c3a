"""The plain form on screen: a symbol a point, one sentence a line, and who has checked it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.facts.plain import PlainPage
from charts.figures import marks, symbols
from charts.figures.symbols import Symbol
from charts.words import easy_read
from charts.words.easy_read import Part, Point
from data.people import plain_checks
from data.people.plain_checks import Check
from data.periods import in_full
from data.storage.errors import PeopleError
from indicators.core.model import Sensitivity
from indicators.core.verdicts import Mark
from pages.access.role_table import Permission
from pages.parts.plain.pages import checks, plain_page
from pages.parts.shared import cached, markup, people_file, roles
from pages.parts.strategy import strategy_part

SIZE = 40
TOP = "Easy read"


def show(page: str) -> None:
    """Draw the plain form of a page, by its name in a link."""
    plain = plain_page(page or "overview")
    if plain is None:
        markup.show(strategy_part.none_such(cached.strategy().words.priorities))
        return
    strategy = cached.strategy()
    inside = Markup("").join(map(_part, easy_read.parts(plain, strategy)))
    markup.show(
        Markup('{}<div class="plain"><p class="small">{}</p><h1 class="finding">{}</h1>{}</div>').format(
            _support(plain), TOP, easy_read.title(plain, strategy), inside
        )
    )
    _checked(plain)


def _part(part: Part) -> Markup:
    points = Markup("").join(map(_point, part.points))
    heading = markup.heading(part.heading) if part.heading else Markup()
    return Markup("<section>{}<ul>{}</ul></section>").format(heading, points)


def _point(point: Point) -> Markup:
    question = (
        Markup("<b>{}</b><br>").format(markup.link("indicator", point.question, {"indicator": point.indicator}))
        if point.question
        else Markup()
    )
    lines = Markup("<br>").join(point.lines)
    return Markup("<li>{}<p>{}{}</p></li>").format(_symbol(point.symbol), question, lines)


def _symbol(symbol: Symbol | Mark) -> Markup:
    drawn = marks.svg(symbol, SIZE) if isinstance(symbol, Mark) else symbols.svg(symbol, SIZE)
    return markup.picture(drawn)


def _support(plain: PlainPage) -> Markup:
    """Whom to talk to, where a question on the page is about suicide or self-harm."""
    shown = {v.declared.sensitivity for answer in plain.answers for v in answer.shown} - {Sensitivity.NONE}
    if not shown:
        return Markup()
    about_support = words.about_parts(list(shown), cached.strategy())
    return Markup('<div class="support" role="note">{}</div>').format(about_support)


# Checked by a person ------------------------------------------------------------------------------------


def _checked(plain: PlainPage) -> None:
    """Who has read it and found it right; the way to say so, for those who may."""
    check = checks().get((plain.key, plain.codes))
    markup.show(Markup('<p class="small">{}</p>').format(_checked_by(check)))
    if not roles.may(Permission.CHECK_PLAIN):
        return
    label = "Mark as not checked" if check else "Mark as checked"
    if st.button(label, help="Only a page that a person has checked can go into a board pack"):
        _turn(plain, check)
        st.rerun()


def _checked_by(check: Check | None) -> str:
    if check is None:
        return "No person has checked this page since it last changed."
    name = f" by {check.who}" if roles.may(Permission.READ_WRITING) else ""
    return f"Checked{name} on {in_full(check.at.date())}."


def _turn(plain: PlainPage, check: Check | None) -> None:
    people, strategy = people_file.people(), cached.strategy().id
    try:
        if check:
            plain_checks.take_off(people, strategy, plain.key)
        else:
            plain_checks.check(people, strategy, plain.key, plain.codes, roles.person().name)
        roles.record("marked a plain page as not checked" if check else "checked a plain page", plain.key)
    except PeopleError as fault:
        markup.show(Markup('<p role="alert"><strong>{}</strong></p>').format(fault))
        st.stop()
