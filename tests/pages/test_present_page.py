"""Every state of the present page: choosing, each kind of slide, the grid, readings, changing a playlist, read-only."""

from __future__ import annotations

import re
from datetime import date

import pytest
from places import INDICATORS, LEEDS, ROOT, WITH_FIGURES

from data.loading import publish
from data.people import People, audit, meetings, playlists
from data.people.playlists import address
from indicators.core.measures.refresh import recompute

EXAMPLE = ROOT / "data" / "examples" / "talking_therapies_2026-03.csv"


@pytest.fixture
def people(own_store) -> People:
    return People(own_store.folder)


def finding(page) -> str:
    return re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", page.markup, re.S)[1])


@pytest.mark.slow
def test_what_can_be_shown_is_offered_with_its_number_of_slides_and_its_subjects(open_page):
    page = open_page("present")
    assert page.headline == "Choose what to show."
    assert re.search(r"The whole strategy \d+ slides\. Every priority and its indicators, each once\.", page.words)
    assert "Some slides are about suicide and self-harm." in page.words
    for name in ("Priority 8: Physical health", "Outcome 5: Longer, fuller lives", "One indicator a slide"):
        assert name in page.words
    assert "None yet. Open any page" in page.words
    assert "Since the" not in page.words


@pytest.mark.slow
def test_what_is_new_is_offered_once_there_is_a_second_version_or_a_meeting(writable_page, own_store, people):
    publish.load(own_store, EXAMPLE, recompute)
    meetings.add(people, date(2026, 9, 10), "Board", "Ann", LEEDS)
    page = writable_page("present")
    assert "New since the last version 12 slides." in page.words
    assert "Since the board met on 10 September 2026" in page.words


@pytest.mark.slow
def test_slides_of_an_earlier_meeting_compare_with_that_one_and_not_with_the_last(writable_page, people):
    for day in (date(2025, 9, 10), date(2026, 9, 10)):
        meetings.add(people, day, "Board", "Ann", LEEDS)
    page = writable_page("indicator", list="changes", since="2025-09-10")
    assert "present?playlist=met-2025-09-10" in " ".join(page.links)
    assert (
        "What is new since the board met on 10 September 2025"
        in writable_page("present", playlist="met-2025-09-10").words
    )
    assert "What is new since the board met on 10 September 2026" in writable_page("present", playlist="met").words
    assert "There is no such playlist any more." in writable_page("present", playlist="met-2025-09-11").words


@pytest.mark.slow
@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 12, 10)], ids=["today", "to come"])
def test_on_the_day_of_a_meeting_and_before_what_is_new_is_reckoned_from_the_one_before(writable_page, people, day):
    for meeting_day in (date(2025, 9, 10), day):
        meetings.add(people, meeting_day, "Board", "Ann", LEEDS)
    assert "Since the board met on 10 September 2025" in writable_page("overview", since=str(day)).words
    changes = writable_page("indicator", list="changes", since=str(day)).words
    assert "Since the board met on 10 September 2025" in changes
    assert "Published since then: 55% in February 2026." in changes
    assert "What is new since the board met on 10 September 2025" in writable_page("present", playlist="met").words
    assert "There is no such playlist any more." in writable_page("present", playlist=f"met-{day}").words


@pytest.mark.slow
def test_a_link_to_a_playlist_that_is_gone_says_so_and_offers_the_others(open_page):
    page = open_page("present", playlist="own-99")
    assert "There is no such playlist any more." in page.words
    assert page.words.count("Data version 1, published") == 1, "a page with all around it, not a slide"
    assert "The whole strategy" in page.words


