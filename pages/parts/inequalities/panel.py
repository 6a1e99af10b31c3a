"""One measure by one characteristic: its finding, a row a group, how far apart the ends are, the slope over the years."""

from __future__ import annotations

from markupsafe import Markup

from charts.figures import group_levels
from charts.figures.slopes import slopes
from charts.words import inequalities as told
from charts.words.figures import period
from charts.words.sources import cited
from indicators.core.inequalities.model import Breakdown, Gradient, Group, Standing
from indicators.core.verdicts import Mark
from pages.parts.shared import judged, markup
from pages.parts.shared.marks import mark

MARKS = {
    Standing.WORSE: Mark.WORSE,
    Standing.BETTER: Mark.BETTER,
    Standing.SIMILAR: Mark.NO_CHANGE,
    Standing.LOWER: Mark.CHANGED,
    Standing.HIGHER: Mark.CHANGED,
    Standing.NOT_COMPARED: Mark.FIGURE_ONLY,
}


def panel(found: Breakdown, *, unfolded: bool) -> Markup:
    """Everything that is known of one measure by a characteristic: its finding, and what opens in place."""
    when = period((found.now.start, found.now.end))
    title = markup.link("indicator", found.declared.title, {"indicator": found.indicator})
    scale = group_levels.scale(found)
    body = [_row(group, found, scale) for group in found.now.groups]
    caption = f"{found.declared.title} by {told.characteristic(found.dimension)}, {when}"
    return Markup(
        '<section class="by-group"><h2>{} {}</h2><p>{}</p>'
        '<details class="opener"{}><summary>Every group{}</summary>{}{}</details>{}</section>'
    ).format(
        mark(_mark(found)),
        title,
        told.finding(found),
        Markup(" open") if unfolded else "",
        f", {unit}" if (unit := told.unit(found.declared)) else "",
        markup.table(told.group_head(found, scale.low, scale.high), body, caption),
        _below(found),
        _slopes(found),
    )


def _mark(found: Breakdown) -> Mark:
    """Worse where somebody is left behind; the words beside it say who."""
    if not found.now.known_enough:
        return Mark.FIGURE_ONLY
    if found.gradient is not None:
        return Mark.WORSE if found.gradient is Gradient.DEPRIVED_WORSE else Mark.NO_CHANGE
    return Mark.WORSE if found.worse else Mark.NO_CHANGE


def _row(group: Group, found: Breakdown, scale: group_levels.Scale) -> tuple[str, ...]:
    then = found.then.group(group.name) if found.then else None
    declared = found.declared
    drawn = markup.picture(
        group_levels.level(group, then, found.now.everybody, scale),
        told.picture(group, then, declared),
        "two",
    )
    moved = told.moved(found, group.name)
    return (
        told.group_name(group.name, found),
        drawn,
        told.value(group, declared),
        told.value(then, declared) if found.then else "no earlier figure",
        moved or "\N{EN DASH}",
        Markup("{} {}").format(mark(MARKS[group.standing], size=16), told.STANDINGS[group.standing]),
    )


def _below(found: Breakdown) -> Markup:
    """How far apart, the slope, how many are of a known group, what the start is, and of whom all this is."""
    then = f"Start: {period((found.then.start, found.then.end))}." if found.then else ""
    same = found.then is None or any(found.then.group(group.name) for group in found.now.groups)
    lines = [
        told.apart(found.apart, found) if found.apart else "",
        told.slope(found),
        " ".join(part for part in (told.recorded(found), then, "" if same else told.OTHER_GROUPS) if part),
        f"Figures of {found.place.name}. Source: {_source(found)}",
    ]
    said = Markup("<br>").join(line for line in lines if line)
    return Markup('<p class="small">{}</p>').format(said)


def _source(found: Breakdown) -> str:
    """Who published the newest figures by group, of records the extract, and the load that brought them."""
    rows = judged.board().measures(found.indicator)
    own = rows[(rows["area"] == found.place.code) & (rows["dimension"] == found.dimension)]
    newest = own[own["period_end"].dt.date == found.now.end]
    first = newest.sort_values("citation", kind="stable", na_position="last").iloc[0]
    return f"{cited(str(first['citation'] or ''), str(first['source']))} (load {first['load_id']})."


def _slopes(found: Breakdown) -> Markup:
    """The slope of every year, folded: a picture, a table, and what it is."""
    if len(found.slopes) < 2:
        return Markup()
    table = markup.table(told.SLOPE_HEAD, told.slope_rows(found), f"Slope of {found.declared.title}", (1, 2, 3, 4))
    name = f"Slope from {told.slope_rows(found)[-1][1]} to {told.slope_rows(found)[0][1]}"
    return Markup(
        '<details class="opener"><summary>Slope over the years</summary>{}{}<p class="small">{}</p></details>'
    ).format(markup.picture(slopes(found.slopes), name, "two"), table, told.SLOPE)
