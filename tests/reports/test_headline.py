"""A headline takes at most two lines, by the widths of its letters, and nothing of the finding is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import ImageFont

from reports.powerpoint.headline import LARGEST, MOST_LINES, SMALLEST, headline
from reports.powerpoint.measure import POINT, SPARE, Run, lines, width

WIDE = 1112
FONTS = Path("/usr/share/fonts/truetype")
SAID = "Talking therapy within 18 weeks: 91% in 2023–24, worse than England (98%) – “↓ from 99%” & café’s ≥ £3"
LONG = "Over 90 days between first and second appointment: 49% in February 2026, worse than England (10.7%)."
WHY = "We cannot tell whether it has changed from 28% to 38%, on average over a year: it swings too widely."


@pytest.mark.parametrize(("weight", "bold"), [("Regular", False), ("Bold", True)])
def test_letters_are_as_wide_as_in_the_font_that_libreoffice_uses_for_arial(weight, bold):
    font_file = next(iter(sorted(FONTS.glob(f"liberation*/LiberationSans-{weight}.ttf"))), None)
    if font_file is None:
        pytest.skip("Liberation Sans is not installed (Debian: fonts-liberation)")
    font = ImageFont.truetype(font_file, 2048, layout_engine=ImageFont.Layout.BASIC)
    for letter in SAID:
        assert width(letter, 30, bold=bold) == pytest.approx(font.getlength(letter) / 2048 * 30 * POINT * SPARE), letter


def test_a_letter_with_an_accent_is_as_wide_as_without_and_an_unknown_one_is_not_taken_for_nothing():
    assert width("éŵ", 12) == width("ew", 12)
    assert width("漢", 12) >= 12 * POINT


def test_lines_break_between_words_and_a_word_too_long_goes_on():
    assert lines([Run("one two")], 20, width("one two", 20)) == 1
    assert lines([Run("one two")], 20, width("one two", 20) - 1) == 2
    assert lines([Run("one\ntwo\n\n")], 20, 500) == 4
    assert lines([Run("m" * 100)], 20, 200) >= width("m" * 100, 20) / 200
    assert lines([Run("a name ", bold=True), Run("its words")], 20, width("a name its words", 20)) == 2


def test_a_short_finding_is_as_large_as_can_be_and_a_longer_one_only_as_small_as_it_must():
    assert headline("Half of people recover.", WIDE) == ("Half of people recover.", LARGEST, "")
    shown = headline(f"{LONG} Lately lower.", WIDE)
    assert SMALLEST <= shown.size < LARGEST and not shown.rest
    assert lines([Run(shown.words, bold=True)], shown.size + 1, WIDE) > MOST_LINES


def test_one_too_long_for_two_lines_ends_with_a_sentence_and_the_rest_stands_beneath():
    shown = headline(f"{LONG} {WHY}", WIDE)
    assert (shown.words, shown.rest) == (LONG, WHY)
    assert lines([Run(shown.words, bold=True)], shown.size, WIDE) == MOST_LINES


def test_a_number_is_never_cut():
    shown = headline(" ".join(f"It was {n}.5 per 100,000 people in 2021-23." for n in range(10, 30)), WIDE)
    for piece in (shown.words, shown.rest):
        assert re.fullmatch(r"(It was \d\d\.5 per 100,000 people in 2021-23\. ?)+", piece)


def test_a_single_sentence_is_kept_whole_however_long():
    assert headline("word " * 100 + "end", WIDE) == ("word " * 100 + "end", SMALLEST, "")
