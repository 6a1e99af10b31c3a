"""A place in its parts, in sentences and in the cells of a list and a table."""

from __future__ import annotations

from collections.abc import Sequence

from charts.facts.parts import Classed, Step
from charts.words import figures
from charts.words.counting import counted, listed, lower, upper
from charts.words.figures import exactly, number, period
from charts.words.represented import signed
from charts.words.table import why_not
from indicators.core.places.model import COUNCIL, WARD, Figure, Geography, Layer, Level, Missing, Part, Subject

KINDS = {WARD: ("ward", "wards"), COUNCIL: ("council", "councils")}
DEPRIVED = "in the most deprived tenth of England"
MISSING: dict[str, str] = {
    Missing.DIVIDED: "cannot say: a neighbourhood of then is divided between wards now",
    Missing.NEIGHBOURHOODS: "cannot say: not every neighbourhood is held",
    Missing.NO_ROW: "no figure held",
}
ILLUSTRATIVE = "Illustrative: these are no real figures."
CANNOT_SAY = "cannot say"
NO_PARTS = (
    "Nothing says which parts {place} is made of. Load the lookup of neighbourhoods to wards of the Office for National "
    "Statistics (a file with the columns lsoa21_code, ward24_code and ltla24_code) on the page Upload."
)
NO_COUNCIL = "No council stands for {place}, so it has no parts to show."
NO_EARLIER = "No earlier figure by part is held."
NO_FIGURES = "No figure is held by part of {place}."
NO_SHAPES = (
    "No map of these {parts} is held, so they are in the list only. Load one on the page Upload: boundaries as GeoJSON with "
    "each code in a property named code, or equal hexagons as hexjson by code."
)
HOW_TO_READ = (
    "The stronger the colour, the higher. The number is a place in the list: 1 is the highest, and equal figures share one. "
    "Each class is a fifth of the parts, as far as equal figures allow."
)
BY_CHANCE = "Figures of small areas move by chance: look at the limits before making anything of a place in the list."
HIDDEN = "Hatched: no figure is shown, which does not mean zero."
SENSITIVE = "Figures of suicide and self-harm are never shown below a council: they would be of very few people."
DEPRIVATION = (
    "The share of a ward's neighbourhoods (LSOAs, of about 1,500 people) that are in the most deprived tenth of England. "
    "We counted it from the index of each neighbourhood; each is placed in the ward that fits it best. The index "
    "ranks neighbourhoods against each other, so a change may come from others. It is of areas: not everybody in a "
    "deprived area is deprived."
)
RESIDENTS = "People who live there, added up from neighbourhoods. {perturbed}"
GROUP = "The share of people who live there who are in this group, added up from neighbourhoods. {perturbed}"
PERTURBED = "A census changes small counts a little to protect people, so that parts may not add up to the whole."


def nothing(geography: Geography, place: str) -> str:
    """Why there is nothing to show of a place in its parts."""
    if geography.parts:
        return NO_FIGURES.format(place=place)
    return (NO_PARTS if geography.below_council else NO_COUNCIL).format(place=place)


def title(layer: Layer) -> str:
    """What a layer is called, in the choice and over its map."""
    if layer.declared is not None:
        return layer.declared.title
    if layer.subject is Subject.DEPRIVATION:
        return "Deprivation"
    return (
        "Residents"
        if layer.subject is Subject.RESIDENTS
        else f"{layer.key.partition(':')[0].capitalize()}: {short(layer.group)}"
    )


def short(group: str) -> str:
    """A group of the census by its first words: "Asian, Asian British or Asian Welsh" is "Asian"."""
    return group.partition(",")[0].partition(" or Multiple")[0]


def parts(geography: Geography, many: int = 2) -> str:
    return KINDS[geography.kind][many != 1]


def when(level: Level) -> str:
    """The year or the period of figures."""
    return str(level.when) if isinstance(level.when, int) else period(level.when)


# Findings ---------------------------------------------------------------------------------------------


def finding(layer: Layer, geography: Geography, order: Classed, place: str) -> str:
    """Which part has the highest figure and which the lowest, of what and when."""
    known = {part.code: part for part in geography.parts if part.code in order.ranks}
    first = min(known.values(), key=lambda part: order.ranks[part.code])
    top = _with_its_equals(first, order, layer)
    if layer.subject is Subject.DEPRIVATION:
        return _deprivation(layer, geography, place, top)
    last = max(known.values(), key=lambda part: order.ranks[part.code])
    least = _with_its_equals(last, order, layer)
    if layer.subject is Subject.RESIDENTS:
        return f"Most people live in {top}, fewest in {least}, {when(layer.now)}."
    return f"{about(layer)}: highest in {top}, lowest in {least}, {when(layer.now)}."


def _with_its_equals(part: Part, order: Classed, layer: Layer) -> str:
    """A part with its figure, and how many others have the same."""
    others = [*order.ranks.values()].count(order.ranks[part.code]) - 1
    return f"{part.name}{f' and {others:,} more' if others else ''} ({_whole(layer, part)})"


def _whole(layer: Layer, part: Part) -> str:
    """A known figure with its whole unit."""
    amount = layer.now.known[part.code]
    return with_unit(layer, amount) if layer.declared is None else figures.with_unit(amount, layer.declared)


def _deprivation(layer: Layer, geography: Geography, place: str, top: str) -> str:
    known = [figure for figure in layer.now.figures.values() if figure.value is not None]
    most, total = (int(sum(getattr(figure, side) or 0 for figure in known)) for side in ("numerator", "denominator"))
    none = sum(figure.value == 0 for figure in known)
    neighbourhoods = (
        f"neighbourhoods of {place}" if len(known) == len(geography.parts) else "neighbourhoods that can be counted"
    )
    return (
        f"{most:,} of {total:,} {neighbourhoods} are {DEPRIVED} ({when(layer.now)}). Highest share: {top}. "
        f"None in {none} of {counted(len(known), *KINDS[geography.kind])}."
    )


