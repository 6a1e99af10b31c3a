"""A picture that leaves the page says of itself what it shows, from where, and in which version."""

from __future__ import annotations

import re

import pytest

from charts import words
from charts.facts import over_time
from charts.words.caption import sign
from charts.figures.trend import trend
from indicators import catalogue
from indicators.core.measures.measures import measures
from indicators.core.series.series import leeds_series


def test_what_it_cites_from_a_file_is_text_and_never_a_tag(store):
    indicator, held = catalogue()["tt_recovery"], measures(store, "tt_recovery")
    held = held.assign(citation="<i>A report</i>")
    facts = over_time("tt_recovery", indicator, leeds_series(held, indicator), held, None)
    assert "Source: &lt;i&gt;A report&lt;/i&gt;." in sign(trend(facts), facts, 7).layout.title.text.replace("<br>", " ")


def signed(store, name: str) -> tuple[str, object, object]:
    indicator, held = catalogue()[name], measures(store, name)
    facts = over_time(name, indicator, leeds_series(held, indicator), held, None)
    bare = trend(facts)
    room = bare.layout.height - bare.layout.margin.b
    figure = sign(bare, facts, 7)
    return (
        re.sub(r"\s+", " ", figure.layout.title.text.replace("<br>", " ")),
        facts,
        figure.layout.height - figure.layout.margin.b - room,
    )


@pytest.mark.parametrize("name", ["suicide_rate", "tt_recovery", "smi_health_check"])
def test_it_names_the_indicator_the_place_and_the_newest_source(store, name):
    text, facts, taken = signed(store, name)
    assert text.startswith(facts.title) or f" {facts.title}, {facts.place}." in f" {text}"
    assert words.source(facts.latest).split(",")[0][:20] in text
    assert taken == 0, "the drawing itself keeps its height"


def test_support_stands_first_in_a_picture_about_suicide(store):
    assert signed(store, "suicide_rate")[0].startswith("To talk: Samaritans 116 123, or text SHOUT to 85258.")
    assert "Samaritans" not in signed(store, "tt_recovery")[0]
