"""A talk on its stage: the slide asked for, its reading after it, all slides as a grid, and the way back to it."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.figures import theme
from charts.figures.wall import on_a_wall
from data.people.playlists import Address
from indicators.core.board.board import Board
from pages.parts.overview import strategy_table
from pages.parts.present import leading, slide_size, slides_grid, slideshow_browser
from pages.parts.shared import by_itself, cached, chart_block, judged, markup
from pages.parts.shared.marks import mark
from pages.parts.site import frame
from pages.parts.writing import record_decision, written
from reports import links
from reports.playlists import Shown
from reports.slides import deck
from reports.slides.model import Figures, Slide

STANDARD = (1280, 720)
READING = "reading"
READ = 3
ON_A_PHONE = 0.76
AFTER = "next"
DECIDE = "decide"


@by_itself.drawn()
@frame.showing_faults("Present")
def stage(shown: Shown) -> None:
    """The slide that the link asks for; keys and buttons move on from it."""
    answer = slideshow_browser.answer()
    if answer.act:
        _act(answer.act, _steps(shown))
    steps = _steps(shown)
    if answer.go is not None:
        _ask(steps[min(max(int(answer.go), 0), len(steps) - 1)])
    _with_those_who_follow(steps, pressed=answer.go is not None)
    at = _at(steps)
    number, reading = steps[at]
    grid, slide = "grid" in st.query_params, shown.slides[number]
    name = "All slides" if grid else deck.title(judged.board(), slide)
    slideshow_browser.bar(at, len(steps), f"{number + 1} of {len(shown.slides)}", name, _links(slide), _reading_after())
    if grid:
        markup.show(slides_grid.grid(shown, number, AFTER if _reading_after() else ""))
    elif DECIDE in st.query_params and record_decision.allowed():
        _decide(shown, number)
    else:
        _slide(shown, number, reading, size=_size(answer.size))


def _with_those_who_follow(steps: list[tuple[int, bool]], *, pressed: bool) -> None:
    """Where the talk is followed: take them along, or go along with the presenter's other window."""
    talk_led = leading.led()
    if talk_led is None:
        return
    elsewhere = leading.moved_elsewhere(talk_led)
    if elsewhere is not None and not pressed:
        _ask((min(max(elsewhere, 0), steps[-1][0]), False))
    leading.is_at(talk_led, steps[_at(steps)][0])


def _decide(shown: Shown, number: int) -> None:
    """The slide's finding, and the form for what is decided before it."""
    slide = _slide_of(judged.board(), shown, number)
    _part(_top(slide, ""), 1)
    if record_decision.in_a_talk(shown.slides[number], slide.indicators):
        st.query_params.pop(DECIDE, None)
        st.rerun()


def _steps(shown: Shown) -> list[tuple[int, bool]]:
    """Every press of the key: a slide, and, where that is wished for, the same slide with its reading."""
    after = _reading_after()
    return [
        (number, reading)
        for number, slide in enumerate(shown.slides)
        for reading in ((False, True) if after and deck.has_reading(slide) else (False,))
    ]


def _reading_after() -> bool:
    return st.query_params.get("readings") == AFTER


def _at(steps: list[tuple[int, bool]]) -> int:
    """The step that the link asks for; the nearest there is where it asks for none that is there."""
    wanted_number = links.whole(st.query_params.get("slide", "")) or 1
    number = min(max(wanted_number - 1, 0), steps[-1][0])
    wanted = (number, READING in st.query_params)
    return steps.index(wanted) if wanted in steps else steps.index((number, False))


def _ask(step: tuple[int, bool]) -> None:
    """Put a step into the link, so that it can be shared, reopened and come back to."""
    number, reading = step
    query = {name: value for name, value in st.query_params.items() if name not in ("slide", READING, "grid", DECIDE)}
    st.query_params.from_dict(query | {"slide": str(number + 1)} | ({READING: "1"} if reading else {}))
    if st.session_state.get("shown_on") != number:
        st.session_state.pop("shown_before", None)


def _links(slide: Address) -> dict[str, str]:
    """Where the bar leads: the page of what is shown, and out of the talk."""
    page = {"outcome": "outcome", "priority": "priority", "indicator": "indicator"}.get(slide.page, "overview")
    links_of_bar = {
        "open": markup.address(page if page != "overview" else "", dict(slide.query)),
        "close": markup.address("present"),
    }
    if record_decision.allowed():
        query = {name: value for name, value in st.query_params.items() if name != DECIDE}
        links_of_bar["decide"] = markup.address(
            "present", query if DECIDE in st.query_params else query | {DECIDE: "1"}
        )
    return links_of_bar


def _act(name: str, steps: list[tuple[int, bool]]) -> None:
    if name == "slide":
        st.query_params.pop("grid", None)
    elif name == "grid":
        st.query_params["grid"] = "1"
    elif name == "readings":
        st.query_params["readings"] = AFTER
        _ask((steps[_at(steps)][0], True))
    elif name == "no readings":
        st.query_params.pop("readings", None)
        st.query_params.pop(READING, None)


def _size(reported: str | None) -> tuple[int, int]:
    """The window's width and height as the browser says, within reason."""
    wide, high = (links.whole(side) for side in (reported or "").partition("x")[::2])
    if wide is None or high is None:
        return STANDARD
    return min(max(wide, 320), 5120), min(max(high, 320), 2880)


def _slide(shown: Shown, number: int, reading: bool, size: tuple[int, int]) -> None:
    slide = _slide_of(judged.board(), shown, number)
    notice = _notice(shown, slide, number)
    st.session_state["shown_on"] = number
    read = _reading(slide) if reading or slide.chart is None else Markup()
    fit = slide_size.fit(slide, size, slide.read()[:READ], _cited(slide))
    _part(_top(slide, notice), fit)
    if slide.chart is not None:
        _chart(slide, size, reading)
    else:
        _part(_evidence(slide), fit)
    _part(read + _bottom(slide, shown, number), fit)


