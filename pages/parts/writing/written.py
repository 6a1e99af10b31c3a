"""What people have written for the strategy that is shown, and how their words are put on a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from markupsafe import Markup

from charts import words
from charts.facts.matrix import WHOLE
from data.people import actions, decisions, stories
from data.people.actions import Action
from data.people.decisions import Decision
from data.people.snapshots import Basis
from data.people.stories import Story, Subject
from indicators.core.board.remembered import MovedOn, moved_on, remembered
from pages.access.role_table import Permission
from pages.parts.shared import cached, judged, people_file, roles
from reports.slides import doing
from reports.slides.deck import Writing


def is_shown() -> bool:
    """May this visit read what people wrote?  The public, where it may read at all, reads figures."""
    return roles.may(Permission.READ_WRITING)


def story_versions(subject: Subject) -> list[Story]:
    """Every version of a story, the newest first."""
    return [] if not is_shown() else people_file.kept(stories.history, subject, otherwise=[])


def all_stories() -> Mapping[Subject, Story]:
    """Every story of the strategy."""
    return {} if not is_shown() else people_file.kept(stories.all_of, cached.strategy().id, otherwise={})


def all_actions() -> list[Action]:
    """Every action of the strategy, overdue first."""
    if not is_shown():
        return []
    every_action = people_file.kept(actions.all_of, cached.strategy().id, otherwise=[])
    return actions.in_order(every_action, cached.today())


def actions_of(indicators: Collection[str] = (), priority: str = "") -> list[Action]:
    """The actions linked to any of some indicators, or to a priority."""
    return doing.about(all_actions(), indicators, priority)


def all_of_it() -> Writing:
    """Every story and every action of the strategy, for slides."""
    return all_stories(), all_actions()


def all_decisions() -> list[Decision]:
    """Every decision of the strategy's board, the latest meeting first."""
    return [] if not is_shown() else people_file.kept(decisions.all_of, cached.strategy().id, otherwise=[])


def priorities() -> dict[str, str]:
    """What an action can be linked to beside indicators, by its key: the priorities, and the whole strategy."""
    strategy = cached.strategy()
    by_key = {part.id: f"{part.label} {part.short}".strip() for part in strategy.priorities}
    return by_key | ({WHOLE: words.whole_name(strategy)} if strategy.of_the_whole else {})


def serving(key: str) -> Sequence[str]:
    """The indicators that serve a priority, or the whole strategy."""
    strategy = cached.strategy()
    return strategy.of_the_whole if key == WHOLE else strategy.serving_priority(key)


def basis(names: Collection[str]) -> Basis:
    """The figures of some indicators that this visit has before it."""
    return remembered(judged.board(), names)


def since(written_for: Basis) -> MovedOn:
    """What has come since, in the version that this visit looks at."""
    return moved_on(written_for, judged.verdicts())


def plain(text: str) -> Markup:
    """Words of a person with their line breaks, as text."""
    return Markup('<p class="written">{}</p>').format(text)
