"""The pieces of the About page."""

from __future__ import annotations

from markupsafe import Markup

from charts import words
from data.periods import in_full
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import mark
from pages.parts.site import frame

VERDICTS = (
    (
        "Direction since the strategy began",
        "The latest figure against up to three years that ended by {baseline}: one year alone may be a high or a low. Where a "
        "yearly file reaches back further than the monthly one, it is used. Months and quarters are compared as whole years. "
        "We say better or worse only where the difference is beyond chance at 99%, or where every month of the last year lies "
        "beyond every month of the first. Cannot tell means that the line swings too widely.",
    ),
    (
        "Lately",
        "For monthly and quarterly figures a control chart with the NHS rules; for five yearly figures in a row the test that "
        "OHID uses. It may differ from the direction: a bad month in a better year.",
    ),
    (
        "Target",
        "A local one if there is one, else a regional or national standard, always with who set it. By months, it is met "
        "where at most one of the last twelve missed it, and not met where at most one reached it. Between is hit or miss. "
        "Yearly figures are judged by their limits. Totals for the whole country are never targets for {place}.",
    ),
    (
        "England",
        "By months, the average difference over the last year, at 99%, or the same side in every one of 24 months: one month "
        "does not decide. By years, whether England's figure lies inside our 95% limits. Counts are not compared: they "
        "depend on how many people there are.",
    ),
    (
        "Gap between groups",
        "Both groups' figures, and whether the gap has changed by more than chance, as a difference and as a ratio. Where the "
        "two disagree we say that it depends how it is counted. Where both groups got worse, that is said first.",
    ),
    (
        "Data",
        "Whether the next figure is out, due, or overdue, worked out from how often it is published and its usual delay.",
    ),
)

METHODS = (
    (
        "Limits",
        "A figure from a sample, or from few events, could easily have come out a little different. 95% limits hold the "
        "values that fit with it. Where the publisher gives limits we use those; otherwise Wilson's for per cents, Byar's or exact "
        "limits for counts and rates.",
    ),
    (
        "Approximate, ours",
        "Limits we had to make from counts that were rounded, or from a rate and a population. They are "
        "marked wherever they are shown, and so is every verdict that rests on them.",
    ),
    (
        "Control chart",
        "The dashed lines are 2.66 times the average step from one point to the next, either side of the mean. "
        "A point outside them, seven in a row on one side, seven in a row rising or falling, or two of three near a line are "
        "unusual. With forty charts, expect about one false alarm in a report or two. No chart is drawn on figures that overlap.",
    ),
    (
        "Step change",
        "Where a run of at least eight figures on one side of the mean still goes on, at least twelve figures follow from its "
        "start, and these show nothing unusual by themselves, new limits are proposed. They are redrawn only when a named "
        "analyst approves it and says why; the chart before is one click away, and the decision can be withdrawn.",
    ),
    (
        "Why this method",
        "One rule picks how the newest figures are judged: a control chart for months and quarters that share nothing, "
        "OHID's trend for five years with limits, and nothing where figures overlap, are too few, follow a change of "
        "definition, are hidden, rare, or are rounded counts under 100. Each indicator's page says which, and why.",
    ),
    (
        "Similar areas",
        "Bodies of the same kind with a figure of the same source and months. A funnel shows how far areas of each size "
        "would differ by chance alone; where they differ by more throughout, its lines are widened and it says so.",
    ),
    (
        "Is this difference more than chance?",
        "Any two figures at 99%: single months against how much months of that line usually differ, other figures by "
        "Newcombe's method from counts, or from their limits.",
    ),
    (
        "Difference since the start",
        "For per cents with counts, Newcombe's method; for other figures, from their limits; for monthly and quarterly "
        "figures, from how much the whole series moves about. At least 36 months or 20 quarters are needed.",
    ),
    (
        "Two files of one publisher",
        "Where a publisher's yearly file and its monthly one differ by over 5% on the same total, nothing that rests on it "
        "is judged until it is known which is right.",
    ),
    (
        "Revisions",
        "When a publisher revises a figure the newest release is shown, and the older one stays in the history with "
        "its date. Where the population behind a rate changed, the line is cut.",
    ),
)

