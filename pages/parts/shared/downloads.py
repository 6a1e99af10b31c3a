"""What can be taken away from a chart: its picture, its figures, the page on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import streamlit as st
from markupsafe import Markup

from charts.facts import ChartFacts
from data.people import audit
from data.storage.errors import PeopleError
from pages.parts.shared import cached, markup, people_file, roles
from reports import chart_csv

COPIED = "Copied with title, source and date"
NOT_COPIED = "Your browser let nothing be copied. Take the PNG."


def key_of(facts: ChartFacts) -> str:
    """The name by which a chart is found on its page."""
    return re.sub(r"\W", "_", f"chart_{facts.kind}_{facts.dimension}")


def name_of(facts: ChartFacts) -> str:
    """What files made from a chart are called, without their ending."""
    return "-".join(part.replace(" ", "-") for part in (facts.id, facts.kind, facts.dimension) if part) + (
        f"-version-{cached.version()}"
    )


def row(facts: ChartFacts, *, drawn: bool) -> None:
    """Picture (where the chart is drawn), this chart's figures, every figure of the indicator, and print."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="take_away"):
        if drawn:
            markup.show(
                Markup('<span class="take">Picture: {} · {} · {}</span>').format(
                    _picture(facts, "png"), _picture(facts, "svg"), _copy(facts)
                )
            )
        _figures(facts)
        csv_address = f"open-data/{facts.id}.csv?version={cached.version()}&strategy={cached.strategy().id}"
        markup.show(
            Markup('<span class="take"><a href="{}" download>Every figure (CSV)</a></span>').format(csv_address)
        )
        markup.show(Markup('<span class="take"><button type="button" data-print="">Print</button></span>'))


def _picture(facts: ChartFacts, form: str) -> Markup:
    """A button that has the viewer's browser draw the chart into a file."""
    name = form.upper()
    return Markup(
        '<button type="button" data-picture="{form}" data-of="{key_of}" aria-label="Picture, {name}">{name}</button>'
    ).format(form=form, key_of=key_of(facts), name=name)


def _copy(facts: ChartFacts) -> Markup:
    """A button that puts the same picture into the clipboard, and says beside it what came of that."""
    return Markup(
        '<button type="button" data-copy="{key_of}" data-done="{done}" data-cannot="{cannot}" aria-label="{name}">Copy</button>'
        ' <span data-copied="{key_of}" role="status"></span>'
    ).format(key_of=key_of(facts), done=COPIED, cannot=NOT_COPIED, name="Picture, copy it to the clipboard")


def _figures(facts: ChartFacts) -> None:
    version, strategy, file = cached.version(), cached.strategy(), f"{name_of(facts)}.csv"
    st.download_button(
        "Figures of this chart (CSV)",
        taken(file, lambda: chart_csv.chart_csv(facts, version, strategy).encode("utf-8-sig")),
        file,
        "text/csv",
        key=f"figures_{key_of(facts)}",
        type="tertiary",
        on_click="ignore",
    )


def taken(file: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Have the server make a file once it is asked for, and write into the audit that this visitor took it.

    The page must not run again for it: a run that overtakes the making would leave the visitor without the file.
    """
    people, who = people_file.people(), roles.person().name

    def recorded() -> bytes:
        content = make()
        with suppress(PeopleError):  # every page says that the audit cannot be written just now
            audit.record(people, who, audit.EXPORTED, file)
        return content

    return recorded


def text_file(label: str, content: str, file: str, kind: str) -> None:
    """A button that gives a text as a file, which the audit then lists."""
    st.download_button(label, taken(file, content.encode), file, kind, on_click="ignore")
