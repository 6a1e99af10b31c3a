"""All slides of a talk as a grid, each by its name, small line and newest figure."""

from __future__ import annotations

from markupsafe import Markup

from charts import words
from charts.figures import marks as drawings
from charts.figures.spark import spark
from data.people.playlists import Address
from indicators.core.verdicts import Verdicts
from pages.parts.shared import cached, judged, markup
from pages.parts.shared.marks import row
from pages.parts.site import frame
from reports.playlists import Shown
from reports.slides import deck


def grid(shown: Shown, current: int, readings: str) -> Markup:
    """All slides by name, each a way to it; ``readings`` is what the link says of readings, to be kept."""
    items = Markup("").join(_tile(shown, number, number == current, readings) for number in range(len(shown.slides)))
    titles = cached.titles()
    support = frame.support_for([name for slide in shown.slides if (name := slide.get("indicator")) in titles])
    return Markup(
        '{support}<h1 class="slide-finding">{name}: {counted}</h1>'
        '<nav class="slides-grid" aria-label="All slides">{items}</nav>'
    ).format(support=support, name=shown.name, counted=words.counted(len(shown.slides), "slide"), items=items)


def _tile(shown: Shown, number: int, current: bool, readings: str) -> Markup:
    """A slide in little: its number and name, the small line of its indicator, and the newest figure."""
    slide = shown.slides[number]
    verdicts = judged.verdicts().get(slide.get("indicator"))
    link = {"playlist": shown.key, "slide": str(number + 1)}
    if readings:
        link["readings"] = readings
    attributes = {"aria_current": "true"} if current else {}
    inside = Markup('<span class="tile-name"><span class="small">{}</span> {}{}</span>{}').format(
        number + 1,
        markup.picture(drawings.svg(verdicts.mark, 18), words.mark(verdicts.mark)) + " " if verdicts else "",
        deck.title(judged.board(), slide),
        _thumbnail(verdicts) if verdicts else _marks(slide),
    )
    return markup.wrapped("present", inside, link, **attributes)


def _thumbnail(verdicts: Verdicts) -> Markup:
    line = judged.trend_of(verdicts.indicator)
    drawn = line is not None and not line.side_by_side
    picture = markup.picture(spark(line, beside=True), kind="spark") if line and drawn else Markup()
    latest_figure = words.latest(verdicts) if verdicts.has_figure else "no figure"
    return Markup('{}<span class="small">{}</span>').format(picture, latest_figure)


def _marks(slide: Address) -> Markup:
    """The marks of the indicators that a slide of an outcome, a priority or the strategy is about."""
    strategy, verdicts = cached.strategy(), judged.verdicts()
    names = {
        "outcome": strategy.serving_outcome(slide.get("outcome")),
        "priority": strategy.serving_priority(slide.get("priority")),
    }.get(slide.page, ())
    return row([verdicts[name] for name in names], cached.titles()) if names else Markup()
