"""What an indicator is: a declaration of meaning, of sources, and of nothing computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.core.figures import Activity, Figures
from indicators.core.groups import Groups
from indicators.core.records import FromRecords


class Kind(StrEnum):
    """What a figure is of: how people feel, what services did, the population, or how the partnership works."""

    FEEL = "feel"
    SERVICE = "service"
    POPULATION = "population"
    PROCESS = "process"


class Polarity(StrEnum):
    """Which way is better: up, down, or neither."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class Method(StrEnum):
    """How limits follow from counts; the formulas and their sources are in ``indicators/methods``."""

    PROPORTION = "proportion"
    RATE = "crude rate"
    DSR = "directly standardised rate"
    RATIO = "ratio"
    MEAN = "mean"
    MEDIAN = "median"
    COUNT = "count"
    GAP = "gap between groups"
    REFERENCE = "share less that of a reference"


class Sensitivity(StrEnum):
    """Subjects whose pages and exports carry support lines first."""

    NONE = "none"
    SUICIDE = "suicide"
    SELF_HARM = "self-harm"


class Role(StrEnum):
    """What a body is to its place.  An indicator names a role; the strategy names the body that has it."""

    LOCAL_AUTHORITY = "local authority"
    SUB_ICB = "sub-ICB"
    MENTAL_HEALTH_TRUST = "mental health trust"
    COMMUNITY_TRUST = "community trust"
    ACUTE_TRUST = "acute trust"
    NETWORK = "co-production network"


@dataclass(frozen=True)
class StandsFor:
    """Who stands for the place in a figure: a role, and the capacity in which the publisher's file counts it."""

    role: Role
    capacity: str


LOCAL_AUTHORITY = StandsFor(Role.LOCAL_AUTHORITY, "area")
SUB_ICB = StandsFor(Role.SUB_ICB, "commissioner")
MENTAL_HEALTH_TRUST = StandsFor(Role.MENTAL_HEALTH_TRUST, "provider")
MENTAL_HEALTH_TRUST_SENDING = StandsFor(Role.MENTAL_HEALTH_TRUST, "sending")
COMMUNITY_TRUST = StandsFor(Role.COMMUNITY_TRUST, "provider")
ACUTE_TRUST = StandsFor(Role.ACUTE_TRUST, "provider")
NETWORK = StandsFor(Role.NETWORK, "network")
IN_NETWORKS = (NETWORK, LOCAL_AUTHORITY)
"""For what co-production networks write down themselves, and others may publish for the whole place."""
USUAL = (LOCAL_AUTHORITY, SUB_ICB, MENTAL_HEALTH_TRUST, COMMUNITY_TRUST, ACUTE_TRUST, NETWORK)
IN_ITS_USUAL_CAPACITY = {stands.role: stands for stands in USUAL}


@dataclass(frozen=True)
class Place:
    """A body or area in a figure: its canonical code, its name, and the capacity in which it is counted."""

    code: str
    name: str
    role: str = "area"


ENGLAND = Place("E92000001", "England", "national")


@dataclass(frozen=True)
class Break:
    """A declared change of definition: figures that reach into the time from ``at`` on begin a new line."""

    at: date
    reason: str


@dataclass(frozen=True)
class UntilNewer:
    """A caveat that goes once a figure is held: any, or one of a period that ends after ``day``."""

    text: str
    day: date | None = None


NHS_DASHBOARD_ENDS = UntilNewer("The edition of the NHS dashboard we hold ends with March 2022.", date(2022, 3, 31))


@dataclass(frozen=True)
class Indicator:
    """One success indicator, declared once; its id is the name it has in its module.

    ``until_newer`` are caveats that go once something newer is held.  ``also_moved_by`` says what else moves the figure
    (recording, who is counted) and is said with every verdict on its direction.  ``england_differs`` says why England's
    figure cannot judge ours;
    ``recorded_differently`` why a difference from England may be one of recording, which is said beside the verdict.
    ``totals_of`` names the indicator that counts the same totals in the publisher's shorter file, where this one has
    only the yearly file: where the two files disagree, nothing that rests on them is judged.
    ``base_stated`` is false where the publisher does not say what the figure is a rate of.
    ``of_recording`` marks a measure of how well services record, which never leads a list of findings.
    ``stands`` names the roles of the bodies that stand for the place, the leading one first; ``only_in`` names the
    one place that can have the indicator.  Texts may name the place by ``{place}``, its board by ``{board}`` and its
    bodies by ``{sub_icb}``, ``{mental_health_trust}``, ``{community_trust}`` and so on.  ``places``, ``place_name``
    and ``lead`` are filled in for a strategy (``indicators.core.strategy.localising``).

    Raises ``ValueError`` on a declaration that could not be shown honestly: no question, no
    definition, no owner, or no word on where a figure would come from.
    """

    title: str
    question: str
    definition: str
    kind: Kind
    polarity: Polarity
    method: Method
    unit: str
    owner: str
    needs: str
    stands: tuple[StandsFor, ...] = (LOCAL_AUTHORITY,)
    figures: tuple[Figures, ...] = ()
    multiplier: float = 100.0
    decimals: int = 0
    frequency: str = "yearly"
    step_months: int = 12
    lag_months: int = 12
    national_id: str = ""
    status: str = ""
    caveats: tuple[str, ...] = ()
    until_newer: tuple[UntilNewer, ...] = ()
    context: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    breakdowns: tuple[str, ...] = ()
    gap: Groups | None = None
    sensitivity: Sensitivity = Sensitivity.NONE
    definition_version: int = 1
    stopped: str = ""
    approximate_population: tuple[int, int] | None = None
    never_beside: tuple[str, ...] = ()
    also_moved_by: str = ""
    england_differs: str = ""
    recorded_differently: str = ""
    totals_of: str = ""
    base_stated: bool = True
    of_recording: bool = False
    only_in: str = ""
    places: tuple[Place, ...] = ()
    place_name: str = ""
    lead: str = ""

    def __post_init__(self) -> None:
        for name in ("title", "question", "definition", "unit", "owner", "needs"):
            if not getattr(self, name).strip():
                raise ValueError(f"An indicator needs a {name}: {self.title or self.question!r} has none.")
        if not self.question.endswith("?"):
            raise ValueError(f"The question of {self.title!r} should be one, ending with a question mark.")

    @property
    def sensitive(self) -> bool:
        """Is the subject one whose pages carry support lines first?"""
        return self.sensitivity is not Sensitivity.NONE

    @property
    def groups(self) -> Groups | None:
        """The two groups set against each other: beside the main line, or as the figure itself."""
        between = (figures.between for figures in self.figures if isinstance(figures, Activity | FromRecords))
        return self.gap or next((groups for groups in between if groups is not None), None)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The least and the most that a figure can be; ``None`` where there is no such end."""
        return None if self.method in (Method.GAP, Method.REFERENCE) else 0.0, 100.0 if self.unit == "%" else None

    def caveats_with(self, newest: date | None) -> tuple[str, ...]:
        """What to be careful of where the newest figure is of a period that ends on a day; ``None`` without a figure."""
        lasting = (
            caveat.text
            for caveat in self.until_newer
            if newest is None or (caveat.day is not None and newest <= caveat.day)
        )
        return (*lasting, *self.caveats)

    def series(self, name: str) -> tuple[str, ...]:
        """Every series it reads in any source; ``name`` is its own id, under which any figure may come."""
        return (name, *(series for figures in self.figures for series in figures.series))
