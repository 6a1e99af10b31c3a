"""What comes first wherever suicide or self-harm is the subject, on screen and in every file: whom to talk to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from charts.words.counting import listed
from indicators.core.model import Indicator, Sensitivity
from indicators.core.strategy.model import Strategy, Support

EMERGENCY = "999"
SUBJECTS = {Sensitivity.SUICIDE: "suicide", Sensitivity.SELF_HARM: "self-harm"}


class Piece(NamedTuple):
    """A part of a sentence; ``strong`` is a name or a number to find at a glance, ``link`` where it leads."""

    text: str
    strong: bool = False
    link: str = ""


def about(sensitivity: Sensitivity) -> str:
    """What a page is about."""
    return f"This page is about {SUBJECTS[sensitivity]}."


def subjects(sensitivities: Sequence[Sensitivity]) -> str:
    """Several subjects as a list."""
    return listed([SUBJECTS[sensitivity] for sensitivity in SUBJECTS if sensitivity in sensitivities])


def talk_pieces(strategy: Strategy) -> list[Piece]:
    """Whom to talk to, in pieces: lines to call or text, sites that list local support, and the emergency number."""
    lines = [entry for entry in strategy.support if entry.how != "site"]
    sites = [entry for entry in strategy.support if entry.how == "site"]
    pieces = [Piece("If you or someone you know needs to talk: ")]
    for at, entry in enumerate(lines):
        between = "" if at == 0 else ", or " if at == len(lines) - 1 else ", "
        pieces += [Piece(between), *_line(entry, note=True)]
    pieces.append(Piece(". "))
    if sites:
        pieces.append(Piece(f"In {strategy.place}, "))
        for at, entry in enumerate(sites):
            pieces += [Piece("" if at == 0 else " and" if at == len(sites) - 1 else ","), *_site(entry, first=at == 0)]
        pieces.append(Piece(f" {'lists' if len(sites) == 1 else 'list'} local support. "))
    return [*pieces, Piece("In an emergency call "), Piece(EMERGENCY, True, f"tel:{EMERGENCY}"), Piece(".")]


def _line(entry: Support, *, note: bool) -> list[Piece]:
    if entry.how == "text":
        called = [Piece("text "), Piece(f"{entry.name} to {entry.contact}", True, entry.link)]
    else:
        named = entry.name if entry.contact in entry.name else f"{entry.name} {entry.contact}"
        called = [Piece(named, True, entry.link)]
    return [*called, Piece(f", {entry.note}")] if note and entry.note else called


def _site(entry: Support, *, first: bool) -> list[Piece]:
    who = f"for {entry.who}, " if entry.who else ""
    before = "" if first else ", " if who else " "
    return [Piece(f"{before}{who}"), Piece(entry.name, True, entry.link)]


def talk(strategy: Strategy) -> str:
    """Whom to talk to, in sentences."""
    return "".join(piece.text for piece in talk_pieces(strategy))


def talk_briefly(strategy: Strategy) -> str:
    """The lines to call or text alone, for under a picture."""
    lines = [entry for entry in strategy.support if entry.how != "site"]
    called = ["".join(piece.text for piece in _line(entry, note=False)) for entry in lines]
    return f"To talk: {', or '.join([', '.join(called[:-1]), called[-1]]) if len(called) > 1 else ''.join(called)}."


def support(indicator: Indicator, strategy: Strategy) -> str:
    """The support lines of a file about such a subject; empty for any other."""
    if not indicator.sensitive:
        return ""
    return f"These figures are about {SUBJECTS[indicator.sensitivity]}. {talk(strategy)}"


def about_parts(sensitivities: Sequence[Sensitivity], strategy: Strategy) -> str:
    """The support lines of a page or a file of which some parts are about such subjects; empty where none are."""
    return f"Some of this is about {subjects(sensitivities)}. {talk(strategy)}" if sensitivities else ""
