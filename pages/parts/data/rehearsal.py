"""The check before a meeting: what on its agenda is late, missing, broken or waits, each with the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from charts.facts.views import CONTROL
from data.people.stories import Subject
from indicators.core.verdicts import Code
from pages.parts.shared import cached, judged, markup
from pages.parts.writing import actions, written
from reports.playlists import Shown
from reports.slides import deck


def check(agenda: Shown | None) -> Markup:
    """One list; of the slides where an agenda is chosen, and of actions and proposals in any case."""
    things = [*_of_slides(agenda), *_overdue(), *_proposed()]
    none = "" if agenda else "Choose an agenda to check its slides too. "
    if not things:
        return Markup('<p class="small">{}Nothing to see to before the meeting.</p>').format(none)
    lines = Markup("").join(
        Markup('<li>{}<span class="small">{}</span></li>').format(link, reason) for link, reason in things
    )
    return Markup('<p class="small">{}{} to see to before the meeting.</p><ul class="waits">{}</ul>').format(
        none, words.upper(words.counted(len(things), "thing")), lines
    )


def _of_slides(agenda: Shown | None) -> list[tuple[Markup, str]]:
    if agenda is None:
        return []
    names = list(dict.fromkeys(slide.get("indicator") for slide in agenda.slides))
    known = [name for name in names if name in judged.verdicts()]
    return [*_broken(agenda), *_without(known), *_late(known), *_old(agenda)]


def _broken(agenda: Shown) -> list[tuple[Markup, str]]:
    """Slides whose page or view is no longer there."""
    return [
        (
            markup.link("present", f"Slide {number}", {"playlist": agenda.key, "slide": str(number)}),
            "Broken: it shows a view that no longer exists.",
        )
        for number, slide in enumerate(agenda.slides, start=1)
        if not deck.is_there(judged.board(), slide)
    ]


def _indicator(name: str) -> Markup:
    return markup.link("indicator", cached.titles()[name], {"indicator": name})


def _without(names: Sequence[str]) -> list[tuple[Markup, str]]:
    return [
        (_indicator(name), f"No figure. Needed from: {cached.indicator(name).owner}.")
        for name in names
        if not judged.verdicts()[name].has_figure
    ]


def _late(names: Sequence[str]) -> list[tuple[Markup, str]]:
    """Figures that are overdue; those that wait for the same release in one line."""
    verdicts, late_by_reason = judged.verdicts(), dict[str, list[str]]()
    for name in names:
        if verdicts[name].has_figure and verdicts[name].data.code is Code.OVERDUE:
            late_by_reason.setdefault(words.reason(verdicts[name].data, cached.indicator(name)), []).append(name)
    return [
        (markup.listed([_indicator(name) for name in late]), f"{words.word(verdicts[late[0]].data)}. {reason}")
        for reason, late in late_by_reason.items()
    ]


def _old(agenda: Shown) -> list[tuple[Markup, str]]:
    """Stories of what is on the agenda that are older than their figures."""
    shown = {slide.get(slide.page) for slide in agenda.slides}
    return [
        (_of(subject), words.older_than_figures(since, len(story.basis.figures) > 1))
        for subject, story in written.all_stories().items()
        if subject.id in shown and (since := written.since(story.basis)).old
    ]


def _of(subject: Subject) -> Markup:
    name = {**cached.titles(), **written.priorities()}.get(subject.id, subject.id)
    return markup.link(subject.kind, f"Story: {name}", {subject.kind.value: subject.id})


def _overdue() -> list[tuple[Markup, str]]:
    today = cached.today()
    return [
        (actions.link(action), words.action_line(action, today))
        for action in written.all_actions()
        if action.overdue(today)
    ]


def _proposed() -> list[tuple[Markup, str]]:
    return [
        (
            markup.link(
                "indicator", cached.titles()[proposal.indicator], {"indicator": proposal.indicator, "view": CONTROL}
            ),
            "A step change waits for approval.",
        )
        for proposal in judged.proposals()
    ]
