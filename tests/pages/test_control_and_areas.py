"""The indicator's page: control chart in full, step changes decided by a named person, similar areas, two figures compared."""

from __future__ import annotations

from datetime import date

import pytest

from data.loading import publish
from data.people import People, audit, step_changes
from data.people.step_changes import Decision

WAITS = "tt_wait_18w"
LINE = (WAITS, "RY6", "provider")
JANUARY = date(2025, 1, 1)


def options(opened) -> list[str]:
    return next(list(group.options) for group in opened.app.button_group if group.key == "view")


def written(opened) -> list[str]:
    return [note["text"] for note in opened.charts[0]["layout"].get("annotations", [])]


@pytest.mark.slow
def test_a_control_chart_has_its_icons_its_signals_and_why_this_method(open_page) -> None:
    opened = open_page("indicator", indicator=WAITS, view="Control chart")
    assert "Variation: worsening, lower" in opened.words
    assert "Assurance" not in opened.words  # by the limits it would be hit or miss; by the last year it is not met
    assert "Below the lower limit: first in March 2025" in opened.words
    assert "How we judged recent figures Control chart (XmR). 61 figures that share no months." in opened.words
    assert "Neighbouring periods move together" in opened.words
    assert opened.markup.count('class="icon"') == 1


@pytest.mark.slow
def test_rolling_windows_have_no_control_chart_and_the_page_says_why(open_page) -> None:
    opened = open_page("indicator", indicator="smi_health_check")
    assert "Control chart" not in options(opened)
    assert "Periods overlap; the 5 newest that share nothing are tested." in opened.words


@pytest.mark.slow
def test_every_indicator_with_a_figure_says_why_its_method(open_page) -> None:
    for name in ("suicide_rate", "eip_2w", "know_where_help_crisis"):
        assert "How we judged recent figures" in open_page("indicator", indicator=name).words
    assert "How we judged recent figures" not in open_page("indicator", indicator="settled_accommodation").words


@pytest.mark.slow
def test_a_proposal_is_only_shown_until_somebody_decides(open_page) -> None:
    opened = open_page("indicator", indicator=WAITS, view="Control chart")
    assert "Proposed. From January 2025 on, 14 figures in a row lie below the mean" in opened.words
    assert "new limits<br>proposed" in written(opened)
    assert "Control chart, before" not in options(opened)


def decide(opened, button: str, reason: str, *, known: bool = True) -> None:
    app = opened.app
    app.text_input[0].set_value(reason)
    if known:
        app.checkbox[0].check()
    next(one for one in app.button if one.label.startswith(button)).click()
    app.run()
    assert not app.exception


@pytest.mark.slow
def test_an_approved_step_redraws_the_limits_and_the_verdict_and_is_in_the_audit(own_store, writable_page) -> None:
    opened = writable_page("indicator", indicator=WAITS, view="Control chart")
    decide(opened, "Approve", "The service moved to one waiting list.")
    assert "Limits are redrawn from January 2025, approved by" in opened.words
    assert "limits<br>redrawn" in written(opened)
    assert "Control chart, before" in options(opened)
    assert "No significant change lately" in opened.words
    (entry,) = [one for one in audit.entries(People(own_store.folder)) if one.what == "approved a step change"]
    assert "The service moved to one waiting list." in entry.detail


@pytest.mark.slow
def test_the_limits_before_a_step_are_one_click_away_and_lead_back(own_store, writable_page) -> None:
    step_changes.decide(People(own_store.folder), LINE, JANUARY, Decision.APPROVED, "Ann", "One list.")
    now = writable_page("indicator", indicator=WAITS, view="Control chart")
    assert f"indicator?indicator={WAITS}&view=Control+chart%2C+before&strategy=leeds-2020-2025" in now.links
    before = writable_page("indicator", indicator=WAITS, view="Control chart, before")
    assert "These are the limits before any step change was approved." in before.words
    assert f"indicator?indicator={WAITS}&view=Control+chart&strategy=leeds-2020-2025" in before.links
    assert "limits<br>redrawn" not in written(before)


@pytest.mark.slow
def test_a_withdrawn_step_is_as_if_it_had_never_been_but_for_its_history(own_store, writable_page) -> None:
    people = People(own_store.folder)
    step_changes.decide(people, LINE, JANUARY, Decision.APPROVED, "Ann", "One list.")
    opened = writable_page("indicator", indicator=WAITS, view="Control chart")
    app = opened.app
    app.text_input[0].set_value("It was the recording.")
    next(one for one in app.button if one.label == "Withdraw it").click()
    app.run()
    assert step_changes.standing(people) == ()
    assert "Proposed." in opened.words
    assert "withdrawn by" in opened.words and "approved by Ann" in opened.words