def about(layer: Layer) -> str:
    """What the figures are, in full."""
    if layer.declared is not None:
        return layer.declared.title
    if layer.subject is Subject.DEPRIVATION:
        return f"Neighbourhoods {DEPRIVED}"
    return "People who live here" if layer.subject is Subject.RESIDENTS else f"{layer.group}, share of residents"


def explained(layer: Layer) -> str:
    """What the figures are, how they were made, and what they do not say."""
    if layer.declared is not None:
        return layer.declared.definition
    if layer.subject is Subject.DEPRIVATION:
        return DEPRIVATION
    perturbed = PERTURBED if any("Census" in cited for cited, _ in layer.now.sources) else ""
    return (RESIDENTS if layer.subject is Subject.RESIDENTS else GROUP).format(perturbed=perturbed).strip()


def source(level: Level) -> str:
    """Where figures were published, and the load that brought them; that they are illustrative, where they are."""
    loads: dict[str, list[str]] = {}
    for cited, load in sorted(level.sources, key=lambda cited_load: (cited_load[0], cited_load[1] or 0)):
        loads.setdefault(cited.rstrip("."), []).extend([str(load)] if load else [])
    citations = [
        f"{cited} (load{'s' if len(load_numbers) > 1 else ''} {listed(load_numbers)})." if load_numbers else f"{cited}."
        for cited, load_numbers in loads.items()
    ]
    made_up = f" {ILLUSTRATIVE}" if level.illustrative else ""
    return f"{when(level)}: {' '.join(citations) or 'source not stated.'}{made_up}"


def picture(layer: Layer, geography: Geography, form: str, order: Classed) -> str:
    """What a map shows, for those who cannot see it."""
    named = {part.code: part.name for part in geography.parts}
    ranked = sorted(order.ranks, key=lambda code: order.ranks[code])
    ends = [f"{named[code]} {value(layer, layer.now, code)}" for code in (*ranked[:3], *ranked[-1:])]
    drawn = "by their boundaries" if form == "boundary" else "as equal hexagons"
    return (
        f"{upper(parts(geography))} {drawn}, {lower(about(layer))}, {when(layer.now)}. Highest: {listed(ends[:-1])}. "
        f"Lowest: {ends[-1]}. The list holds the same figures."
    )


def missing(level: Level, geography: Geography) -> list[str]:
    """Why parts have no figure, each reason once with the parts of which it holds."""
    reasons: dict[str, list[str]] = {}
    for part in geography.parts:
        figure = level.figures[part.code]
        if figure.value is None:
            reasons.setdefault(reason(figure), []).append(part.name)
    return [f"{listed(names)}: {reason_text}." for reason_text, names in reasons.items()]


def how_to_read(order: Classed) -> str:
    """How the map is read."""
    return f"{HOW_TO_READ} {HIDDEN}" if order.without else HOW_TO_READ


def caution(layer: Layer) -> list[str]:
    """What the order of parts does not say."""
    return [BY_CHANCE] if layer.declared is not None else []


# Cells ------------------------------------------------------------------------------------------------


def reason(figure: Figure) -> str:
    """Why a part has no figure."""
    return MISSING.get(figure.reason) or why_not(figure.reason)


def value(layer: Layer, level: Level, code: str) -> str:
    """A part's figure as it is said, or why there is none."""
    figure = level.figures[code]
    if figure.value is None:
        return CANNOT_SAY if figure.reason in MISSING else why_not(figure.reason)
    return with_unit(layer, figure.value)


def with_unit(layer: Layer, amount: float) -> str:
    """A number in the unit of its layer."""
    if layer.declared is not None:
        return exactly(amount, layer.declared)
    return number(amount, 0) if layer.subject is Subject.RESIDENTS else f"{number(amount, 1 if amount else 0)}%"


def step(layer: Layer, part_class: Step, geography: Geography) -> str:
    """A class in the legend: from what to what, and of how many parts."""
    ends = [with_unit(layer, part_class.least)] + (
        [with_unit(layer, part_class.most)] if part_class.most != part_class.least else []
    )
    return f"{' to '.join(ends)} ({counted(part_class.parts, *KINDS[geography.kind])})"


def table_head(layer: Layer, geography: Geography) -> Sequence[str]:
    """The heads of the table of every figure."""
    earlier = when(layer.then) if layer.then else ""
    return upper(parts(geography, 1)), "Place in the list", when(layer.now), "95% limits", "Counts", earlier, "Change"


def row(layer: Layer, part: Part, order: Classed) -> Sequence[str]:
    """A part's row of the table."""
    figure = layer.now.figures[part.code]
    limits = " to ".join(with_unit(layer, limit) for limit in figure.limits) if figure.limits else ""
    counts = figure.numerator is not None and figure.denominator is not None
    out_of = f"{figure.numerator:,.0f} of {figure.denominator:,.0f}" if counts else ""
    before = value(layer, layer.then, part.code) if layer.then else ""
    return (
        part.name,
        order.place(part.code),
        value(layer, layer.now, part.code),
        limits,
        out_of,
        before,
        changed(layer, part.code),
    )


def changed(layer: Layer, code: str) -> str:
    """By how much a part's figure moved since the earlier one; empty where there is no earlier time."""
    if layer.then is None:
        return ""
    now, then = (level.figures[code].value for level in (layer.now, layer.then))
    if now is None or then is None:
        return CANNOT_SAY
    percent = layer.subject is not Subject.INDICATOR or (layer.declared is not None and layer.declared.unit == "%")
    return f"{signed(now - then)}{' points' if percent else ''}"
