"""What waits for somebody: step changes, loads with questions, overdue actions, old stories, sources that are due."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from charts import words
from charts.facts.views import CONTROL
from data.people.actions import Action
from data.people.stories import About, Story, Subject
from data.periods import in_full
from indicators.core.board import attention
from indicators.core.board.proposed_steps import Proposal
from pages.parts.data import holdings, tabs
from pages.parts.data.holdings import Source
from pages.parts.data.tabs import Tab
from pages.parts.shared import cached, judged, markup
from pages.parts.upload import proposing
from pages.parts.writing import actions, written


def number() -> int:
    """How many things wait."""
    waits = (proposing.waiting(), judged.proposals(), _questioned(), _awaited(), _old_stories(), _overdue())
    return sum(map(len, waits))


def waiting() -> Markup:
    """Each thing that waits, with a link to where it is decided."""
    proposed, questioned, late, old, overdue = judged.proposals(), _questioned(), _awaited(), _old_stories(), _overdue()
    things = number()
    heading = f"{words.counted(things, 'thing')} {'waits' if things == 1 else 'wait'} for somebody." if things else ""
    return (
        tabs.finding(heading or "Nothing waits for anybody.")
        + _proposed_loads()
        + _section("Step changes to approve or decline", [_proposal(proposal) for proposal in proposed])
        + _section("Loads published with questions or notes", [_load(load) for load in questioned])
        + _section("Actions overdue", [_action(action) for action in overdue])
        + _section("Stories older than their figures", [_story(subject, story) for subject, story in old])
        + _section("Sources due or overdue", [_release(source) for source in late])
    )


def _proposed_loads() -> Markup:
    """Loads that wait for an approver or their hour, where there are any that this visit may see."""
    proposed_loads = proposing.waiting()
    lines = [
        Markup('{}<span class="small">{}</span>').format(
            markup.link("upload", load.note, {proposing.ASKED: str(load.id)}), proposing.state(load)
        )
        for load in proposed_loads
    ]
    return _section("Loads to approve, or waiting for their hour", lines) if proposed_loads else Markup()


def _overdue() -> list[Action]:
    return [action for action in written.all_actions() if action.overdue(cached.today())]


def _old_stories() -> list[tuple[Subject, Story]]:
    """Stories since which a newer figure has come."""
    return [(subject, story) for subject, story in written.all_stories().items() if written.since(story.basis).old]


def _action(action: Action) -> Markup:
    line = words.action_line(action, cached.today())
    return Markup('{}<span class="small">{}</span>').format(actions.link(action), line)


def _story(subject: Subject, story: Story) -> Markup:
    """The way to a story; its subject's id where the strategy no longer has it."""
    name = {**cached.titles(), **written.priorities()}.get(subject.id, subject.id)
    link = markup.link(subject.kind, name, {subject.kind.value: subject.id})
    old = words.older_than_figures(written.since(story.basis), subject.kind is About.PRIORITY)
    return Markup('{}<span class="small">{} {}</span>').format(link, words.written_by(story), old)


def _awaited() -> list[Source]:
    """Sources of which a newer figure is due or overdue, with the indicators that wait for it."""
    return holdings.sources(attention.awaited(v for v in judged.verdicts().values() if v.has_figure))


def _questioned() -> list[pd.Series]:
    """Loads in force that somebody published here although something was asked or said of them."""
    every_load = cached.loads()
    loads_published_here = every_load[~every_load["withdrawn"] & (every_load["version_from"] > 1)]
    return [load for _, load in loads_published_here.iterrows() if load["said"] or pd.notna(load["questions"])]


def _section(title: str, items: list[Markup]) -> Markup:
    if not items:
        return markup.heading(title) + tabs.small("None.")
    lines = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
    return markup.heading(f"{title}: {len(items):,}") + Markup('<ul class="waits">{}</ul>').format(lines)


def _proposal(proposal: Proposal) -> Markup:
    title = cached.indicator(proposal.indicator).title
    decide = markup.link("indicator", title, {"indicator": proposal.indicator, "view": CONTROL})
    return Markup(
        '{} <span class="small">New limits are proposed from {}. Approve or decline them there.</span>'
    ).format(decide, in_full(proposal.starts))


def _load(load: pd.Series) -> Markup:
    questions = words.looked_at(int(load["questions"])) if pd.notna(load["questions"]) else ""
    notes = " ".join(part for part in (questions, load["said"] or "") if part)
    link = tabs.to(Tab.LOADS, f"Load {int(load['load_id'])}, {load['file_name']}")
    return Markup('{}<span class="small">{} Published by {}. Keep it or undo it there.</span>').format(
        link, notes, load["who"] or "somebody"
    )


def _release(source: Source) -> Markup:
    late = source.latest_due
    load = markup.link("upload", "Load the next figures")
    return Markup('<strong>{}</strong><span class="small">{}: {}</span>{}{}').format(
        source.title, words.word(late.data), words.reason(late.data, late.declared), load, holdings.indicators(source)
    )
