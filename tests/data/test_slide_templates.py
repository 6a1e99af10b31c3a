"""The board's PowerPoint template: the newest is in force until it is taken off; in the file and in PostgreSQL."""

from __future__ import annotations

import pytest

from data.people import slide_templates
from tests.places import LEEDS

NOISE = bytes(range(256)) * 40


def test_the_newest_is_in_force_and_its_bytes_are_those_that_were_uploaded(people):
    assert slide_templates.in_force(people, LEEDS) is None
    slide_templates.use(people, LEEDS, "first.pptx", b"\x00first", "Ann")
    slide_templates.use(people, LEEDS, "board.pptx", NOISE, "Ben")
    template = slide_templates.in_force(people, LEEDS)
    assert (template.name, template.who) == ("board.pptx", "Ben")
    assert slide_templates.content(people, template.id) == NOISE
    assert slide_templates.in_force(people, "another-strategy") is None


def test_taken_off_the_one_before_is_in_force_again(people):
    for name in ("first.pptx", "board.pptx"):
        slide_templates.use(people, LEEDS, name, NOISE, "Ann")
    for expected_name in ("first.pptx", None):
        slide_templates.take_off(people, slide_templates.in_force(people, LEEDS).id)
        template = slide_templates.in_force(people, LEEDS)
        assert (template.name if template else None) == expected_name


def test_a_template_without_a_name_is_refused(people):
    with pytest.raises(ValueError, match="the template's name"):
        slide_templates.use(people, LEEDS, "  ", NOISE, "Ann")
