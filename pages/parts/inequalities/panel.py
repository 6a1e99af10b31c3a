"""One measure by one characteristic: its finding, a row a group, how far apart the ends are, the slope over the years."""

from __future__ import annotations

from markupsafe import Markup

from charts.figures import group_levels
from charts.figures.slopes import slopes
from charts.words import inequalities as inequality_words
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


def panel(breakdown: Breakdown, *, unfolded: bool) -> Markup:
    """Everything that is known of one measure by a characteristic: its finding, and what opens in place."""
    when = period((breakdown.now.start, breakdown.now.end))
    title = markup.link("indicator", breakdown.declared.title, {"indicator": breakdown.indicator})
    scale = group_levels.scale(breakdown)
    body = [_row(group, breakdown, scale) for group in breakdown.now.groups]
    caption = f"{breakdown.declared.title} by {inequality_words.characteristic(breakdown.dimension)}, {when}"
    return Markup(
        '<section class="by-group"><h2>{} {}</h2><p>{}</p>'
        '<details class="opener"{}><summary>Every group{}</summary>{}{}</details>{}</section>'
    ).format(
        mark(_mark(breakdown)),
        title,
        inequality_words.finding(breakdown),
        Markup(" open") if unfolded else "",
        f", {unit}" if (unit := inequality_words.unit(breakdown.declared)) else "",
        markup.table(inequality_words.group_head(breakdown, scale.low, scale.high), body, caption),
        _below(breakdown),
        _slopes(breakdown),
    )


def _mark(breakdown: Breakdown) -> Mark:
    """Worse where somebody is left behind; the words beside it say who."""
    if not breakdown.now.known_enough:
        return Mark.FIGURE_ONLY
    if breakdown.gradient is not None:
        return Mark.WORSE if breakdown.gradient is Gradient.DEPRIVED_WORSE else Mark.NO_CHANGE
    return Mark.WORSE if breakdown.worse else Mark.NO_CHANGE


def _row(group: Group, breakdown: Breakdown, scale: group_levels.Scale) -> tuple[str, ...]:
    then = breakdown.then.group(group.name) if breakdown.then else None
    declared = breakdown.declared
    drawn = markup.picture(
        group_levels.level(group, then, breakdown.now.everybody, scale),
        inequality_words.picture(group, then, declared),
        "two",
    )
    moved = inequality_words.moved(breakdown, group.name)
    return (
        inequality_words.group_name(group.name, breakdown),
        drawn,
        inequality_words.value(group, declared),
        inequality_words.value(then, declared) if breakdown.then else "no earlier figure",
        moved or "\N{EN DASH}",
        Markup("{} {}").format(mark(MARKS[group.standing], size=16), inequality_words.STANDINGS[group.standing]),
    )


def _below(breakdown: Breakdown) -> Markup:
    """How far apart, the slope, how many are of a known group, what the start is, and of whom all this is."""
    then = f"Start: {period((breakdown.then.start, breakdown.then.end))}." if breakdown.then else ""
    same = breakdown.then is None or any(breakdown.then.group(group.name) for group in breakdown.now.groups)
    lines = [
        inequality_words.apart(breakdown.apart, breakdown) if breakdown.apart else "",
        inequality_words.slope(breakdown),
        " ".join(
            part
            for part in (inequality_words.recorded(breakdown), then, "" if same else inequality_words.OTHER_GROUPS)
            if part
        ),
        f"Figures of {breakdown.place.name}. Source: {_source(breakdown)}",
    ]
    sentences = Markup("<br>").join(line for line in lines if line)
    return Markup('<p class="small">{}</p>').format(sentences)


def _source(breakdown: Breakdown) -> str:
    """Who published the newest figures by group, of records the extract, and the load that brought them."""
    rows = judged.board().measures(breakdown.indicator)
    breakdown_rows = rows[(rows["area"] == breakdown.place.code) & (rows["dimension"] == breakdown.dimension)]
    newest = breakdown_rows[breakdown_rows["period_end"].dt.date == breakdown.now.end]
    first = newest.sort_values("citation", kind="stable", na_position="last").iloc[0]
    return f"{cited(str(first['citation'] or ''), str(first['source']))} (load {first['load_id']})."


def _slopes(breakdown: Breakdown) -> Markup:
    """The slope of every year, folded: a picture, a table, and what it is."""
    if len(breakdown.slopes) < 2:
        return Markup()
    table = markup.table(
        inequality_words.SLOPE_HEAD,
        inequality_words.slope_rows(breakdown),
        f"Slope of {breakdown.declared.title}",
        (1, 2, 3, 4),
    )
    name = (
        f"Slope from {inequality_words.slope_rows(breakdown)[-1][1]} to {inequality_words.slope_rows(breakdown)[0][1]}"
    )
    return Markup(
        '<details class="opener"><summary>Slope over the years</summary>{}{}<p class="small">{}</p></details>'
    ).format(markup.picture(slopes(breakdown.slopes), name, "two"), table, inequality_words.SLOPE)
