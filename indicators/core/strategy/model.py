"""A strategy: its place and the bodies that stand for it, its outcomes, priorities and targets, and what serves them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from indicators.core.model import Role
from indicators.core.strategy.entry import Entry
from indicators.core.strategy.target_model import ContextTotal, Target, leading


@dataclass(frozen=True)
class Timeline:
    """The days that verdicts on direction rest on: when the strategy starts, and by when its baseline ends."""

    starts: date
    baseline_day: date


class Body(Entry):
    """A body or area that stands for the place, by its role and canonical code."""

    role: Annotated[Role, Field(strict=False)]
    code: str
    name: str


class Wording(Entry):
    """What the strategy itself calls its outcomes and priorities."""

    outcome: str = "outcome"
    outcomes: str = "outcomes"
    priority: str = "priority"
    priorities: str = "priorities"


class Support(Entry):
    """Whom to talk to: a line to call or text, or a site that lists local support, for everybody or for some."""

    name: str
    contact: str = ""
    how: Literal["call", "text", "site"] = "call"
    link: str = ""
    note: str = ""
    who: str = ""


class Part(Entry):
    """An outcome or a priority: ``label`` is its number or letter, for people; ``id`` is never shown.

    ``about`` names suicide or self-harm where its own title does.  ``aim_shown_by`` names those of its indicators that say
    most directly whether its aim is met: while none of them has a figure, its finding says that first.
    """

    id: str
    title: str
    short: str
    label: str = ""
    why: str = ""
    about: tuple[Literal["suicide", "self-harm"], ...] = ()
    aim_shown_by: tuple[str, ...] = ()


class Outcome(Part):
    """What should become true for people."""


class Priority(Part):
    """What the partnership works on; ``basis`` says who placed it under its passion, the strategy or we."""

    passion: str = ""
    basis: Literal["explicit", "inferred"] = "explicit"
    also: tuple[str, ...] = ()


class Passion(Entry):
    """One of the strategy's broad areas of work."""

    id: str
    title: str
    short: str


class Theme(Entry):
    """Something that runs through the whole strategy."""

    id: str
    title: str
    about: str


class Circle(Entry):
    """How far upstream an indicator looks: promotion, prevention, or support and treatment."""

    id: str
    title: str
    about: str


class MeasureKind(Entry):
    """One of the kinds of measure, in the strategy's words."""

    id: Literal["feel", "service", "population", "process"]
    title: str
    about: str


class Principle(Entry):
    """How the work should be done."""

    id: str
    title: str


class Factor(Entry):
    """A condition of life that makes health fair or unfair."""

    id: str
    title: str


class Statement(Entry):
    """What a person should be able to say."""

    id: str
    who: Literal["adults", "young people", "both"]
    words: str


class Workstream(Entry):
    """A workstream of an update; where its title was not published, the title says so."""

    id: str
    title: str
    published: bool


class Fact(Entry):
    """Background that is not a value of any indicator."""

    words: str
    year: str
    source: str
    priorities: tuple[str, ...] = ()
    sensitivity: Literal["none", "suicide", "self-harm"] = "none"


class Link(Entry):
    """What one indicator serves, who stands for the place in it, and what is true of it in this place alone.

    ``roles`` and ``owner`` replace those that the indicator declares; ``status``, ``caveats`` and ``context`` are added
    to its own.
    """

    id: str
    outcomes: tuple[str, ...] = ()
    circle: str = ""
    priorities: tuple[str, ...] = ()
    passions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    whole_strategy: bool = False
    roles: tuple[Annotated[Role, Field(strict=False)], ...] = ()
    owner: str = ""
    lead: str = ""
    status: str = ""
    caveats: tuple[str, ...] = ()
    until_a_figure: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


class Strategy(Entry):
    """One strategy, with every reference in it checked when it is read."""

    id: str
    name: str
    short_name: str = ""
    place: str
    bodies: tuple[Body, ...]
    period: str
    starts: date
    ends: date | None = None
    baseline_day: date
    updated: int | None = None
    board: str
    vision: str = ""
    definition: str = ""
    scope: str = ""
    source: str
    purposes: tuple[str, ...] = ()
    words: Wording = Wording()
    support: tuple[Support, ...]
    outcomes: tuple[Outcome, ...] = ()
    passions: tuple[Passion, ...] = ()
    priorities: tuple[Priority, ...] = ()
    principles: tuple[Principle, ...] = ()
    themes: tuple[Theme, ...] = ()
    factors: tuple[Factor, ...] = ()
    circles: tuple[Circle, ...] = ()
    kinds: tuple[MeasureKind, ...] = ()
    statements: tuple[Statement, ...] = ()
    workstreams: tuple[Workstream, ...] = ()
    facts: tuple[Fact, ...] = ()
    targets: tuple[Target, ...] = ()
    context_totals: tuple[ContextTotal, ...] = ()
    indicators: tuple[Link, ...]

    @property
    def timeline(self) -> Timeline:
        """When it starts, and by when its baseline ends."""
        return Timeline(self.starts, self.baseline_day)

    def who_stands_for(self, role: Role) -> tuple[Body, ...]:
        """List the bodies of a role: none, one or several."""
        return tuple(body for body in self.bodies if body.role is role)

    def outcome(self, ident: str) -> Outcome | None:
        """Give an outcome by its id; ``None`` where there is none."""
        return next((entry for entry in self.outcomes if entry.id == ident), None)

    def priority(self, ident: str) -> Priority | None:
        """Give a priority by its id; ``None`` where there is none."""
        return next((entry for entry in self.priorities if entry.id == ident), None)

    def serving_outcome(self, outcome: str) -> tuple[str, ...]:
        """Name the indicators that serve an outcome, in the strategy's order."""
        return tuple(link.id for link in self.indicators if outcome in link.outcomes)

    def serving_priority(self, priority: str) -> tuple[str, ...]:
        """Name the indicators that serve a priority, in the strategy's order."""
        return tuple(link.id for link in self.indicators if priority in link.priorities)

    @property
    def of_the_whole(self) -> tuple[str, ...]:
        """The indicators that serve the strategy as a whole; all of them, where it has no priorities."""
        return tuple(link.id for link in self.indicators if self.serves_the_whole(link))

    def serves_the_whole(self, link: Link) -> bool:
        """Does an indicator serve the strategy as a whole, as each does where there are no priorities?"""
        return link.whole_strategy or not self.priorities

    def cell(self, priority: str | None, outcome: str | None) -> tuple[str, ...]:
        """Name the indicators where a priority meets an outcome.

        No priority is the whole strategy; no outcome is those that serve none.
        """
        return tuple(
            link.id
            for link in self.indicators
            if (outcome in link.outcomes if outcome is not None else not link.outcomes)
            and (self.serves_the_whole(link) if priority is None else priority in link.priorities)
        )

    def link(self, indicator: str) -> Link:
        """Say what an indicator serves; raise ``KeyError`` where the strategy does not name it."""
        for link in self.indicators:
            if link.id == indicator:
                return link
        raise KeyError(f"The strategy does not name the indicator {indicator!r}.")

    def target(self, indicator: str) -> Target | None:
        """Give the target of the strategy's file that counts: a local one, else a regional, else a national one."""
        return leading(self.targets, indicator)


def label_of(part: Part, own_word: str) -> str:
    """Name a part by the strategy's own word and its label, as "Priority 3"; the word alone where it has no label."""
    word = own_word[:1].upper() + own_word[1:]
    return f"{word} {part.label}" if part.label else word
