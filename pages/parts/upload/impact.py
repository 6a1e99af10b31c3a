"""What a publish, or an undo, would change: a card for each indicator that moves, and what is worth a look."""

from __future__ import annotations

from collections.abc import Sequence

from charts.figures import theme
from charts import words
from charts.figures.spark import spark
from indicators.core.board.plausibility import Odd
from indicators.core.board.dry_run import Examined
from indicators.core.verdicts import Verdicts
from pages.parts.shared import cached, markup
from pages.parts.shared.cards import COLOURS
from pages.parts.upload.upload_session import Tried
from pages.parts.shared.marks import mark
from reports.impact import Moved, Preview, undecided

CARDS_AT_MOST = 12
REVISIONS_AT_MOST = 20


def preview(tried: Tried) -> str:
    """Cards of what moves, and one of rows and questions."""
    return (
        f'<div class="cards">{cards(tried.preview)}{_rows(tried)}</div>'
        + more(tried.preview)
        + _revisions(tried.rehearsed.files)
    )


def cards(found: Preview) -> str:
    """A card for each indicator that moves, changed directions first."""
    if not found.moved:
        return (
            '<article class="card"><div class="title">No indicator moves</div><p class="small">The rows are kept in the '
            "history. Where you expected an indicator to move, check the file's codes and ids.</p></article>"
        )
    return "".join(_card(moved) for moved in found.moved[:CARDS_AT_MOST])


def more(found: Preview) -> str:
    """The names of those beyond the cards."""
    left = found.moved[CARDS_AT_MOST:]
    if not left:
        return ""
    items = "".join(f"<li>{markup.text(moved.title)}: {markup.text(_said(moved))}</li>" for moved in left)
    return f"<details><summary>And {words.counted(len(left), 'other indicator')}</summary><ul>{items}</ul></details>"


def _card(moved: Moved) -> str:
    drawn = ""
    if moved.line:
        colour = COLOURS.get(moved.after.mark, theme.QUIET)
        drawn = markup.picture(spark(moved.line, colour, moved.before.period_end), kind="spark")
    flips = "".join(
        f'<p class="small"><strong>{markup.text(flip.name)}: {markup.text(words.lower(flip.before))} → '
        f"{markup.text(words.lower(flip.after))}.</strong></p>"
        for flip in moved.flips
    )
    unchanged = '<p class="small">No verdict changes.</p>' if not moved.flips else ""
    on = words.listed([*moved.screens, *(f"the playlist “{name}”" for name in moved.playlists)])
    return (
        f'<article class="card"><div class="title">{mark(moved.after.mark, str(moved.after.mark))}'
        f"{markup.link('indicator', moved.title, {'indicator': moved.indicator})}</div>{_values(moved)}{drawn}"
        f'{flips}{unchanged}<span class="place">On {markup.text(on)}</span></article>'
    )


def _values(moved: Moved) -> str:
    before, after = moved.before, moved.after
    if moved.change is None:
        return '<p class="small">Earlier figures or groups change; the latest figure does not.</p>'
    if not after.has_figure:
        return f'<div class="value">{markup.text(_number(before))} → none<span> · {markup.text(before.period)}</span></div>'
    if not before.has_figure:
        return f'<div class="value">none → {markup.text(_number(after))} <span>{markup.text(after.period)}</span></div>'
    when = after.period if before.period == after.period else f"{before.period} → {after.period}"
    unseen = " by less than is shown" if before.said == after.said else ""
    revised = f" · revised{unseen}" if before.period == after.period and before.value != after.value else ""
    return (
        f'<div class="value">{markup.text(_number(before))} → {markup.text(_number(after))} '
        f"<span>{markup.text(_unit(after))}{markup.text(when)}{revised}</span></div>"
    )


def _number(verdicts: Verdicts) -> str:
    return verdicts.said.partition(" ")[0]


def _unit(verdicts: Verdicts) -> str:
    unit = verdicts.said.partition(" ")[2]
    return f"{unit} · " if unit else ""


def _said(moved: Moved) -> str:
    return moved.change.said if moved.change else "earlier figures or groups"


def _rows(tried: Tried) -> str:
    """How many rows are new, revised, unchanged, older or repeated, and everything worth a look."""
    arrived = [(file.incoming.path.name, line) for file in tried.rehearsed.files if (line := _arrived(file))]
    several = len(tried.rehearsed.files) > 1
    counts = "".join(f"<p>{markup.text(f'{name}: {line}' if several else line)}</p>" for name, line in arrived)
    looks = [f"{title}{_where(odd, tried.rehearsed.files)}: {odd.words}" for title, odd in tried.preview.odd]
    looks += [f"{name}: {line}" if several else line for name, line in undecided(tried.rehearsed.files)]
    looks += [
        f"No indicator is called {name!r}{f': is it {nearest!r}?' if nearest else '.'} Nothing would show these rows."
        for name, nearest in tried.rehearsed.unclaimed
    ]
    looks += [
        f"{cached.titles()[name]}: the file gives {unit!r}, and the indicator is in {cached.indicator(name).unit!r}. "
        "Check that it is the same measure."
        for name, unit in tried.rehearsed.other_units
    ]
    items = "".join(f"<li>{markup.text(look)}</li>" for look in looks)
    worth = f"{markup.heading('Worth a look', 3)}<ul>{items}</ul>" if looks else ""
    return f'<article class="card"><h3>Rows</h3>{counts}{worth}</article>'


def _where(odd: Odd, files: Sequence[Examined]) -> str:
    """The row that it is about, and of which file where there are several."""
    if not odd.row:
        return ""
    name = next((f"{file.incoming.path.name}, " for file in files if file.load == odd.load and len(files) > 1), "")
    return f", {name}row {odd.row:,}"


def _arrived(file: Examined) -> str:
    if file.arrival is None:
        return ""
    named = (
        (file.arrival.new, "new"),
        (file.arrival.revised, "revised"),
        (file.arrival.unchanged, "unchanged"),
        (file.arrival.older, "outranked by what is held, kept in the history"),
        (file.arrival.repeated, "repeating a row above them"),
    )
    return " · ".join(f"{number:,} {name}" for number, name in named if number)


def _revisions(files: tuple[Examined, ...]) -> str:
    """The figures that a row would revise, before and after; of which file, where there are several."""
    found = [
        (f"{file.incoming.path.name}, {revised.row:,}" if len(files) > 1 else f"{revised.row:,}", revised)
        for file in files
        if file.arrival
        for revised in file.arrival.revisions
    ]
    if not found:
        return ""
    body = [
        [markup.text(row), markup.text(revised.figure), _plain(revised.before), _plain(revised.after)]
        for row, revised in found[:REVISIONS_AT_MOST]
    ]
    shown = f"The first {REVISIONS_AT_MOST} of {len(found):,} r" if len(found) > REVISIONS_AT_MOST else "R"
    return (
        f"<details><summary>{shown}evised figures</summary>"
        + markup.table(["Row", "Figure", "Held", "In the file"], body, "Revised figures", (2, 3))
        + "</details>"
    )


def _plain(value: float | None) -> str:
    return "none" if value is None else f"{value:,.10g}"