@pytest.mark.slow
def test_an_empty_playlist_says_how_to_fill_it(writable_page, people):
    number = playlists.make(people, "Empty", "Ann", LEEDS)
    page = writable_page("present", playlist=f"own-{number}")
    assert "“Empty” has no slides yet. Add views from the end of their pages." in page.words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (address("overview"), f"{INDICATORS - len(WITH_FIGURES)} have no Leeds figure"),
        (address("overview", part="strategy"), f"The strategy on a page: direction of {INDICATORS} indicators"),
        (address("overview", marks="Target"), f"The strategy on a page: target of {INDICATORS} indicators"),
        (
            address("overview", marks="Against England"),
            f"The strategy on a page: against England of {INDICATORS} indicators",
        ),
        (address("outcome", outcome="O3"), "Timely help: 26 of "),
        (address("priority", priority="P6"), "Timely crisis support: no figure says"),
        (address("priority", priority="P2", outcome="O3"), "Ethnic inequality in crisis"),
        (address("priority", priority="all"), "Cross-cutting themes and co-production"),
        (address("indicator", indicator="suicide_rate"), "11.6 per 100,000 people in 2021-23"),
        (address("indicator", indicator="tt_recovery", view="Control chart"), "55% in February 2026"),
        (address("indicator", indicator="tt_recovery", view="By deprivation"), "least deprived tenth 57% in 2024/25"),
        (address("indicator", indicator="tt_recovery", view="Table"), "55% in February 2026"),
        (address("indicator", indicator="i_statements_met"), "no Leeds figure"),
        (address("indicator", indicator="gone"), "This view no longer exists."),
        (address("nowhere", x="<b>"), "This view no longer exists."),
    ],
    ids=lambda value: value if isinstance(value, str) else "/".join(v for _, v in value.query) or "overview",
)
def test_every_kind_of_view_makes_a_slide_with_its_version(writable_page, people, shown, expected):
    number = playlists.make(people, "All kinds", "Ann", LEEDS, [shown])
    page = writable_page("present", playlist=f"own-{number}")
    assert expected in finding(page)
    assert "Data version 1, published" in page.words
    assert "1 of 1" in page.words
    assert "<b>" not in page.markup


def test_a_slide_has_one_chart_with_its_words_and_none_of_the_page_around_it(open_page):
    page = open_page("present", playlist="P1", slide="14")
    assert len(page.charts) == 1
    assert page.app.get("plotly_chart")[0].proto.alt.startswith("Talking therapy recovery")
    assert "the scale starts at 30%" in page.words
    assert "What we hold" not in page.words


@pytest.mark.parametrize(("slide", "number"), [("0", 1), ("7", 7), ("99", 20), ("x", 1), ("-3", 1)])
@pytest.mark.slow
def test_a_link_to_a_slide_that_is_not_there_opens_the_nearest(open_page, slide, number):
    assert f"{number} of 20" in open_page("present", playlist="P1", slide=slide).words


def test_the_reading_stands_under_the_chart_only_where_the_link_asks_for_it(open_page):
    reading = "48% in 2017/18 to 2019/20 together"
    assert reading not in open_page("present", playlist="P1", slide="14").words
    assert reading not in open_page("present", playlist="P1", slide="14", readings="next").words
    assert reading in open_page("present", playlist="P1", slide="14", readings="next", reading="1").words


def test_the_grid_names_every_slide_and_marks_the_present_one(open_page):
    page = open_page("present", playlist="P6", slide="3", grid="1")
    assert finding(page) == "Priority 6: Timely crisis support: 8 slides"
    assert len([link for link in page.links if link.startswith("present?playlist=P6")]) == 8
    assert page.markup.count('aria-current="true"') == 1


def test_the_grid_says_whom_to_talk_to_before_it_shows_figures_on_suicide(open_page):
    page = open_page("present", playlist="P1", grid="1")
    assert page.markup.index("Samaritans") < page.markup.index("11.6 per 100,000")
    assert "Samaritans" not in open_page("present", playlist="P8", grid="1").markup


