"""What would give an indicator a figure: the template of records that feeds it, where one does."""

from __future__ import annotations

from indicators import catalogue
from indicators.core.strategy.localising import localised
from indicators.core.strategy.reading import strategies


def test_an_indicator_says_which_template_would_feed_it_too():
    of_the_place = localised(catalogue(), strategies()["leeds-2020-2025"])
    assert of_the_place["crisis_4h"].needs.endswith(
        "Or your own records, in the template 'Contacts in a crisis' on Upload."
    )
    assert "template" not in of_the_place["depression_prevalence"].needs
