"""The page of inequalities: who is left behind in one sentence, and each group beside everybody."""

from __future__ import annotations

import re

import pytest


@pytest.mark.slow
def test_it_opens_with_deprivation_and_says_who_fares_worse_on_how_many_measures(open_page):
    opened = open_page("inequalities")
    assert (
        "<h1" in opened.markup
        and "People in more deprived areas fare worse on 3 of 3 measures. 1 more cannot be compared." in opened.words
    )
    assert "Most deprived tenth less least deprived tenth: −9.0 points (−11.2 to −7.0); 0.57 times" in opened.words


@pytest.mark.slow
def test_the_table_says_the_ends_of_its_pictures_the_change_apart_from_the_start_and_no_riddles(open_page):
    opened = open_page("inequalities")
    assert "Group Drawn from 0% to 80% Now At the start Change Beside everybody" in opened.words
    assert "51% (48.5% to 53.5%) +14.0 points" in opened.words and "no clear difference" in opened.words
    assert (
        "Across all groups, least less most deprived (slope): +8.4 points (+4.4 to +12.4); as a ratio (index): 1.13 times"
        in opened.words
    )


@pytest.mark.slow
def test_it_says_what_we_are_doing_in_the_overviews_words(open_page):
    for page in ("overview", "inequalities"):
        assert "No action is entered here yet. Some may be under way." in open_page(page).words


def test_another_characteristic_is_chosen_by_the_link(open_page):
    opened = open_page("inequalities", by="broad ethnic group")
    assert (
        "Ethnic minorities (BME): worse than everybody on 3 of 3 measures. 1 more cannot be compared." in opened.words
    )
    assert "Cannot say: the group of 27% of people is not known (2024/25)." in opened.words


def test_what_two_files_of_the_publisher_disagree_on_is_judged_nowhere(open_page):
    opened = open_page("inequalities")
    assert "Cannot say: two files of the publisher disagree on how many people these are of (2024/25)." in opened.words
    its_own = open_page("indicator", indicator="tt_completion").words
    assert "getting worse" not in its_own and "Cannot say" in its_own


def test_where_both_ends_got_worse_that_is_said_first_with_both_then_and_now(open_page):
    """Both ends of completion fell by more than half; today's gap alone would hide it."""
    opened = open_page("inequalities")
    assert (
        "By the file shown, both fell since 2019/20: the most deprived tenth from 34.9% to 11.9%, the least deprived tenth "
        "from 44.5% to 20.9%." in opened.words
    )
    assert opened.words.count("oth fell since") == 1  # recovery and improvement rose at both ends


def test_of_men_and_women_too_what_got_worse_for_both_leads(open_page):
    opened = open_page("inequalities", by="sex")
    assert "both fell since 2019/20: female from 39.8% to 18.3%, male from 38.6% to 14.8%." in opened.words


def test_one_that_nothing_is_split_by_opens_the_usual_one(open_page):
    assert open_page("inequalities", by="shoe size").words == open_page("inequalities").words


def test_every_picture_says_what_it_shows(open_page):
    opened = open_page("inequalities")
    spoken = re.findall(r'<img class="two" alt="([^"]*)"', opened.markup)
    assert len(spoken) > 40 and all(spoken)
    assert "Now 11.9% (11.3% to 12.5%), at the start 34.9%" in spoken


def test_the_overview_answers_in_the_same_words(open_page):
    assert (
        "People in more deprived areas fare worse on 3 of 3 measures. 1 more cannot be compared."
        in open_page("overview").words
    )


@pytest.mark.slow
def test_a_strategy_without_any_split_says_so(open_page):
    opened = open_page("inequalities", strategy="gmmh-improvement-plan")
    assert "No figure is held by group, so nobody can say who is left behind." in opened.words