def _slide_of(board: Board, shown: Shown, number: int) -> Slide:
    """A slide with what people wrote of it."""
    slide = deck.slide(board, shown.slides[number], before(shown))
    return deck.with_writing(board, slide, written.all_of_it())


def _part(content: Markup, fit: float) -> None:
    """A third of a slide.  Every slide has three, so that the next one takes the place of all of this one."""
    markup.show(Markup('<div style="--fit: {}">{}</div>').format(fit, content))


def before(shown: Shown) -> Board | None:
    """What a playlist of changes compares with."""
    if not shown.before:
        return None
    if shown.before.isdecimal():
        return judged.board(int(shown.before))
    return judged.board_of_meeting(date.fromisoformat(shown.before))


def _notice(shown: Shown, slide: Slide, number: int) -> str:
    """Said while a slide stays open on which somebody has just published new figures."""
    earlier = st.session_state.get("shown_before")
    if earlier is None:
        return record_decision.last_recorded()
    then = _slide_of(judged.board(earlier), shown, number)
    clause = "nothing on this slide changed" if slide.shows_the_same(then) else "this slide now shows them"
    return f"New figures, version {cached.version()}: {clause}"


def _top(slide: Slide, notice: str) -> Markup:
    about = f"This slide is about {words.subjects(slide.subjects)}."
    support = (
        Markup('<div class="support slide-support" role="note">{} {}</div>').format(about, frame.talk())
        if slide.subjects
        else ""
    )
    status = Markup('<div class="slide-new" role="status">{}</div>').format(notice) if notice else ""
    return Markup(
        '<div class="slide">{told}{support}<p class="above">{above}</p>'
        '<h1 class="slide-finding">{finding}</h1><p class="under">{counted}</p></div>'
    ).format(told=status, support=support, above=slide.above, finding=slide.finding, counted=slide.counted())


def _chart(slide: Slide, size: tuple[int, int], reading: bool) -> None:
    """The one chart, as large as the window lets it be, its letters grown with it."""
    facts = slide.chart
    assert facts is not None
    reading_lines = slide.read()[:READ] if reading else ()
    high = slide_size.room(slide, size, reading_lines, _cited(slide))
    figure = on_a_wall(chart_block.DRAW[facts.kind](facts), facts, high, max(ON_A_PHONE, size[0] / STANDARD[0]))
    st.plotly_chart(
        figure,
        key="slide_chart",
        alt=words.alternative(facts),
        theme=None,
        config=theme.tools(f"{facts.id}-slide", height=figure.layout.height),
    )


def _evidence(slide: Slide) -> Markup:
    """What is shown where a chart would be: the strategy on a page, figures, or lines."""
    if slide.rows:
        return Markup('<div class="slide-table">{}</div>').format(strategy_table.page(slide.view))
    return _lines(slide) if slide.figures is None else _figures(slide.figures, slide.finding)


def _lines(slide: Slide) -> Markup:
    items = Markup("").join(
        Markup("<li>{}<span>{}{}</span></li>").format(
            mark(line.mark, words.mark(line.mark)) if line.mark else Markup("<span></span>"),
            _named(line.name, line.address),
            line.words,
        )
        for line in slide.lines
    )
    return Markup('<ul class="slide-lines">{}</ul>').format(items) if items else Markup()


def _named(name: str, address: Address | None) -> Markup:
    if not name:
        return Markup()
    return Markup("{}: ").format(markup.link(address.page, name, dict(address.query)) if address else name)


def _figures(figures: Figures, finding: str) -> Markup:
    left_out_note = (
        Markup('<p class="small">and {} earlier ones</p>').format(figures.left_out) if figures.left_out else ""
    )
    table = markup.table(figures.head, figures.rows, finding, tuple(range(1, len(figures.head) - 1)))
    return Markup('<div class="slide-table">{}{}</div>').format(table, left_out_note)


def _reading(slide: Slide) -> Markup:
    inside = Markup("").join(Markup("<p>{}</p>").format(line) for line in slide.read()[:READ])
    return Markup('<div class="slide-reading" role="status">{}</div>').format(inside) if inside else Markup()


def _bottom(slide: Slide, shown: Shown, number: int) -> Markup:
    """Source and version, what the next slide is about where somebody may want to know before, and which this is."""
    return Markup(
        '<div class="slide-source"><div>{cited} {next}</div>{every_source}<p>{number} of {slides}</p></div>'
    ).format(
        cited=_cited(slide),
        next=_next(shown, number),
        every_source=_every_source(slide),
        number=number + 1,
        slides=len(shown.slides),
    )


def _cited(slide: Slide) -> str:
    """The newest figure's source, without its address, and the data version."""
    first = words.without_address(slide.sources[0].cited) if slide.sources else ""
    return f"{first} Data version {cached.version()}, published {cached.published_at()}.".strip()


def _every_source(slide: Slide) -> Markup:
    """What opens the list of all sources, where there is more than one."""
    if len(slide.sources) < 2:
        return Markup()
    listed = Markup("").join(Markup("<li>{}</li>").format(chart_block.cited(source.text)) for source in slide.sources)
    return Markup("<details><summary>All {} sources</summary><ul>{}</ul></details>").format(len(slide.sources), listed)


def _next(shown: Shown, number: int) -> str:
    if number + 1 >= len(shown.slides):
        return "This is the last slide."
    about = deck.subjects(judged.board(), shown.slides[number + 1], before(shown))
    return f"The next slide is about {words.subjects(about)}." if about else ""
