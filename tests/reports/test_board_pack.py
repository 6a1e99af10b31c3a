"""The board pack: tagged, whole, of one version, saying what the screens say."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from charts import words
from charts.facts import ChartKind
from charts.facts.plain import of_measures
from charts.facts.views import views
from charts.paper import picture
from data.loading import publish
from indicators.core.board.board import board
from indicators.core.board.since import since
from indicators.core.measures.refresh import recompute
from reports import playlists
from reports.pack.look import contrast_with_white, look
from reports.pack.model import Look
from reports.pack.of_playlist import of_playlist
from reports.pack.of_strategy import PackMaterial, of_strategy
from reports.pack.pdf import pdf
from reports.slides import deck
from reports.slides.model import Deck
from tests.reports.reopened import TODAY

NOBODY_WROTE = ({}, ())


def text_of(reader: PdfReader) -> str:
    """All its words, with white space as single blanks."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def alternatives(reader: PdfReader) -> list[str]:
    """The text that stands for each picture, from the tree of tags."""
    picture_texts: list[str] = []

    def walk(node) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/Alt" in node:
                picture_texts.append(str(node["/Alt"]))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return picture_texts


@pytest.fixture(scope="module")
def whole(board) -> PdfReader:
    material = PackMaterial(NOBODY_WROTE, since=since(board, board), since_when="Since the board met")
    pack = of_strategy(board, "21 November 2026", material, Look("The Partnership Board"), "Board pack")
    return PdfReader(io.BytesIO(pdf(pack)))


class TestWhole:
    @pytest.mark.slow
    def test_it_is_tagged_in_a_language_and_named(self, whole):
        root = whole.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
        assert root["/Lang"] == "en-GB" and whole.metadata.title == "Board pack"
        assert whole.metadata.author == "The Partnership Board"
        assert b"pdfuaid:part" in root["/Metadata"].get_data()

    @pytest.mark.slow
    def test_every_part_of_the_strategy_has_its_bookmark_and_begins_a_page(self, whole, board):
        marks = [mark.title for mark in whole.outline]
        assert marks[:2] == ["Where we are", "What changed"] and marks[-1] == "How to read this"
        assert [mark.partition(": ")[2] for mark in marks[2:10]] == [part.short for part in board.strategy.priorities]
        pages = [whole.get_destination_page_number(mark) for mark in whole.outline]
        assert len(set(pages)) == len(pages)

    def test_a_priority_takes_two_pages_at_most(self, whole):
        pages = [whole.get_destination_page_number(mark) for mark in whole.outline]
        assert max(after - before for before, after in zip(pages[2:10], pages[3:11], strict=True)) <= 2

    @pytest.mark.slow
    def test_it_says_what_the_screens_say(self, whole, board):
        pack_text = text_of(whole)
        everything = list(board.verdicts.values())
        finding = "".join(piece for piece, _ in words.strategy_headline(everything, board.strategy.place))
        assert finding in pack_text
        for part in board.strategy.priorities:
            verdicts = [board.verdicts[name] for name in board.strategy.serving_priority(part.id)]
            assert words.part_headline(part.short, verdicts, board.strategy.place, part.aim_shown_by) in pack_text

    @pytest.mark.slow
    def test_the_newest_figure_of_every_measure_is_in_it(self, whole, board):
        pack_text = text_of(whole)
        for verdicts in board.verdicts.values():
            if verdicts.has_figure:
                assert " ".join(filter(None, words.number_and_unit(verdicts))) in pack_text, verdicts.indicator

    def test_every_chart_and_mark_says_what_it_shows(self, whole):
        spoken = alternatives(whole)
        assert all(spoken) and {"Getting worse", "No clear change"} <= set(spoken)
        assert any(text.startswith("Talking therapy within 18 weeks") for text in spoken)

    @pytest.mark.slow
    def test_support_comes_before_what_it_is_about(self, whole):
        for mark in whole.outline:
            page = re.sub(r"\s+", " ", whole.pages[whole.get_destination_page_number(mark)].extract_text())
            if mark.title.endswith("Promotion and prevention"):
                assert page.index("Samaritans") < page.index("Suicide rate")
        assert "Samaritans" in whole.pages[0].extract_text()

    @pytest.mark.slow
    def test_every_page_has_its_number_and_the_version(self, whole):
        last = len(whole.pages)
        for number, page in enumerate(whole.pages, start=1):
            page_text = page.extract_text()
            assert f"Page {number} of {last}" in page_text and "data version 1, published 21 November 2026" in page_text

    @pytest.mark.slow
    def test_it_is_the_same_file_for_the_same_board_but_for_when_it_was_made(self, board):
        pack = of_strategy(board, "21 November 2026", PackMaterial(NOBODY_WROTE), Look(), "Board pack")
        first, second = (text_of(PdfReader(io.BytesIO(pdf(pack)))) for _ in range(2))
        assert first == second


