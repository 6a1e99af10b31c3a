"""The presenter's window on a second screen: this slide and the next, notes, likely questions, the clock."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from charts import words
from data.people import talks
from data.people.talks import Talk
from data.periods import UK
from data.storage.clock import now
from pages.parts.follow import slide
from pages.parts.follow.slide import Followed
from pages.parts.present import leading
from pages.parts.shared import by_itself, cached, judged, markup, people_file
from reports.slides.model import Slide

LOOK_EVERY = "1s"
ON_SLIDE_SINCE = "on_slide_since"


@by_itself.drawn(LOOK_EVERY)
def show() -> None:
    """Everything beside the slide that the room sees."""
    talk_led = leading.led()
    position = slide.for_all(talk_led.playlist, talk_led.slide) if talk_led else None
    if talk_led is None or position is None:
        markup.show(Markup('<h1 class="finding">This talk has ended.</h1>'))
        return
    markup.show(_clock(talk_led, position))
    _moves(position)
    now_shown, beside = st.columns([0.6, 0.4], gap="large")
    with now_shown:
        markup.show(position.drawn)
    with beside:
        markup.show(_beside(position.slide) + _next(talk_led, position))


def _moves(position: Followed) -> None:
    """To the slide before or after this one."""
    with st.container(horizontal=True):
        st.button("Previous slide", disabled=position.at == 0, on_click=_step, args=(-1, position.slide_count))
        st.button(
            "Next slide",
            disabled=position.at + 1 == position.slide_count,
            on_click=_step,
            args=(1, position.slide_count),
        )


def _step(step: int, slide_count: int) -> None:
    """Move the talk one slide on or back, if this visit still leads it."""
    talk_led = leading.led()
    if talk_led is not None:
        talks.step(people_file.people(), talk_led.code, step, slide_count)


def _clock(talk_led: Talk, position: Followed) -> Markup:
    """The time, how long the talk and this slide have been going on, and the code."""
    at_present = now()
    since_then, began_at = st.session_state.get(ON_SLIDE_SINCE, (None, at_present))
    if since_then != position.at:
        began_at = at_present
        st.session_state[ON_SLIDE_SINCE] = (position.at, at_present)
    clock = (
        f"{datetime.now(UK):%H:%M} · talk {_lasted(at_present - talk_led.begun)} · this slide {_lasted(at_present - began_at)} · "
        f"slide {position.at + 1} of {position.slide_count} · code {talk_led.code}"
    )
    return Markup('<p class="small">{}{}</p>').format(clock, _published_since(talk_led))


def _lasted(for_: object) -> str:
    seconds = max(0, int(getattr(for_, "total_seconds", lambda: 0)()))
    return f"{seconds // 60}:{seconds % 60:02}"


def _published_since(talk_led: Talk) -> str:
    """What was published since the talk began, and whether its slides show it."""
    newest = cached.newest_version()
    if talk_led.version is not None:
        newer = newest.number > talk_led.version
        return (
            f" · version {newest.number} was published since; this talk shows version {talk_led.version}"
            if newer
            else ""
        )
    newer = newest.published > talk_led.begun
    return f" · version {newest.number} was published since this talk began; its slides show it" if newer else ""


def _beside(slide_shown: Slide) -> Markup:
    """Notes, and what somebody is likely to ask, answered from the facts."""
    notes = Markup("").join(Markup("<p>{}</p>").format(line) for line in slide_shown.notes)
    questions = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(question, answer) for question, answer in _questions(slide_shown)
    )
    return (markup.heading("Notes") + notes if notes else Markup()) + (
        markup.heading("What somebody may ask") + Markup("<dl>{}</dl>").format(questions) if questions else Markup()
    )


def _questions(slide_shown: Slide) -> list[tuple[str, str]]:
    """Is it more than chance, how does it compare, which groups, is it on target: of the indicator that is shown."""
    name = slide_shown.address.get("indicator")
    verdicts = judged.verdicts().get(name)
    return words.likely_questions(verdicts) if verdicts is not None and verdicts.has_figure else []


def _next(talk_led: Talk, position: Followed) -> Markup:
    if position.at + 1 >= position.slide_count:
        return Markup("<p>This is the last slide.</p>")
    following = slide.for_all(talk_led.playlist, position.at + 2)
    if following is None:
        return Markup()
    return Markup("{}<p><b>{}</b></p><p>{}</p>").format(
        markup.heading("Next"), following.title, following.slide.finding
    )
