"""A picture that leaves the page says of itself what it shows, from where, and in which version."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest

from charts import words
from charts.facts import ChartFacts, over_time
from charts.figures.trend import trend
from charts.words.caption import sign
from indicators.core.measures.measures import measures
from indicators.core.model import Indicator
from indicators.core.series.series import leading_line
from indicators.core.strategy.model import Strategy


def test_what_it_cites_from_a_file_is_text_and_never_a_tag(store, here, leeds):
    indicator, rows = here["tt_recovery"], measures(store, "tt_recovery")
    rows = rows.assign(citation="<i>A report</i>")
    facts = over_time("tt_recovery", indicator, leading_line(rows, indicator), rows, None)
    assert "Source: &lt;i&gt;A report&lt;/i&gt;." in sign(trend(facts), facts, 7, leeds).layout.meta["caption"][
        "text"
    ].replace("<br>", " ")


@pytest.fixture
def signed(store, here, leeds) -> Callable[[str], tuple[str, ChartFacts]]:
    return lambda name: _signed(here[name], measures(store, name), name, leeds)


def _signed(indicator: Indicator, rows: pd.DataFrame, name: str, strategy: Strategy) -> tuple[str, ChartFacts]:
    """What stands under the picture of an indicator, and its facts; the page's own drawing is left as it is."""
    facts = over_time(name, indicator, leading_line(rows, indicator), rows, None)
    figure = sign(trend(facts), facts, 7, strategy)
    assert figure.layout.title.text is None
    assert figure.layout.meta["room"] > 0
    return re.sub(r"\s+", " ", figure.layout.meta["caption"]["text"].replace("<br>", " ")), facts


@pytest.mark.parametrize("name", ["suicide_rate", "tt_recovery", "smi_health_check"])
def test_it_names_the_indicator_the_place_and_the_newest_source(signed, name):
    text, facts = signed(name)
    assert text.startswith(facts.title) or f" {facts.title}, {facts.place}." in f" {text}"
    assert words.source(facts.latest).split(",")[0][:20] in text


def test_support_stands_first_in_a_picture_about_suicide(signed):
    assert signed("suicide_rate")[0].startswith("To talk: Samaritans 116 123, or text SHOUT to 85258.")
    assert "Samaritans" not in signed("tt_recovery")[0]
