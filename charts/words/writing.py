"""What people write beside the figures: how old it is, how an action stands, what a figure was then and is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from charts.words.brief import fact_word
from charts.words.codes import CODES
from charts.words.counting import counted, have, listed, lower
from charts.words.figures import period, with_unit
from charts.words.newest import figure, newest_period, period_of
from data.people.actions import Action, Change, State
from data.people.snapshots import Snapshot
from data.people.stories import Story
from data.periods import in_full
from indicators.core.board.changes import Part
from indicators.core.board.remembered import MovedOn
from indicators.core.model import Indicator
from indicators.core.verdicts.model import Code, Verdicts

OVERDUE = "overdue"
STATES = {
    State.NOT_STARTED: "Not started",
    State.ON_COURSE: "On course",
    State.OFF_COURSE: "Off course",
    State.DONE: "Done",
    State.DROPPED: "Dropped",
}
DIRECTIONS = {Code.BETTER: "getting better", Code.WORSE: "getting worse"}
NO_CAUSE = "A figure can move for many reasons. This does not show what caused it."
STORY_PARTS = {
    "behind": "What is behind the figures",
    "tried": "What has been tried",
    "next": "What we do next",
    "owner": "Who owns it",
}


def written_by(story: Story) -> str:
    """Who wrote a story's words, and when."""
    authorship = f"Written by {story.written_by} on {in_full(story.written_at.date())}"
    brought = "" if story.at == story.written_at else f", brought back by {story.who} on {in_full(story.at.date())}"
    return f"{authorship}{brought}."


def older_than_figures(moved_on: MovedOn, several: bool) -> str:
    """That the figures, or their verdict, are others by now; else empty.  ``several`` says that it is of many indicators."""
    if not moved_on.moved:
        return "Older than the verdict: the same figures are judged otherwise by now." if moved_on.turned else ""
    if not several:
        since = "a newer one has come since" if moved_on.newer else "this one has been revised since"
        return f"Older than the figures: {since}."
    number = len(moved_on.moved)
    kind = (
        "newer or revised ones"
        if moved_on.newer and moved_on.revised
        else "newer ones"
        if moved_on.newer
        else "revised ones"
    )
    sentence = f"Older than the figures: {counted(number, 'indicator')} {have(number)} {kind}"
    return (
        f"{sentence}, and the direction of {len(moved_on.turned)} has changed." if moved_on.turned else f"{sentence}."
    )


def story_lines(story: Story, old: str) -> list[str]:
    """A story as lines of text: each part under its name, who wrote it, and that it is old where it is."""
    parts = [f"{STORY_PARTS[name]}: {text}" for name, text in vars(story.parts).items() if text]
    return [*parts, " ".join(part for part in (written_by(story), old) if part)]


def beginning(text: str, most: int) -> str:
    """The first words of a text, so many at most; where it is cut, three dots say so."""
    words = text.split()
    return " ".join(words) if len(words) <= most else f"{' '.join(words[:most])} …"


def stands(action: Action, today: date) -> str:
    """How an action stands, in a word or two: overdue before anything else."""
    return OVERDUE if action.overdue(today) else action.plan.state.value


def action_line(action: Action, today: date) -> str:
    """How an action stands, when it is due and who owns it."""
    state = STATES[action.plan.state]
    day = in_full(action.plan.due) if action.plan.due else "no day"
    first = f"Overdue · {lower(state)}" if action.overdue(today) else state
    due = "was due" if action.ended or action.overdue(today) else "due"
    return f"{first} · {due} {day} · {action.plan.owner}"


def actions_in_brief(actions: Iterable[Action], today: date) -> str:
    """How many actions there are, and how many of them stand how: each is counted once, overdue first."""
    count_by_standing = Counter(stands(action, today) for action in actions)
    if not count_by_standing:
        return "No action is entered here yet. Some may be under way."
    counts = [
        f"{count_by_standing[kind]:,} {kind}" for kind in (OVERDUE, *_states_in_order()) if count_by_standing[kind]
    ]
    return f"{counted(count_by_standing.total(), 'action')}: {listed(counts)}."


def _states_in_order() -> tuple[str, ...]:
    """The states in the order in which a board asks for them."""
    return tuple(
        state.value for state in (State.OFF_COURSE, State.ON_COURSE, State.NOT_STARTED, State.DONE, State.DROPPED)
    )


def change_line(change: Change) -> str:
    """What an action said from a moment on."""
    plan = change.plan
    day = in_full(plan.due) if plan.due else "no day"
    why = f" Why: {plan.why}" if plan.why else ""
    sentence = f"{in_full(change.at.date())}, {change.who}: {lower(STATES[plan.state])}, due {day}, {plan.owner}."
    return f"{sentence}{why} “{plan.what}”"


def figure_then(then: Snapshot, indicator: Indicator) -> str:
    """A figure as it was when somebody wrote, with its period and direction."""
    if then.value is None:
        return "figures of several bodies" if then.end else "no figure"
    when = f" in {period((then.start, then.end))}" if then.start and then.end else ""
    return f"{with_unit(then.value, indicator)}{when}, {direction_then(then.direction)}"


def direction_then(code: str) -> str:
    """A direction by the code that is kept of it; the code itself where a later software has no word for it."""
    known = Code(code) if code in set(Code) else None
    return DIRECTIONS.get(known) or lower(CODES[known]) if known in CODES else code


def then_and_now(then: Snapshot, verdicts: Verdicts) -> str:
    """The figure when something was written, and the newest one."""
    before = figure_then(then, verdicts.declared)
    if verdicts.period_end == then.end and verdicts.value == then.value:
        return f"When written: {before}. There is no newer figure."
    if verdicts.period_end == then.end:
        return f"When written: {before}. Revised since: {_newest(verdicts)}."
    return f"When written: {before}. Now: {_newest(verdicts)}."


def _newest(verdicts: Verdicts) -> str:
    """The newest figure, with its direction as the page's facts say it."""
    if verdicts.value is None:
        return f"figures of several bodies to {newest_period(verdicts)}"
    return f"{figure(verdicts)} in {period_of(verdicts)}, {lower(fact_word(Part.DIRECTION, verdicts.direction))}"