@pytest.mark.slow
def test_without_a_reason_or_a_known_cause_nothing_is_decided(own_store, writable_page) -> None:
    opened = writable_page("indicator", indicator=WAITS, view="Control chart")
    decide(opened, "Approve", "Something.", known=False)
    assert "Tick that the cause is known" in opened.words
    decide(opened, "Decline", " ")
    assert "Give the reason in words" in opened.words
    assert step_changes.history(People(own_store.folder)) == ()


@pytest.mark.slow
def test_a_declined_step_is_proposed_no_more(own_store, writable_page) -> None:
    opened = writable_page("indicator", indicator=WAITS, view="Control chart")
    decide(opened, "Decline", "Recording changed.", known=False)
    assert "Proposed." not in opened.words
    assert "declined by" in opened.words


@pytest.mark.slow
def test_who_may_only_read_sees_the_proposal_and_no_form_and_no_refusals(
    own_store, writable_page, reading_only
) -> None:
    step_changes.decide(People(own_store.folder), LINE, date(2023, 5, 1), Decision.DECLINED, "Ann", "Not now.")
    opened = writable_page("indicator", indicator=WAITS, view="Control chart")
    assert "Proposed." in opened.words
    assert "sign-in is not set up" in opened.words
    assert [one.label for one in opened.app.button if one.label.startswith(("Approve", "Decline"))] == []
    assert "Not now." not in opened.words


@pytest.mark.slow
def test_similar_areas_and_a_funnel_where_a_file_holds_other_areas(open_page) -> None:
    opened = open_page("indicator", indicator="smi_health_check", view="Similar areas")
    assert {"Similar areas", "Funnel"} <= set(options(opened))
    assert "No England figure of the same kind is held." in opened.words
    assert "NHS Sheffield CCG" in opened.words
    assert "Leeds is the diamond" in open_page("indicator", indicator="smi_health_check", view="Funnel").words


@pytest.mark.slow
def test_self_harm_by_area_has_support_first_and_names_no_district(open_page) -> None:
    opened = open_page("indicator", indicator="selfharm_admissions", view="Similar areas")
    assert opened.words.index("Samaritans 116 123") < opened.words.index(opened.headline)
    assert "Harrogate" not in opened.words


@pytest.mark.slow
def test_two_months_kept_in_the_link_are_compared(open_page) -> None:
    opened = open_page(
        "indicator", indicator="tt_recovery", view="Control chart", period_one="March 2022", period_two="December 2025"
    )
    assert "in March 2022" in opened.words and "in December 2025: the later is" in opened.words
    assert "More than chance." in opened.words


@pytest.mark.slow
def test_two_areas_are_compared_and_periods_that_overlap_cannot_be(open_page) -> None:
    areas = open_page(
        "indicator", indicator="smi_health_check", view="Similar areas", area_one="NHS Liverpool CCG", area_two="Leeds"
    )
    assert "More than chance. NHS Liverpool CCG 65.9%, Leeds 81.2%" in areas.words
    line = open_page("indicator", indicator="smi_health_check", period_one="2023", period_two="2023/24")
    assert "Cannot say. The two periods share months" in line.words


def test_a_name_in_the_link_that_is_not_there_falls_back_to_the_newest(open_page) -> None:
    opened = open_page("indicator", indicator="tt_recovery", period_one="Never")
    assert "in February 2026: the later is" in opened.words


@pytest.mark.slow
def test_a_link_to_an_earlier_version_keeps_the_limits_it_was_shown_with(writable_page, own_store) -> None:
    with own_store.next_version() as draft:
        draft.connection.execute("UPDATE version SET published_at = TIMESTAMP '2026-01-01 09:00' WHERE version = 1")
        publish.record(draft.connection, draft.number, "load", "a test", "")
    step_changes.decide(People(own_store.folder), LINE, JANUARY, Decision.APPROVED, "Ann", "A new contract.")
    now = writable_page("indicator", indicator=WAITS, view="Control chart")
    then = writable_page("indicator", indicator=WAITS, view="Control chart", version="1")
    assert "Lately lower than usual" not in now.words
    assert "Lately lower than usual" in then.words
    assert "Approve: redraw the limits" not in then.buttons
