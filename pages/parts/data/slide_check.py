"""Every slide of an agenda made once before the meeting: which do not come out, and which take long."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from time import perf_counter

import streamlit as st
from markupsafe import Markup

from charts import words
from data import event_log
from pages.parts.present import slideshow
from pages.parts.shared import cached, judged, markup
from pages.parts.shared.chart_block import DRAW
from reports.playlists import Shown
from reports.slides import deck

SLOW_SECONDS = 1.0
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class DrawnSlide:
    """A slide by its number, how long it took to make, and the reference under which the log says why it could not be."""

    number: int
    seconds: float
    fault: str = ""


def offer(agenda: Shown | None) -> None:
    """A button that makes every slide, and what came of it."""
    if agenda is None or not agenda.slides:
        return
    key = f"tried_{agenda.key}_{cached.version()}"
    if st.button(
        "Try every slide", key=f"try_{agenda.key}", help="Makes each slide once and says which are slow or broken"
    ):
        st.session_state[key] = _try(agenda)
    if key in st.session_state:
        markup.show(_results(agenda, st.session_state[key]))


def _try(agenda: Shown) -> list[DrawnSlide]:
    number, drawn_slides = len(agenda.slides), []
    bar = st.progress(0.0, f"Slide 1 of {number}")
    for at in range(1, number + 1):
        bar.progress(at / number, f"Slide {at} of {number}")
        drawn_slides.append(_drawn(agenda, at))
    bar.empty()
    return drawn_slides


def _drawn(agenda: Shown, number: int) -> DrawnSlide:
    begun = perf_counter()
    try:
        slide = deck.slide(judged.board(), agenda.slides[number - 1], slideshow.before(agenda))
        if slide.chart is not None:
            DRAW[slide.chart.kind](slide.chart)
    except Exception as fault:  # whatever it is, the meeting should not be the first to meet it
        return DrawnSlide(
            number, perf_counter() - begun, event_log.fault(LOG, "a slide broke down", fault, page="Present")
        )
    return DrawnSlide(number, perf_counter() - begun)


def _results(agenda: Shown, drawn_slides: list[DrawnSlide]) -> Markup:
    lines = [
        Markup("<li>{} {}</li>").format(
            markup.link(
                "present", f"Slide {drawn_slide.number}", {"playlist": agenda.key, "slide": str(drawn_slide.number)}
            ),
            f"is broken. The log says why under {drawn_slide.fault}."
            if drawn_slide.fault
            else f"took {drawn_slide.seconds:.1f} seconds.",
        )
        for drawn_slide in drawn_slides
        if drawn_slide.fault or drawn_slide.seconds > SLOW_SECONDS
    ]
    slowest = max(drawn_slide.seconds for drawn_slide in drawn_slides)
    if not lines:
        summary = f"All {words.counted(len(drawn_slides), 'slide')} come out; the slowest took {slowest:.1f} seconds."
        return Markup('<p role="status">{}</p>').format(summary)
    return Markup('<ul class="waits" role="status">{}</ul>').format(Markup("").join(lines))
