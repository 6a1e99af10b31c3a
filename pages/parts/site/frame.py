"""What stands around every page: style, the bar for new figures, support lines, the footer."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import parse_qsl

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from charts import words
from charts.words.support import Piece
from data import event_log
from data.storage.errors import engine_faults
from data.storage.versions import StoreError
from indicators.core.model import Sensitivity
from indicators.core.strategy.model import Strategy, label_of
from pages.access.role_table import Permission
from pages.parts.illustrative import switch as illustrated
from pages.parts.shared import by_itself, cached, markup, people_file, roles, strategies
from reports import links

LOG = logging.getLogger(__name__)
LOOK_EVERY = "3s"
COLOURS = {"System": "as the device", "Light": "light", "Dark": "dark"}


def title(page: StreamlitPage) -> str:
    """What the browser's tab and history call this screen: its subject first."""
    return title_of(_subject(page))


def title_of(subject: str) -> str:
    """The same of a subject that the page itself knows, such as a playlist."""
    strategy = cached.strategy()
    return f"{subject} · {strategy.short_name or strategy.name}"


def _subject(page: StreamlitPage) -> str:
    ident, strategy = st.query_params.get(page.url_path, ""), cached.strategy()
    if page.url_path == "indicator":
        return cached.titles().get(ident, page.title)
    if page.url_path == "outcome" and (outcome := strategy.outcome(ident)):
        return f"{label_of(outcome, strategy.words.outcome)}, {outcome.short}"
    if page.url_path == "priority" and (priority := strategy.priority(ident)):
        return f"{label_of(priority, strategy.words.priority)}, {priority.short}"
    return page.title


@by_itself.drawn(LOOK_EVERY)
def new_figures() -> None:
    """Offer new figures when somebody has published, instead of moving the page under its reader."""
    try:
        newest = cached.store().version
    except StoreError:
        return  # the page itself says what is wrong
    if cached.pinned() or cached.version() >= newest:
        return
    with st.container(key="new_figures", horizontal=True, vertical_alignment="center"):
        st.markdown("**New figures have been published.** This page still shows the ones it opened with.")
        if st.button("Show new figures"):
            st.session_state["opened_at_version"] = newest
            st.rerun(scope="app")


def pinned_to() -> None:
    """Say so where a link is pinned to a version, and when newer figures exist."""
    newest = cached.store().version
    if cached.pinned():
        newest_sentence = f"The newest is version {newest}." if cached.version() < newest else "It is the newest."
        notice = f"This link is pinned to data version {cached.version()}, published {cached.published_at()}. {newest_sentence}"
    elif wanted := cached.version_of_link():
        notice = f"There is no data version {wanted[:40]}; the versions are 1 to {newest}. This page shows version {cached.version()}."
    else:
        return
    markup.show(Markup('<div class="banner" role="note">{}</div>').format(notice))


def in_a_talk(page: str) -> bool:
    """Is a slide on the screen, with nothing around it?"""
    return page == "Present" and "playlist" in st.query_params


def in_a_frame() -> bool:
    """Is this view part of a page of another site, with nothing around it but what it is and how old it is?"""
    return markup.FRAMED in st.query_params


def under_a_frame(page: str) -> None:
    """Whose figures these are, of which version, and the way to the dashboard itself."""
    strategy = cached.strategy()
    query = {name: value for name, value in st.query_params.items() if name not in (markup.FRAMED, "version")}
    whose_figures = f"{strategy.name}. Data version {cached.version()}, published {cached.published_at()}."
    way = markup.link(page, "Open the dashboard", query)
    markup.show(Markup('<div class="foot small">{} {}</div>').format(whose_figures, way))


def way_back() -> None:
    """The way back to the slide from which this page was opened."""
    came = dict(parse_qsl(st.query_params.get("back", "")))
    if "playlist" not in came:
        return
    known = {name: value for name, value in came.items() if name in markup.OF_A_TALK}
    link = markup.link(
        "present", f"‹ Back to slide {links.whole(known.get('slide', '')) or 1} (Escape)", known, data_back=""
    )
    markup.show(Markup('<nav class="banner way-back noprint" aria-label="The talk">{}</nav>').format(link))


@contextmanager
def showing_faults(page: str) -> Iterator[None]:
    """Tell the reader what to do where something fails, whatever it is, and the log how it came about.

    A fragment that draws a whole screen needs it too: it is drawn again by itself.
    """
    try:
        with engine_faults("The figures could not be read"):
            yield
    except StoreError as fault:
        without_store(fault, event_log.fault(LOG, "figures cannot be read", fault, why=str(fault)))
    except Exception as fault:
        broke_down(event_log.fault(LOG, "a page broke down", fault, page=page))


