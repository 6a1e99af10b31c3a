"""The plain form: read at grade 5 or under, never at odds with the full page, and checked by a person."""

from __future__ import annotations

import html
import itertools
import re

import pytest
import textstat

from charts.facts.plain import MOST, of_measures
from charts.words import easy_read
from indicators.core.strategy.reading import strategies
from indicators.core.verdicts import Mark
from tests.charts.drawn import judged

GRADE = 5
PAGES = [
    ("overview", {}),
    *(("priority", {"priority": part.id}) for part in strategies()["leeds-2020-2025"].priorities),
    *(("outcome", {"outcome": part.id}) for part in strategies()["leeds-2020-2025"].outcomes),
    ("voices", {}),
]


def lines(markup: str) -> list[str]:
    """The sentences of the plain form, one each."""
    inside = re.search(r'<div class="plain">(.*?)</div>', markup, re.S)[1]
    items = re.findall(r"<li>.*?<p>(.*?)</p></li>", inside, re.S)
    cells = [cell for one in items for cell in re.split(r"<br>", one)]
    return [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells]


@pytest.mark.slow
@pytest.mark.parametrize(("page", "query"), PAGES, ids=[f"{page} {' '.join(query.values())}" for page, query in PAGES])
def test_a_plain_page_is_read_at_grade_5_or_under(open_page, page, query):
    sentences = lines(open_page(page, plain="1", **query).markup)
    assert sentences and textstat.flesch_kincaid_grade(" ".join(sentences)) <= GRADE
    assert all(len(sentence.split()) <= 20 for sentence in sentences)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["P1", "P4"])
def test_it_says_of_each_question_what_the_full_page_says(open_page, leeds, part):
    """By codes: marks, counts, and whether an answer is of today or of figures that end long ago, are the same."""
    from pages.parts.shared import judged

    verdicts = [judged.verdicts()[name] for name in leeds.serving_priority(part)]
    text = " ".join(lines(open_page("priority", priority=part, plain="1").markup))
    assert f"We ask {len(verdicts)} questions here." in text
    for mark, ended in itertools.product(easy_read.ANSWERS, (False, True)):
        of_it = [v for v in verdicts if v.has_figure and v.mark is mark and bool(v.direction.until) is ended]
        shown = [one for one in of_it if one.declared.question in text]
        assert len(shown) == min(MOST, len(of_it))
        assert text.count((easy_read.ANSWERS_THEN if ended else easy_read.ANSWERS)[mark]) == len(shown)


def test_an_answer_of_figures_that_end_long_ago_is_of_the_past_as_on_the_full_page(open_page):
    full, plain = (open_page("priority", priority="P4", **parameters) for parameters in ({}, {"plain": "1"}))
    assert "was getting better up to March 2022" in full.words
    assert "Old numbers: what was getting better" in plain.headings and "What is getting better" not in plain.headings


def test_support_comes_before_a_question_about_suicide(open_page):
    opened = open_page("priority", priority="P1", plain="1")
    if "suicide" in opened.words:
        assert opened.words.index("Samaritans") < opened.words.index("What is about the same")


def test_the_way_to_the_plain_form_and_back_keeps_the_part(open_page):
    full, plain = (open_page("outcome", outcome="O3", **parameters) for parameters in ({}, {"plain": "1"}))
    assert re.search(r'href="outcome\?outcome=O3[^"]*plain=1[^"]*"[^>]*>Easy read', full.markup)
    assert re.search(r'href="outcome\?outcome=O3[^"]*"[^>]*>Read the full page', plain.markup)
    assert re.search(r'href="[^"]*plain=1[^"]*"[^>]*>Easy read', open_page("holdings").markup), "that of the overview"


class TestCheckedByAPerson:
    @pytest.mark.slow
    def test_it_says_who_checked_it_until_a_verdict_is_another(self, writable_page):
        opened = writable_page("priority", priority="P1", plain="1")
        assert "No person has checked this page since it last changed." in opened.words
        opened = opened.press("Mark as checked")
        assert re.search(r"Checked by .+ on \d+ \w+ 20\d\d\.", opened.words)
        assert "No person has checked this page" in opened.press("Mark as not checked").words

    def test_another_verdict_is_another_page(self):
        before = of_measures("overview", "", [judged("a", Mark.WORSE), judged("b", Mark.BETTER)])
        turned = of_measures("overview", "", [judged("a", Mark.BETTER), judged("b", Mark.BETTER)])
        newer = of_measures("overview", "", [judged("a", Mark.WORSE, value=60.0), judged("b", Mark.BETTER)])
        assert turned.codes != before.codes == newer.codes