GLOSSARY = (
    ("Denominator", "What a per cent or rate is out of."),
    (
        "Directly standardised rate",
        "A rate as it would be if every place had the same mix of ages, so that places can be compared.",
    ),
    ("Numerator", "What is counted."),
    ("Polarity", "Whether higher or lower is better, or neither."),
    ("Provider", "The organisation that gives a service. It may also serve people from outside {place}."),
    (
        "Sub-ICB",
        "The part of an NHS integrated care board that pays for services for people registered with GPs in one area.",
    ),
    ("Suppressed", "Hidden by the publisher because few people are counted. It does not mean zero."),
    (
        "Rolling figure",
        "A figure that covers, say, twelve months and is published every quarter, so that each shares months with the last.",
    ),
)


def strategy() -> Markup:
    """What the dashboard is about, and what it does not do."""
    strategy_shown = cached.strategy()
    vision = Markup("Its vision: <strong>{}</strong>. ").format(strategy_shown.vision) if strategy_shown.vision else ""
    scope = Markup("{} ").format(strategy_shown.scope) if strategy_shown.scope else ""
    return Markup(
        '<h1 class="finding">How to read this dashboard</h1>'
        '<p style="margin-top:12px">{name} is a strategy for {place}. {vision}{scope}'
        "It answers to the {board}. "
        "These pages show what published figures can and cannot say about whether it is working.</p>"
        "<p>Every figure is a published one, or follows from published counts and is marked so. None is invented, filled in "
        "or scored. There is no single number for the strategy, because one number would hide what is missing. The links "
        "from indicators to its parts are ours and can be changed.</p>"
    ).format(
        name=strategy_shown.name, place=strategy_shown.place, vision=vision, scope=scope, board=strategy_shown.board
    )


def marks() -> Markup:
    items = Markup("").join(
        Markup('<div class="item">{}<span><strong>{}</strong> {}</span></div>').format(
            mark(kind), words.mark(kind), meaning
        )
        for kind, meaning in words.MEANINGS.items()
    )
    return (
        markup.heading("The six marks")
        + items
        + Markup('<p class="small">Marks carry no arrows. An arrow always means the number itself, up or down.</p>')
    )


def verdicts() -> Markup:
    return markup.heading("What each verdict means") + _definitions(VERDICTS)


def methods() -> Markup:
    return markup.heading("Methods in plain English") + _definitions(METHODS)


def glossary() -> Markup:
    return markup.heading("Words") + _definitions(GLOSSARY)


def _definitions(entries: tuple[tuple[str, str], ...]) -> Markup:
    strategy_shown = cached.strategy()
    day = in_full(strategy_shown.baseline_day)
    inside = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, text.format(place=strategy_shown.place, baseline=day))
        for name, text in entries
    )
    return Markup('<dl class="definitions">{}</dl>').format(inside)


def structure() -> Markup:
    """The strategy's own parts, for those who want them in full."""
    strategy_shown = cached.strategy()
    outcomes, priorities = words.plural(strategy_shown)
    update = f"Workstreams of the {strategy_shown.updated} update" if strategy_shown.updated else "Workstreams"
    parts = (
        (outcomes, [outcome.title for outcome in strategy_shown.outcomes]),
        ("Passions", [passion.title for passion in strategy_shown.passions]),
        (priorities, [priority.title for priority in strategy_shown.priorities]),
        ("Guiding principles", [principle.title for principle in strategy_shown.principles]),
        ("Cross-cutting themes", [f"{theme.title}: {theme.about}" for theme in strategy_shown.themes]),
        ("Left shift: three circles", [f"{circle.title}: {circle.about}" for circle in strategy_shown.circles]),
        (
            "What people should be able to say",
            [f"{statement.words} ({statement.who})" for statement in strategy_shown.statements],
        ),
        (update, [stream.title for stream in strategy_shown.workstreams]),
        ("Background", [f"{fact.words} ({fact.source})" for fact in strategy_shown.facts if not fact.priorities]),
    )
    inside = Markup("").join(
        Markup("<details><summary>{} ({})</summary><ul>{}</ul></details>").format(
            name, len(lines), Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
        )
        for name, lines in parts
        if lines
    )
    return markup.heading("The strategy in full") + inside


def accessibility() -> Markup:
    return markup.heading("Accessibility") + Markup(
        "<p>These pages aim at WCAG 2.2 AA. Meaning never rests on colour alone: every verdict has a shape and a word. Every "
        "chart has a text that says what it shows and a table of its figures. Everything can be reached by keyboard; tables "
        "can be skipped. Pages fit a phone and print on A4. A chart's picture, its figures and print are buttons under "
        "it. In a PowerPoint file every chart has the same text, and notes that say how to read it.</p>"
    )


def support() -> Markup:
    return markup.heading("Support") + Markup("<p>{}</p>").format(frame.talk())
