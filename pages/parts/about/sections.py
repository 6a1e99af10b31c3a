"""The pieces of the About page."""

from __future__ import annotations

from charts.facts.matrix import LEGENDS, View
from charts.words import TALK
from pages.parts.site import frame
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import mark

MEANINGS = {
    "Getting worse": "The latest level differs from the level when the strategy began, by more than chance, and the wrong way.",
    "Getting better": "The same, the right way.",
    "Changed, not judged": "It differs by more than chance, but neither way is better.",
    "No clear change": "Within the usual ups and downs. The level may still not be good enough.",
    "A figure, no direction yet": "Too few figures, figures that overlap or are older than the strategy, or no limits published.",
    "No figure": "None is held for Leeds, or the number is hidden to protect people. Hidden does not mean zero.",
}

VERDICTS = (
    (
        "Direction since the strategy began",
        "The latest figure against the last one that ended by 31 March 2020, or else the first inside the strategy. Monthly and "
        "quarterly figures are compared as whole years, so that no season speaks. We say better or worse only where the "
        "difference is beyond chance at 99%, allowing for neighbouring months that move together.",
    ),
    (
        "Lately",
        "For monthly and quarterly figures a control chart with the NHS rules; for five yearly figures in a row the test that "
        "OHID uses. It may differ from the direction: a bad month in a better year.",
    ),
    (
        "Target",
        "Leeds' own if there is one, else a regional or national standard, always with who set it. Hit or miss means "
        "that usual ups and downs carry it to either side. Totals for the whole country are never targets for Leeds.",
    ),
    (
        "England",
        "England's figure of the same period lies inside our 95% limits (similar) or outside (better or worse). "
        "Counts are not compared: they depend on how many people there are.",
    ),
    (
        "Gap between groups",
        "Both groups' figures, and whether the difference between them has changed by more than chance.",
    ),
    (
        "Data",
        "Whether the next figure is out, due, or overdue, reckoned from how often it is published and its usual delay.",
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
        "For per cents with counts, Newcombe's method; for other figures, from their limits; for "
        "monthly and quarterly figures, from how much the whole series moves about.",
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
    ("Provider", "The organisation that gives a service. It may also serve people from outside Leeds."),
    (
        "Sub-ICB",
        "The part of NHS West Yorkshire that pays for services for people registered with Leeds GPs; formerly NHS Leeds CCG.",
    ),
    ("Suppressed", "Hidden by the publisher because few people are counted. It does not mean zero."),
    (
        "Rolling figure",
        "A figure that covers, say, twelve months and is published every quarter, so that each shares months with the last.",
    ),
)


def strategy() -> str:
    found = cached.strategy()
    return (
        f'<h1 class="finding">How to read this dashboard</h1>'
        f'<p style="margin-top:12px">{markup.text(found.name)} is a strategy for the whole city. Its vision: '
        f"<strong>{markup.text(found.vision)}</strong>. {markup.text(found.scope)} The {markup.text(found.board)} watches over it. "
        "These pages show what published figures can and cannot say about whether it is working.</p>"
        "<p>Every figure is a published one, or follows from published counts and says so. None is invented, filled in "
        "or scored: there is no single number for the "
        "strategy, because one number would hide what is missing. Links from indicators to outcomes and priorities are ours, "
        "since the strategy publishes none, and can be changed.</p>"
    )


def marks() -> str:
    items = "".join(
        f'<div class="item">{mark(of)}<span><strong>{markup.text(words)}</strong> {markup.text(MEANINGS[words])}</span></div>'
        for of, words in LEGENDS[View.DIRECTION].items()
    )
    return (
        markup.heading("The six marks")
        + items
        + '<p class="small">Marks carry no arrows. An arrow always means the number itself, up or down.</p>'
    )


def verdicts() -> str:
    return markup.heading("What each verdict means") + _definitions(VERDICTS)


def methods() -> str:
    return markup.heading("Methods in plain English") + _definitions(METHODS)


def glossary() -> str:
    return markup.heading("Words") + _definitions(GLOSSARY)


def _definitions(entries: tuple[tuple[str, str], ...]) -> str:
    inside = "".join(f"<dt>{markup.text(name)}</dt><dd>{markup.text(words)}</dd>" for name, words in entries)
    return f'<dl class="definitions">{inside}</dl>'


def structure() -> str:
    """The strategy's own parts, for those who want them in full."""
    found = cached.strategy()
    parts = (
        ("Outcomes", [outcome.title for outcome in found.outcomes]),
        ("Passions", [passion.title for passion in found.passions]),
        ("Priorities", [priority.title for priority in found.priorities]),
        ("Guiding principles", [principle.title for principle in found.principles]),
        ("Cross-cutting themes", [f"{theme.title}: {theme.about}" for theme in found.themes]),
        ("Left shift: three circles", [f"{circle.title}: {circle.about}" for circle in found.circles]),
        (
            "What people should be able to say",
            [f"{statement.words} ({statement.who})" for statement in found.statements],
        ),
        (f"Workstreams of the {found.updated} update", [stream.title for stream in found.workstreams]),
    )
    inside = "".join(
        f"<details><summary>{markup.text(name)} ({len(lines)})</summary><ul>"
        f"{''.join(f'<li>{markup.text(line)}</li>' for line in lines)}</ul></details>"
        for name, lines in parts
    )
    return markup.heading("The strategy in full") + inside


def accessibility() -> str:
    return (
        markup.heading("Accessibility")
        + "<p>These pages aim at WCAG 2.2 AA. Meaning never rests on colour alone: every verdict has a shape and a word. Every "
        "chart has a text that says what it shows and a table of its figures. Everything can be reached by keyboard; tables "
        "can be skipped. Pages fit a phone and print on A4. A chart's picture, its figures and print are buttons under "
        "it. In a PowerPoint file every chart has the same text, and notes that say how to read it.</p>"
    )


def support() -> str:
    return markup.heading("Support") + f"<p>{frame.with_calls(TALK)}</p>"
