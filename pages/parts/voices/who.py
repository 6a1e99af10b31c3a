"""Who takes part beside who lives here, as the page of voices shows it: a table a characteristic."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from charts import words
from charts.facts.represented import Compared, Group, compared
from charts.figures.two_shares import two_shares
from charts.words import represented
from charts.words import voices as voices_words
from data.tables.registers.participation import CHARACTERISTICS
from indicators.core.board.voices import Voices
from pages.parts.shared import cached, judged, markup

PEOPLE, HOURS, GAP = "cp_people_involved", "cp_burden", "cp_representation_gap"


def who(voices: Voices) -> Markup:
    """People by group in the newest quarter of each network; what is not known is always said."""
    rows = newest(voices, PEOPLE)
    if rows.empty:
        return Markup()
    lives = cached.residents()
    when = f"{rows['period_start'].iloc[0]:%B} to {rows['period_end'].iloc[0]:%B %Y}"
    place = cached.strategy().place
    hours = newest(voices, HOURS)
    more_hours_note = voices_words.groups_asked_for_more(hours)
    reading = represented.SEVERAL if lives is None else represented.HOW_TO_READ
    networks = [code for code in voices.networks if (rows["area"] == code).any()]
    return (
        markup.heading("Who takes part")
        + Markup("<p>{} {}</p>").format(voices_words.took_part_in_all(rows, when), voices_words.hours_asked(hours))
        + (Markup('<p class="note">{}</p>').format(more_hours_note) if more_hours_note else "")
        + Markup('<p class="small">{}</p>').format(reading.format(place=place))
        + (_key() if lives is not None else "")
        + Markup("").join(_of_network(voices, code, rows, lives, when, named=len(networks) > 1) for code in networks)
    )


def newest(voices: Voices, name: str = PEOPLE) -> pd.DataFrame:
    """A measure of the networks in its newest quarter; no rows where no network has it."""
    rows = judged.board().measures(name) if name in cached.titles() else pd.DataFrame()
    rows = rows[rows["area"].isin(list(voices.networks))] if len(rows) else rows
    return rows[rows["period_end"] == rows["period_end"].max()] if len(rows) else rows


def _of_network(
    voices: Voices, code: str, rows: pd.DataFrame, lives: pd.DataFrame | None, when: str, *, named: bool
) -> Markup:
    """A table for every characteristic that a network tells of; which ones it does not."""
    people, gaps = rows[rows["area"] == code], newest(voices, GAP)
    gaps = gaps[(gaps["area"] == code) & (gaps["period_end"] == rows["period_end"].max())] if len(gaps) else gaps
    known_characteristics = [name for name in CHARACTERISTICS if (people["dimension"] == name).any()]
    missing = [name for name in CHARACTERISTICS if name not in known_characteristics]
    nobody = pd.DataFrame() if lives is None else lives
    tables = Markup("").join(
        _table(compared(name, people, gaps, nobody), when, several=lives is None) for name in known_characteristics
    )
    return (
        (markup.heading(voices.networks[code], 3) if named else Markup())
        + Markup('<div class="doors who">{}</div>').format(tables)
        + (Markup("<p>Not known at all: {}.</p>").format(words.listed(missing)) if missing else "")
    )


def _table(comparison: Compared, when: str, *, several: bool) -> Markup:
    title = f"By {comparison.characteristic}"
    head = represented.HEAD if comparison.reference else represented.ALONE
    rows = [_row(group, comparison)[: len(head)] for group in comparison.groups]
    rows += [
        (name, represented.not_stated(number), "", "", "")[: len(head)]
        for name, number in comparison.not_stated.items()
    ]
    under = represented.compared_with(comparison, cached.strategy().place, several=several)
    return Markup('<div>{}{}<p class="small">{}</p></div>').format(
        markup.heading(title, 3),
        markup.table(head, rows, f"{title}, {when}", (1, 2, 3, 4)),
        Markup("<br>").join(under),
    )


def _row(group: Group, comparison: Compared) -> tuple[str, ...]:
    limits = represented.limits(group)
    return (
        Markup("{}{}").format(group.name, _dots(group, comparison.most)),
        represented.people(group),
        represented.percent(group.share),
        represented.lives(group, comparison.reference),
        Markup('{}<br><span class="small">{}<br>{}</span>').format(
            represented.gap(group), limits, represented.ratio(group)
        )
        if limits
        else "",
    )


def _dots(group: Group, most: float) -> Markup:
    if group.share is None or group.lives is None or group.gap is None:
        return Markup()
    return Markup("<br>{}").format(
        markup.picture(two_shares(group.share, group.lives, most), represented.picture(group), "two")
    )


def _key() -> Markup:
    """What the two dots are."""
    drawn = markup.picture(two_shares(0, 100, 100), "", "two")
    return Markup('<p class="small key">{} dot: take part; ring: live here</p>').format(drawn)