@pytest.mark.slow
def test_of_a_playlist_each_slide_has_its_page_with_its_figures(board):
    shown = playlists.priorities(board)[1]
    slides = tuple(deck.slide(board, address) for address in shown.slides)
    playlist_deck = Deck(board.strategy, shown.name, slides, board.version, "21 November 2026", TODAY)
    reader = PdfReader(io.BytesIO(pdf(of_playlist(playlist_deck, Look()))))
    pack_text = text_of(reader)
    assert [mark.title.partition(".")[0] for mark in reader.outline] == [str(at + 1) for at in range(len(slides))]
    assert all(slide.finding in pack_text for slide in slides)


@pytest.mark.slow
def test_every_view_can_be_drawn_on_paper_and_its_picture_is_the_same_each_time(board):
    kinds = {}
    for name in board.verdicts:
        for facts in views(board, name).values():
            kinds.setdefault(facts.kind, facts)
    assert set(kinds) >= set(ChartKind) - {ChartKind.BODIES}
    for facts in kinds.values():
        assert picture(facts).startswith(b"<?xml") and picture(facts) == picture(facts)


@pytest.mark.slow
def test_a_plain_page_that_was_checked_is_in_it(board):
    page = of_measures("overview", "", list(board.verdicts.values()))
    pack = of_strategy(board, "21 November 2026", PackMaterial(NOBODY_WROTE, checked=(page,)), Look(), "Board pack")
    reader = PdfReader(io.BytesIO(pdf(pack)))
    assert [mark.title for mark in reader.outline][1] == f"Easy read: Mental health in {board.strategy.place}"
    assert f"We ask {len(board.verdicts)} questions here." in text_of(reader)


class TestLook:
    def test_without_settings_it_is_plain(self, monkeypatch):
        for name in ("NAME", "COLOUR", "LOGO"):
            monkeypatch.delenv(f"DASHBOARD_BOARD_{name}", raising=False)
        assert look() == Look()

    @pytest.mark.parametrize(
        ("setting", "value", "expected_words"),
        [
            ("COLOUR", "navy", "six digits"),
            ("COLOUR", "#ffd800", "too pale"),
            ("LOGO", "logo.bmp", "Give a picture that ends in"),
            ("LOGO", "nowhere/logo.png", "no such file"),
        ],
    )
    def test_what_cannot_be_used_is_said_with_what_to_do(self, monkeypatch, setting, value, expected_words):
        monkeypatch.setenv(f"DASHBOARD_BOARD_{setting}", value)
        with pytest.raises(ValueError, match=expected_words):
            look()

    @pytest.mark.slow
    def test_a_logo_is_on_the_cover(self, monkeypatch, tmp_path: Path, board):
        logo = tmp_path / "ours.svg"
        logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20z"/></svg>')
        monkeypatch.setenv("DASHBOARD_BOARD_LOGO", str(logo))
        monkeypatch.setenv("DASHBOARD_BOARD_NAME", "The Partnership Board")
        pack = of_strategy(board, "21 November 2026", PackMaterial(NOBODY_WROTE), look(), "Board pack")
        assert "Logo of The Partnership Board" in alternatives(PdfReader(io.BytesIO(pdf(pack))))

    def test_contrast_is_that_of_wcag(self):
        assert contrast_with_white("#ffffff") == pytest.approx(1) and contrast_with_white("#000000") == pytest.approx(
            21
        )


@pytest.mark.slow
def test_a_publish_in_the_middle_of_the_making_changes_nothing_in_it(own_store, leeds, figures, monkeypatch):
    """A pack is of one data version throughout."""

    def pack_text() -> str:
        on_paper = of_strategy(
            board(own_store, leeds, 1, TODAY), "21 November 2026", PackMaterial(NOBODY_WROTE), Look(), "Board pack"
        )
        return text_of(PdfReader(io.BytesIO(pdf(on_paper))))

    before, drawn = pack_text(), []

    def publishes_first(*arguments, **keywords):
        if not drawn:
            publish.load(own_store, figures("""value\n53"""), recompute)
        drawn.append(arguments)
        return picture(*arguments, **keywords)

    monkeypatch.setattr("reports.pack.pdf.picture", publishes_first)
    assert pack_text() == before
    assert len(drawn) > 10 and own_store.version == 2