def test_support_comes_first_on_a_slide_about_suicide_and_is_announced_on_the_one_before(open_page):
    page = open_page("present", playlist="P1", slide="4")
    assert page.markup.index("This slide is about suicide") < page.markup.index("<h1")
    assert "The next slide is about suicide." in open_page("present", playlist="P1", slide="3").words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shown", "subject"),
    [
        (address("priority", priority="P1"), "suicide and self-harm"),
        (address("indicator", indicator="suicide_rate", view="Table"), "suicide"),
        (address("priority", priority="P8"), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "/".join(v for _, v in value.query),
)
def test_whatever_kind_the_next_slide_is_its_subject_is_announced_and_on_the_list_of_playlists(
    writable_page, people, shown, subject
):
    number = playlists.make(people, "Two", "Ann", LEEDS, [address("priority", priority="P7"), shown])
    page = writable_page("present", playlist=f"own-{number}")
    assert ("The next slide is about" in page.words) == bool(subject)
    assert f"The next slide is about {subject}." in page.words or not subject
    mine = writable_page("present").words.partition("Your own")[2].partition("Ready to show")[0]
    assert ("Some slides are about" in mine) == bool(subject)
    assert f"Some slides are about {subject}." in mine or not subject


@pytest.mark.slow
def test_a_pinned_talk_shows_the_figures_of_its_version(writable_page, own_store):
    publish.load(own_store, EXAMPLE, recompute)
    assert "51% in March 2026" in finding(writable_page("present", playlist="P1", slide="14"))
    assert "55% in February 2026" in finding(writable_page("present", playlist="P1", slide="14", version="1"))


def test_from_a_slide_every_link_knows_the_way_back(open_page):
    page = open_page("present", playlist="P1", slide="1")
    assert all("back=playlist%3DP1%26slide%3D1" in link for link in page.links if link.startswith("indicator?"))
    indicator_page = open_page("indicator", indicator="suicide_rate", back="playlist=P1&slide=3&evil=1")
    assert "present?playlist=P1&slide=3&strategy=leeds-2020-2025" in indicator_page.links
    assert "Back to slide 3 (Escape)" in indicator_page.words


@pytest.mark.slow
def test_a_playlist_is_started_changed_and_deleted_and_can_come_back(writable_page, people):
    page = writable_page("present")
    next(box for box in page.app.text_input if box.label == "Start a playlist").input("December")
    page.press("Start")
    assert finding(page) == "December"
    page.app.multiselect[0].select("Suicide rate").select("Talking therapy recovery")
    page.press("Add them")
    assert "1. Suicide rate" in page.words
    next(button for button in page.app.button if button.label == "Move “Suicide rate” down").click().run()
    assert page.words.index("1. Talking therapy recovery") < page.words.index("2. Suicide rate")
    next(button for button in page.app.button if button.label == "Take “Talking therapy recovery” out").click().run()
    assert "1. Suicide rate" in page.words
    page.press("Put “Talking therapy recovery” back")
    assert "2. Suicide rate" in page.words
    next(box for box in page.app.text_input if box.label == "Its name").input("January")
    page.press("Rename")
    assert finding(page) == "January"
    page.press("Delete this playlist")
    assert finding(page) == "This playlist is not there any more"
    page.press("Bring it back")
    assert finding(page) == "January"
    assert [playlist.name for playlist in playlists.all_of(people, LEEDS)] == ["January"]
    changes = [(entry.what, entry.subject) for entry in audit.entries(people, 2)]
    assert changes == [("brought back a playlist", "January"), ("deleted a playlist", "January")]


@pytest.mark.slow
def test_a_view_pinned_to_a_version_says_that_its_slide_would_be_live(writable_page, own_store):
    publish.load(own_store, EXAMPLE, recompute)
    notice = "Slides are live: this one shows the figures in force, not version 1."
    add = "Add this view to a playlist"
    assert notice in writable_page("indicator", indicator="tt_recovery", version="1").press(add).words
    assert "Slides are live: this one" not in writable_page("indicator", indicator="tt_recovery").press(add).words


@pytest.mark.slow
def test_a_playlist_s_name_cannot_be_taken_or_empty(writable_page, people):
    playlists.make(people, "Board", "Ann", LEEDS)
    page = writable_page("present")
    next(box for box in page.app.text_input if box.label == "Start a playlist").input("board")
    page.press("Start")
    assert "There is a playlist called 'board' already. Choose another name." in page.words
    page.press("Start")
    assert "Give the playlist's name in words" in page.words


@pytest.mark.slow
@pytest.mark.parametrize("page_", ["overview", "outcome", "priority", "indicator"])
def test_a_view_is_added_to_a_playlist_as_it_stands(writable_page, people, page_):
    query = {"indicator": {"indicator": "tt_recovery", "view": "Control chart"}, "overview": {"marks": "Target"}}
    page = writable_page(page_, **query.get(page_, {}))
    page.press("Add this view to a playlist")
    next(box for box in page.app.text_input if box.label == "Its name").input("Mine").run()
    page.press("Add")
    (playlist,) = playlists.all_of(people, LEEDS)
    kept = playlist.slides[0].address
    assert kept.page == page_
    assert dict(kept.query) == query.get(page_) or kept.get(page_) in ("O1", "P1")


@pytest.mark.parametrize("page_", ["about", "holdings", "upload"])
def test_pages_that_are_no_views_offer_no_playlist(open_page, page_):
    assert "Add" not in open_page(page_).buttons


@pytest.mark.slow
@pytest.mark.usefixtures("reading_only")
def test_where_nobody_can_sign_in_talks_can_be_given_and_nothing_changed(writable_page, people):
    assert "Add this view to a playlist" not in writable_page("present").words
    number = playlists.make(people, "Kept", "Ann", LEEDS, [address("indicator", indicator="suicide_rate")])
    assert "11.6 per 100,000" in finding(writable_page("present", playlist=f"own-{number}"))
    page = writable_page("present")
    assert "Start" not in page.buttons
    assert "Change" not in page.words
    assert "making playlists is possible on the computer that runs the dashboard" in page.words
    page = writable_page("present", edit=f"own-{number}")
    assert finding(page) == "Playlists are changed elsewhere"
    assert page.buttons == []
