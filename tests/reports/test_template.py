"""Decks in the board's own template: its masters and type, everything in its room, and what a template lacks."""

from __future__ import annotations

import copy
import io
import zipfile

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Cm, Emu

from data.people.playlists import address
from reports.powerpoint import pptx
from reports.powerpoint.style import PIXEL
from reports.powerpoint.template import SETTING, Template, TemplateError, from_setting, of_template
from tests.reports.reopened import chart_of, deck_of, texts
from tests.reports.templates import foreign, title_only


@pytest.fixture
def deck(board):
    return deck_of(board, address("indicator", indicator="tt_recovery"), address("priority", priority="P1"))


def test_a_deck_has_the_template_s_master_and_none_of_its_pages(deck):
    file = Presentation(io.BytesIO(pptx(deck, foreign())))
    assert len(file.slides) == len(deck.slides) + 1
    assert {page.slide_layout.name for page in file.slides} == {"Title Only"}
    assert file.slides[1].shapes.title.text_frame.text == deck.slides[0].finding


def test_everything_stands_in_the_template_s_room_and_charts_are_native(deck):
    file = Presentation(io.BytesIO(pptx(deck, foreign())))
    page = file.slides[1]
    assert chart_of(page).has_chart
    for shape in page.shapes:
        assert shape.left >= 150 * PIXEL - 1 and shape.left + shape.width <= 1150 * PIXEL + PIXEL, shape.name
        assert shape.top + shape.height <= 670 * PIXEL, shape.name


def test_a_headline_has_the_template_s_own_colour(deck):
    file = Presentation(io.BytesIO(pptx(deck, foreign())))
    run = file.slides[1].shapes.title.text_frame.paragraphs[0].runs[0]
    assert run.font.color.type is None and run.font.size is not None


def _white_words(file):
    title = next(one for one in title_only(file).placeholders if one._element.ph.get("type") == "title")
    title.text_frame.text = "Click here"
    title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def test_a_colour_that_only_the_layout_s_own_words_have_is_given_to_headlines(deck):
    file = Presentation(io.BytesIO(pptx(deck, foreign(_white_words))))
    assert file.slides[1].shapes.title.text_frame.paragraphs[0].runs[0].font.color.rgb == RGBColor(255, 255, 255)


def _small(file):
    """The same on pages of 25.4 by 14.3 cm, as PowerPoint and Google Slides call 16:9."""
    scale = 960 / 1280
    file.slide_width, file.slide_height = Emu(960 * PIXEL), Emu(540 * PIXEL)
    for holder in title_only(file).placeholders:
        for side in ("left", "top", "width", "height"):
            setattr(holder, side, Emu(round(getattr(holder, side) * scale)))


@pytest.mark.slow
def test_smaller_pages_of_the_same_shape_are_enlarged_with_all_that_is_on_them(deck):
    enlarged_file, usual = (
        Presentation(io.BytesIO(pptx(deck, foreign(change)))) for change in (_small, lambda file: None)
    )
    assert (enlarged_file.slide_width, enlarged_file.slide_height) == (usual.slide_width, usual.slide_height)
    for page, same in zip(enlarged_file.slides, usual.slides, strict=True):
        assert texts(page) == texts(same)
        title, other = page.shapes.title, same.shapes.title
        assert abs(title.left - other.left) < PIXEL and abs(title.top - other.top) < PIXEL


def _artwork(file):
    title_only(file).shapes._spTree.append(copy.deepcopy(_drawn(file, 0, 300, 1280, 420)._element))


def _drawn(file, left, top, width, height):
    """A rectangle as it would be drawn on a page."""
    page = file.slides[0]
    return page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Emu(side * PIXEL) for side in (left, top, width, height)))


def grounds(page) -> list[str]:
    return [shape.name for shape in page.shapes if shape.name == "Plain ground"]


def test_where_the_template_draws_below_its_headline_words_and_charts_stand_on_a_plain_ground(deck):
    (page, plain) = (
        Presentation(io.BytesIO(pptx(deck, foreign(change)))).slides[1] for change in (_artwork, lambda file: None)
    )
    assert grounds(page) and not grounds(plain)
    ground = page.shapes[0]
    assert ground.name == "Plain ground", "it lies under everything else"
    assert ground.top >= page.shapes.title.top + page.shapes.title.height
    for shape in page.shapes:
        if shape != page.shapes.title:
            assert shape.left >= ground.left and shape.top + shape.height <= ground.top + ground.height, shape.name