def without_store(fault: StoreError, reference: str) -> None:
    """What to say and do where the store cannot be read.

    Why names folders of the computer that runs the dashboard: only a visit by its link is told that.
    """
    explanation = str(fault) if roles.may(Permission.LOAD) else _ask_for(reference)
    markup.show(
        Markup(
            '<h1 class="finding">The figures cannot be read just now.</h1>'
            '<div class="banner" role="alert">{}</div>'
            "<p>Nothing that was published is lost. Once it is put right, load this page again.</p>"
        ).format(explanation)
    )


def broke_down(reference: str) -> None:
    """What to say and do where a page met a fault that nobody foresaw, in place of the half page before it."""
    markup.show(
        Markup(
            '<h1 class="finding broke-down">This page broke down.</h1>'
            '<div class="banner" role="alert">It met a fault that the dashboard did not expect. Nothing that was published or '
            "saved is lost. Load this page again. {}</div>"
        ).format(_ask_for(reference))
    )


def _ask_for(reference: str) -> str:
    return (
        f"If it stays like this, tell whoever runs the dashboard this reference: {reference}. "
        "The log has the reason under it."
    )


def earlier_software() -> None:
    """Say so where the figures in force could not be computed again by the software that runs."""
    if cached.of_earlier_software():
        markup.show(
            Markup(
                '<div class="banner" role="note">These figures were computed by an earlier version of this software '
                "({}) and could not be computed again by the present one. They are as "
                "they were published. Whoever runs the dashboard finds the reason in its log; the next start tries again.</div>"
            ).format(cached.figures_software())
        )


def without_people() -> None:
    """Say so where what people write cannot be read: figures are shown without it."""
    if fault := people_file.fault():
        markup.show(
            Markup(
                '<div class="banner" role="alert"><strong>Notes, meetings and playlists cannot be read just now.</strong> '
                "The figures are as they were published; control limits are drawn without the step changes that people "
                "approved. What is published meanwhile enters the audit once it can be written. "
                "{}</div>"
            ).format(fault)
        )


def unknown_strategy() -> None:
    """What is wrong with a link to a strategy that there is not."""
    if unknown := strategies.unknown():
        explanation = f"There is no strategy {unknown[:40]!r}. This page shows {strategies.current().name}."
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(explanation))


def talk() -> Markup:
    """Whom to talk to, with numbers and names that are easy to find and open."""
    return Markup("").join(_piece(piece) for piece in words.talk_pieces(cached.strategy()))


def _piece(piece: Piece) -> Markup:
    shown = Markup('<a href="{}">{}</a>').format(piece.link, piece.text) if piece.link else piece.text
    return Markup("<strong>{}</strong>").format(shown) if piece.strong else Markup("{}").format(shown)


def support(sensitivity: Sensitivity) -> Markup:
    """Support comes first where the subject is suicide or self-harm; empty elsewhere."""
    if sensitivity is Sensitivity.NONE:
        return Markup()
    return Markup('<div class="support" role="note">{} {}</div>').format(words.about(sensitivity), talk())


def support_for(names: Sequence[str]) -> Markup:
    """The same for a page that shows several indicators, some of them on these subjects."""
    subjects = {cached.indicator(name).sensitivity for name in names} - {Sensitivity.NONE}
    if not subjects:
        return Markup()
    about = f"Some of these indicators are about {words.subjects(list(subjects))}."
    return Markup('<div class="support several" role="note">{} {}</div>').format(about, talk())


def footer(page: str) -> None:
    """The version all this is of, and what the foot of every printed sheet says."""
    strategy, version, published = cached.strategy(), cached.version(), cached.published_at()
    running = f"{strategy.name} · data version {version}, published {published}"
    markup.show(
        Markup(
            '<div class="foot small" data-running="{running}">{name}. Data version {version}, '
            "published {published}. {period}"
            '<span class="noprint">{held} · {reading}{illustrative} · Colours: {colours}</span></div>'
        ).format(
            running=running,
            name=strategy.name,
            version=version,
            published=published,
            period=_period(strategy),
            held=markup.link("holdings", "What we hold"),
            reading=markup.link("about", "How to read this"),
            illustrative=illustrated.offer(page),
            colours=Markup(" · ").join(_colours(chosen, name) for chosen, name in COLOURS.items()),
        )
    )


def _colours(chosen: str, name: str) -> Markup:
    """A button that has the viewer's browser keep a choice of light or dark."""
    return Markup(
        '<button type="button" class="as-link" data-colours="{}" aria-label="Colours: {}">{}</button>'
    ).format(chosen, name, name)


def _period(strategy: Strategy) -> str:
    """Of a strategy whose period is over, that it is."""
    if strategy.ends is None or strategy.ends >= cached.today():
        return ""
    return f"The strategy's period ended in {strategy.ends.year}; figures for it are still published. "
