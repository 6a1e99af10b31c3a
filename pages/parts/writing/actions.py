"""What we are doing about an indicator or a part of the strategy: its actions, overdue first, and whether figures moved."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from markupsafe import Markup

from charts import words
from data.people.actions import Action
from pages.access.role_table import Permission
from pages.parts.lists import tabs
from pages.parts.lists.tabs import Tab
from pages.parts.shared import by_itself, cached, judged, markup, roles
from pages.parts.writing import action_form, written

HEADING = "What we are doing"
AT_MOST = 4
SHORT = 160


def of_indicator(name: str) -> None:
    """The actions linked to an indicator, and for those whose day is past what became of its figure."""
    _show(written.actions_of([name]), (name,), ())


def of_part(key: str, names: Collection[str]) -> None:
    """The actions linked to a priority or to any of its indicators; a new one is linked to the priority."""
    _show(written.actions_of(names, key), (), (key,))


def of_indicators(names: Collection[str]) -> None:
    """The actions linked to any of some indicators."""
    _show(written.actions_of(names), (), ())


def _show(of_this: Sequence[Action], indicators: tuple[str, ...], priorities: tuple[str, ...]) -> None:
    if not written.is_shown():
        return
    lines = Markup("").join(_line(action, indicators) for action in of_this[:AT_MOST])
    compared = any(_past(action) and any(action.basis.of(name) for name in indicators) for action in of_this[:AT_MOST])
    cause = Markup('<p class="small">{}</p>').format(words.NO_CAUSE) if compared else Markup()
    inside = Markup('<ul class="waits">{}</ul>{}').format(lines, cause) if lines else _none()
    remaining = len(of_this) - AT_MOST
    rest = tabs.link(Tab.DOING, f"and {words.counted(remaining, 'other')}") if remaining > 0 else ""
    kind = "beside" if lines else "beside noprint"
    markup.show(Markup('<div class="{}">{}{}{}</div>').format(kind, markup.heading(HEADING), inside, rest))
    if roles.may(Permission.WRITE_ACTIONS, *indicators, *priorities):
        _offer(indicators, priorities)


def in_a_line() -> Markup:
    """What we are doing, in one line with the way to every action."""
    how_many = words.actions_in_brief(written.all_actions(), cached.today())
    way = tabs.link(Tab.DOING, "All actions")
    return Markup('<p class="small"><b>{}</b>: {} {}</p>').format(HEADING, how_many, way)


@by_itself.drawn()
def _offer(indicators: tuple[str, ...], priorities: tuple[str, ...]) -> None:
    action_form.new(indicators, priorities)


def _none() -> Markup:
    return Markup('<p class="small">No action is entered here yet. Some may be under way.</p>')


def link(action: Action) -> Markup:
    """The way to an action, by what it says."""
    text = " ".join(action.plan.what.split())
    name = text if len(text) <= SHORT else f"{text[:SHORT]}…"
    return tabs.link(Tab.DOING, name, {"action": str(action.id)})


def _line(action: Action, indicators: Sequence[str]) -> Markup:
    state = words.action_line(action, cached.today())
    moved = Markup("").join(figure_since(action, name) for name in indicators) if _past(action) else Markup()
    return Markup('<li>{}<span class="small">{}</span>{}</li>').format(link(action), state, moved)


def _past(action: Action) -> bool:
    """Is it time to ask whether the figure moved?"""
    return action.ended or action.overdue(cached.today())


def figure_since(action: Action, name: str) -> Markup:
    """An indicator's figure when an action was written, and now; nothing where none was kept."""
    then, now = action.basis.of(name), judged.verdicts().get(name)
    if then is None or now is None:
        return Markup()
    return Markup('<span class="small">{}</span>').format(words.then_and_now(then, now))
