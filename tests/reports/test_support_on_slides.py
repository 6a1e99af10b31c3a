"""Slides about suicide or self-harm say whom to talk to, and no other slide does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.people.playlists import Address, address
from indicators.core.board.board import Board
from indicators.core.model import Sensitivity
from indicators.core.verdicts import Mark
from reports.slides import parts
from reports.slides.deck import slide
from reports.slides.model import Slide
from reports.slides.parts import Section
from tests.charts.drawn import judged
from tests.reports.addresses import PARTS, WHOLE

pytestmark = pytest.mark.slow


# Whom to talk to


def sensitive(board: Board, one_slide: Slide) -> set[Sensitivity]:
    """The subjects of every indicator that a slide names or that its part holds, and those in its own words."""
    shown = {line.address.get("indicator") for line in one_slide.lines if line.address}
    shown |= {name for name, words_ in board.titles.items() if words_ in one_slide.finding}
    shown |= {one_slide.address.get("indicator")} & set(board.verdicts)
    shown |= held_by_part(board, one_slide.address)
    slide_words = " ".join(
        (
            one_slide.above,
            one_slide.finding,
            one_slide.under,
            *one_slide.reading,
            *(line.words for line in one_slide.lines),
        )
    ).lower()
    return {board.indicator(name).sensitivity for name in shown} - {Sensitivity.NONE} | {
        subject for subject in (Sensitivity.SUICIDE, Sensitivity.SELF_HARM) if str(subject) in slide_words
    }


def held_by_part(board: Board, shown: Address) -> set[str]:
    """The indicators of an outcome, a priority, or where the two meet; none of any other screen."""
    priority, outcome = shown.get("priority"), shown.get("outcome")
    return {
        link.id
        for link in board.strategy.indicators
        if (priority or outcome)
        and (not priority or priority in link.priorities or (priority == "all" and link.whole_strategy))
        and (not outcome or outcome in link.outcomes)
    }


def test_every_slide_that_shows_suicide_or_self_harm_says_whom_to_talk_to_and_no_other_does(board, earlier, shown):
    slide_addresses = [*WHOLE, *PARTS, address("overview", part="changed")]
    slide_addresses += [address("indicator", indicator=name) for name in board.verdicts]
    some = 0
    for one_slide in (*(slide(board, one, earlier) for one in slide_addresses), *(one for one, *_ in shown)):
        subjects = sensitive(board, one_slide)
        some += bool(subjects)
        assert bool(one_slide.support) == bool(subjects), one_slide.address
        for subject in subjects:
            assert str(subject) in one_slide.support
            assert "Samaritans 116 123" in one_slide.support
    assert some > 10


def test_the_slide_of_priority_1_names_both_subjects_that_its_title_names(board):
    priority_slide = slide(board, address("priority", priority="P1"))
    assert priority_slide.support.startswith("This slide is about suicide and self-harm.")
    assert not any(
        board.indicator(line.address.get("indicator")).sensitivity == "suicide" for line in priority_slide.lines
    )


def test_a_part_without_such_an_indicator_whose_title_names_the_subjects_says_so(board):
    part_slide = slide(board, address("priority", priority="P1", outcome="O4"))
    assert "suicide and self-harm" in part_slide.under
    assert part_slide.support.startswith("This slide is about suicide and self-harm.")


def test_a_section_whose_finding_names_such_an_indicator_says_so_though_it_is_not_listed(board):
    """Six getting better fill the list; the seventh, changed, is named in the finding alone."""
    names = board.strategy.serving_priority("P1")
    others = [name for name in names if board.indicator(name).sensitivity is Sensitivity.NONE]
    subject = "suicide_audit_count"
    verdicts = {
        name: judged(name, mark, declared=board.indicator(name))
        for name, mark in (*((name, Mark.BETTER) for name in others[:6]), (subject, Mark.CHANGED))
    }
    section_slide = parts.part(
        replace(board, known={**board.verdicts, **verdicts}.get), address("priority", priority="P1"),
        Section("", "P", "P", (*others[:6], subject)),
    )  # fmt: skip
    assert board.title(subject) in section_slide.finding
    assert subject in section_slide.indicators
    assert section_slide.support.startswith("This slide is about suicide.")
    assert not any("other indicator" in line for line in section_slide.reading[:1])
