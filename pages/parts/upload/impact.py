"""What a publish, or an undo, would change: a card for each indicator that moves, and what is worth a look."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from charts.figures import theme
from charts.figures.spark import spark
from data.tables import PLACES
from indicators.core.board.dry_run import ExaminedFile
from indicators.core.board.plausibility import Odd
from indicators.core.verdicts import Verdicts
from pages.parts.shared import markup
from pages.parts.shared.cards import COLOURS
from pages.parts.shared.marks import mark
from pages.parts.upload.upload_session import Trial
from reports.impact import Moved, Preview

CARDS_AT_MOST = 12
REVISIONS_AT_MOST = 20


def preview(trial: Trial) -> Markup:
    """Cards of what moves, and one of rows and questions."""
    return (
        Markup('<div class="cards">{}{}</div>').format(
            _of_places() if _is_of_places(trial) else cards(trial.preview), _rows(trial)
        )
        + beyond_the_cards(trial.preview)
        + _revisions(trial.dry_run.files)
    )


def _is_of_places(trial: Trial) -> bool:
    """Do all files say something of places, so that no indicator could move?"""
    checked = [file.checked for file in trial.dry_run.files if file.checked is not None]
    return bool(checked) and all(file.contract.table in PLACES for file in checked)


def _of_places() -> Markup:
    return Markup(
        '<article class="card"><div class="title">{}</div><p class="small">No indicator moves: this says which place lies '
        "in which, how deprived it is, or where it lies.</p></article>"
    ).format(markup.link("places", "Places shows it once it is published"))


def cards(consequences: Preview) -> Markup:
    """A card for each indicator that moves, changed directions first."""
    if not consequences.moved:
        return Markup(
            '<article class="card"><div class="title">No indicator moves</div><p class="small">The rows are kept in the '
            "history. Where you expected an indicator to move, check the file's codes and ids.</p></article>"
        )
    return Markup("").join(_card(moved) for moved in consequences.moved[:CARDS_AT_MOST])


def beyond_the_cards(consequences: Preview) -> Markup:
    """The names of those beyond the cards."""
    remaining = consequences.moved[CARDS_AT_MOST:]
    if not remaining:
        return Markup()
    items = Markup("").join(
        Markup("<li>{}: {}</li>").format(moved.title, _change_in_words(moved)) for moved in remaining
    )
    return Markup("<details><summary>And {}</summary><ul>{}</ul></details>").format(
        words.counted(len(remaining), "other indicator"), items
    )


def _card(moved: Moved) -> Markup:
    drawn = ""
    if moved.line:
        colour = COLOURS.get(moved.after.mark, theme.QUIET)
        drawn = markup.picture(spark(moved.line, colour, moved.before.period_end), kind="spark")
    flips = Markup("").join(
        Markup('<p class="small"><strong>{}: {} → {}.</strong></p>').format(
            words.PARTS[flip.part],
            words.lower(words.flip_word(flip, flip.before)),
            words.lower(words.flip_word(flip, flip.after)),
        )
        for flip in moved.flips
    )
    unchanged = Markup('<p class="small">No verdict changes.</p>') if not moved.flips else ""
    on = words.listed([*moved.screens, *(f"the playlist “{name}”" for name in moved.playlists)])
    return Markup(
        '<article class="card"><div class="title">{mark}{link}</div>{values}{drawn}{flips}{unchanged}'
        '<span class="place">On {on}</span></article>'
    ).format(
        mark=mark(moved.after.mark, words.mark(moved.after.mark)),
        link=markup.link("indicator", moved.title, {"indicator": moved.indicator}),
        values=_values(moved),
        drawn=drawn,
        flips=flips,
        unchanged=unchanged,
        on=on,
    )


def _values(moved: Moved) -> Markup:
    before, after = moved.before, moved.after
    if moved.change is None:
        return Markup('<p class="small">Earlier figures or groups change; the latest figure does not.</p>')
    if not after.has_figure:
        return Markup('<div class="value">{} → none<span> · {}</span></div>').format(
            _number(before), words.period_of(before)
        )
    if not before.has_figure:
        return Markup('<div class="value">none → {} <span>{}</span></div>').format(
            _number(after), words.period_of(after)
        )
    now, then = words.period_of(after), words.period_of(before)
    when = now if now == then else f"{then} → {now}"
    unseen = " by less than is shown" if words.figure(before) == words.figure(after) else ""
    revised = f" · revised{unseen}" if before.period == after.period and before.value != after.value else ""
    return Markup('<div class="value">{held} → {new} <span>{unit}{when}{revised}</span></div>').format(
        held=_number(before), new=_number(after), unit=_unit(after), when=when, revised=revised
    )


def _number(verdicts: Verdicts) -> str:
    return words.number_and_unit(verdicts)[0] or words.of_bodies(verdicts)


def _unit(verdicts: Verdicts) -> str:
    unit = words.number_and_unit(verdicts)[1]
    return f"{unit} · " if unit else ""


def _change_in_words(moved: Moved) -> str:
    return words.change_in_words(moved.change) if moved.change else "earlier figures or groups"


def _rows(trial: Trial) -> Markup:
    """How many rows are new, revised, unchanged, older or repeated, and what is worth a look."""
    arrived = [(file.incoming.path.name, line) for file in trial.dry_run.files if (line := _arrived(file))]
    several = len(trial.dry_run.files) > 1
    counts = Markup("").join(
        Markup("<p>{}</p>").format(f"{name}: {line}" if several else line) for name, line in arrived
    )
    looks = [
        f"{declared.title}{_where(odd, trial.dry_run.files)}: {words.odd_in_words(odd, declared)}"
        for declared, odd in trial.preview.odd
        if not odd.asks
    ]
    items = Markup("").join(Markup("<li>{}</li>").format(look) for look in looks)
    worth = Markup("{}<ul>{}</ul>").format(markup.heading("Worth a look", 3), items) if looks else ""
    return Markup('<article class="card"><h3>Rows</h3>{}{}</article>').format(counts, worth)


def _where(odd: Odd, files: Sequence[ExaminedFile]) -> str:
    """The row that it is about, and of which file where there are several."""
    if not odd.row:
        return ""
    name = next((f"{file.incoming.path.name}, " for file in files if file.load == odd.load and len(files) > 1), "")
    return f", {name}row {odd.row:,}"


def _arrived(file: ExaminedFile) -> str:
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


def _revisions(files: tuple[ExaminedFile, ...]) -> Markup:
    """The figures that a row would revise, before and after; of which file, where there are several."""
    revisions = [
        (f"{file.incoming.path.name}, {revised.row:,}" if len(files) > 1 else f"{revised.row:,}", revised)
        for file in files
        if file.arrival
        for revised in file.arrival.revisions
    ]
    if not revisions:
        return Markup()
    body = [
        [row, revised.figure, _plain(revised.before), _plain(revised.after)]
        for row, revised in revisions[:REVISIONS_AT_MOST]
    ]
    shown = f"The first {REVISIONS_AT_MOST} of {len(revisions):,} r" if len(revisions) > REVISIONS_AT_MOST else "R"
    return (
        Markup("<details><summary>{}evised figures</summary>").format(shown)
        + markup.table(["Row", "Figure", "Held", "In the file"], body, "Revised figures", (2, 3))
        + Markup("</details>")
    )


def _plain(value: float | None) -> str:
    return "none" if value is None else f"{value:,.10g}"
