"""Illustrative figures of indicators that have no real one: cards on a part's page, charts on an indicator's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from charts.facts import ChartFacts
from charts.figures.spark import spark
from charts.words import illustrative as illustrative_words
from indicators.core.verdicts import Mark
from pages.parts.shared import cached, chart_block, judged, markup
from pages.parts.shared.marks import mark

TAG = Markup('<span class="made-up-tag">{}</span>').format(illustrative_words.TAG)


def cards(names: Sequence[str]) -> Markup:
    """A card for each indicator of a part that has illustrative figures only; empty where they are not asked for."""
    trends = [(name, facts) for name in names if (facts := judged.illustrative_trend_of(name)) is not None]
    if not trends:
        return Markup()
    return Markup('<section class="made-up">{}<p>{} {}</p><div class="cards">{}</div></section>').format(
        markup.heading(illustrative_words.HEADING),
        illustrative_words.cards_intro(len(trends), cached.strategy().place),
        illustrative_words.NOT_JUDGED,
        Markup("").join(_card(name, facts) for name, facts in trends),
    )


def _card(name: str, facts: ChartFacts) -> Markup:
    number, unit = illustrative_words.number_and_unit(facts)
    line = "" if facts.side_by_side else markup.picture(spark(facts), kind="spark")
    rest = " · ".join(part for part in (unit, illustrative_words.when(facts), facts.group) if part)
    return Markup(
        '<article class="card"><div class="title">{mark}{link}</div>{tag}<div class="value">{number} '
        '<span>{rest}</span></div>{line}<span class="place">{place}</span></article>'
    ).format(
        mark=mark(Mark.FIGURE_ONLY),
        link=markup.link("indicator", cached.indicator(name).title, {"indicator": name}),
        tag=TAG,
        number=number,
        rest=rest,
        line=line,
        place=facts.place,
    )


def of_indicator(name: str) -> None:
    """The illustrative charts of an indicator without a real figure; nothing where they are not asked for."""
    views = judged.illustrative_views_of(name)
    if not views:
        return
    markup.show(
        Markup('<section class="made-up">{}<p>{} {}</p></section>').format(
            markup.heading(illustrative_words.HEADING), TAG, illustrative_words.NOT_JUDGED
        )
    )
    chosen = str(
        st.segmented_control(
            "View of illustrative figures",
            list(views),
            format_func=markup.literal,
            default=next(iter(views)),
            key=f"illustrative {name}",
            required=True,
            label_visibility="collapsed",
            wrap=True,
        )
    )
    facts = views.get(chosen) or next(iter(views.values()))
    markup.show(chart_block.unit(facts))
    chart_block.chart(facts)
    markup.show(
        Markup('<details class="opener"><summary>These figures as a table</summary>{}</details>{}').format(
            chart_block.figures(facts), _source(facts)
        )
    )


def _source(facts: ChartFacts) -> Markup:
    return Markup('<p class="small source">{} {}</p>').format(TAG, illustrative_words.source(facts.latest.load))