def test_of_two_masters_the_plainer_one_is_used(deck):
    def with_another(file):
        names = [one.name for one in file.slide_layouts]
        first, second = file.slide_layouts[names.index("Title Only")], file.slide_layouts[names.index("Section Header")]
        _artwork(file)
        for holder in list(second.placeholders):
            if holder._element.ph.get("type") == "body":
                holder._element.getparent().remove(holder._element)
        second.name = "Title only"
        for place, holder in zip(first.placeholders, second.placeholders, strict=True):
            for side in ("left", "top", "width", "height"):
                setattr(holder, side, getattr(place, side))

    file = Presentation(io.BytesIO(pptx(deck, foreign(with_another))))
    assert {page.slide_layout.name for page in file.slides} == {"Title only"}


def test_whom_to_talk_to_stands_below_the_template_s_headline_and_is_read_first(board):
    deck = deck_of(board, address("indicator", indicator="suicide_rate"))
    page = Presentation(io.BytesIO(pptx(deck, foreign()))).slides[1]
    support = next(shape for shape in page.shapes if shape.name == "Support")
    assert page.shapes[0].name == "Support"
    assert support.top >= page.shapes.title.top + page.shapes.title.height


def test_it_says_the_same_as_a_deck_of_ours(deck):
    theirs, ours = (Presentation(io.BytesIO(deck_file)) for deck_file in (pptx(deck, foreign()), pptx(deck)))
    for one, other in zip(theirs.slides, ours.slides, strict=True):
        text_lines = [line for line in texts(other).splitlines() if " of 3" not in line]
        theirs_in_one_line = " ".join(texts(one).split())  # a headline may break elsewhere
        assert all(" ".join(line.split()) in theirs_in_one_line for line in text_lines)


def _square(file):
    file.slide_width, file.slide_height = Cm(25.4), Cm(19.05)


def _without_the_layout(file):
    for layout in list(file.slide_layouts):
        if layout.name in ("Title Only", "Title and Vertical Text") and not layout.used_by_slides:
            file.slide_layouts.remove(layout)
    for layout in file.slide_layouts:
        layout.name = f"Board {layout.name}"
        if layout.name == "Board Title Only":
            next(one for one in layout.placeholders if one._element.ph.get("type") == "title")._element.ph.set(
                "type", "body"
            )


def _dark(file):
    layout = title_only(file)
    layout.background.fill.solid()
    layout.background.fill.fore_color.rgb = RGBColor(0x10, 0x20, 0x40)


def _crowded(file):
    layout = title_only(file)
    next(one for one in layout.placeholders if one._element.ph.get("type") == "title").top = Emu(400 * PIXEL)


@pytest.mark.parametrize(
    ("change", "expected_words"),
    [
        (_square, "Its pages are 25.4 by 19.1 cm: choose Design, Slide Size, Widescreen"),
        (
            _without_the_layout,
            "It has no layout with a title alone, such as Title Only; its layouts are: Board Title Slide",
        ),
        (_dark, "Its pages are dark"),
        (_crowded, "leave too little room for a chart"),
    ],
    ids=["another size", "no such layout", "dark", "too little room"],
)
def test_what_a_template_lacks_is_said_with_what_to_do(change, expected_words):
    with pytest.raises(TemplateError, match="board.pptx cannot be used as it is") as fault:
        of_template(foreign(change))
    assert expected_words in str(fault.value)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no more", b"not a presentation"], ids=["empty", "cut short", "text"]
)
def test_a_damaged_template_is_said_to_be_one(content):
    with pytest.raises(TemplateError, match=r"board\.pptx: this is no PowerPoint file"):
        of_template(Template("board.pptx", content))


def packed(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open(name, "w") as part:
        for _ in range(size // 1_000_000):
            part.write(bytes(1_000_000))
    return out.getvalue()


@pytest.mark.slow
def test_another_packed_file_is_no_template_and_one_that_would_fill_the_memory_is_not_opened():
    with pytest.raises(TemplateError, match="this is no PowerPoint file"):
        of_template(Template("minutes.docx", packed("word/document.xml", 1_000_000)))
    with pytest.raises(TemplateError, match="302 MB unpacked, and at most 300 MB are opened"):
        of_template(Template("board.pptx", packed("ppt/media/image1.bmp", 302_000_000)))


def test_a_setting_that_names_no_file_says_which(tmp_path, monkeypatch):
    monkeypatch.setenv(SETTING, str(tmp_path / "gone.pptx"))
    with pytest.raises(TemplateError, match=r"gone\.pptx: DASHBOARD_SLIDE_TEMPLATE names this file"):
        from_setting()


def test_without_a_template_nothing_is_another(deck):
    first, second = (Presentation(io.BytesIO(pptx(deck))) for _ in range(2))
    assert [page.slide_layout.name for page in first.slides] == [page.slide_layout.name for page in second.slides]
    assert first.slides[0].slide_layout.name == "Finding"
