"""What an indicator is: a declaration of meaning, of sources, and of nothing computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The strategy's own three kinds of measure, and co-production's process measures."""

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
    """How limits follow from counts; METHODS.md names the formulas."""

    PROPORTION = "proportion"
    RATE = "crude rate"
    DSR = "directly standardised rate"
    RATIO = "ratio"
    MEAN = "mean"
    MEDIAN = "median"
    COUNT = "count"
    GAP = "gap between groups"


class Sensitivity(StrEnum):
    """Subjects whose pages and exports carry support lines first."""

    NONE = "none"
    SUICIDE = "suicide"
    SELF_HARM = "self-harm"


@dataclass(frozen=True)
class Place:
    """The body or area that stands for Leeds in a figure, by its canonical code."""

    code: str
    name: str
    role: str = "area"


LEEDS = Place("E08000035", "Leeds local authority")
LEEDS_SUB_ICB = Place("E38000225", "NHS in Leeds (sub-ICB 15F)", "commissioner")
LCH = Place("RY6", "Leeds Community Healthcare NHS Trust", "provider")
LYPFT = Place("RGD", "Leeds and York Partnership NHS Foundation Trust", "provider")
LYPFT_SENDING = Place("RGD", "Leeds and York Partnership NHS Foundation Trust (sending)", "sending")
LTHT = Place("RR8", "Leeds Teaching Hospitals NHS Trust", "provider")
ENGLAND = Place("E92000001", "England", "national")


@dataclass(frozen=True)
class Count:
    """A count in a national file: one series, or several added, less others taken away.

    ``categories`` picks groups of a ``dimension`` and adds them, as where 65 to 74, 75 to 89
    and 90 and over together are everybody of 65 or over.
    """

    series: tuple[str, ...]
    less: tuple[str, ...] = ()
    dimension: str = ""
    categories: tuple[str, ...] = ()


def count(*series: str, less: tuple[str, ...] = (), dimension: str = "", categories: tuple[str, ...] = ()) -> Count:
    """Say which counts of a national file to add and which to take away."""
    return Count(series, less, dimension, categories)


@dataclass(frozen=True)
class Groups:
    """Two groups to set against each other: the first less the second is the gap."""

    dimension: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    first_name: str
    second_name: str


@dataclass(frozen=True)
class Published:
    """Figures that a publisher computed, by source in order of trust.

    A source is written ``source`` (its rows carry our indicator's id) or ``source:series``
    (its rows carry the publisher's own number for the series).
    """

    sources: tuple[str, ...]
    by: tuple[str, ...] = ()

    @property
    def series(self) -> tuple[str, ...]:
        """The publisher's own numbers of the series named."""
        return tuple(source.partition(":")[2] for source in self.sources if ":" in source)


@dataclass(frozen=True)
class Activity:
    """Counts or values of a national activity file, taken from ``service_activity``.

    ``value`` is the publisher's own percentage, mean or median where there is one; counts give
    it where there is none, and give its limits.  ``by`` lists dimensions to break it down by.
    """

    source: str
    value: str = ""
    numerator: Count | None = None
    denominator: Count | None = None
    by: tuple[str, ...] = ()
    between: Groups | None = None
    headline: bool = True
    complement: bool = False

    @property
    def series(self) -> tuple[str, ...]:
        """Every series it takes values or counts from."""
        counted = (wanted for wanted in (self.numerator, self.denominator) if wanted is not None)
        return tuple(name for name in (self.value, *(s for c in counted for s in (*c.series, *c.less))) if name)


Figures = Published | Activity


def published(*sources: str, by: tuple[str, ...] = ()) -> Published:
    """Select a publisher's own values, trusting the sources in the order given."""
    return Published(sources, by)


def activity(
    source: str,
    *,
    value: str = "",
    numerator: Count | None = None,
    denominator: Count | None = None,
    by: tuple[str, ...] = (),
    between: Groups | None = None,
    headline: bool = True,
    complement: bool = False,
) -> Activity:
    """Select counts or values of a national file.

    ``complement`` turns "not recorded" into "recorded": the denominator less the numerator.
    ``headline=False`` gives breakdowns only, where another file gives the main line.
    """
    return Activity(source, value, numerator, denominator, by, between, headline, complement)


@dataclass(frozen=True)
class Break:
    """A declared change of definition: figures that reach into the time from ``at`` on begin a new line."""

    at: date
    reason: str


@dataclass(frozen=True)
class Indicator:
    """One success indicator, declared once; its id is the name it has in its module.

    ``also_moved_by`` says what else moves the figure (recording, who is counted) and stands with every
    verdict on its direction.  ``england_differs`` says why England's figure cannot judge ours.
    ``base_stated`` is false where the publisher does not say what the figure is a rate of.

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
    places: tuple[Place, ...] = (LEEDS,)
    figures: tuple[Figures, ...] = ()
    multiplier: float = 100.0
    decimals: int = 0
    frequency: str = "yearly"
    step_months: int = 12
    lag_months: int = 12
    national_id: str = ""
    status: str = ""
    leeds_lead: str = ""
    caveats: tuple[str, ...] = ()
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
    base_stated: bool = True

    def __post_init__(self) -> None:
        for name in ("title", "question", "definition", "unit", "owner", "needs"):
            if not getattr(self, name).strip():
                raise ValueError(f"An indicator needs a {name}: {self.title or self.question!r} has none.")
        if not self.question.endswith("?"):
            raise ValueError(f"The question of {self.title!r} should be one, ending with a question mark.")

    @property
    def groups(self) -> Groups | None:
        """The two groups set against each other: beside the main line, or as the figure itself."""
        between = (figures.between for figures in self.figures if isinstance(figures, Activity))
        return self.gap or next((groups for groups in between if groups is not None), None)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The least and the most that a figure can be; ``None`` where there is no such end."""
        return None if self.method is Method.GAP else 0.0, 100.0 if self.unit == "%" else None

    def series(self, name: str) -> tuple[str, ...]:
        """Every series it reads in any source; ``name`` is its own id, under which any figure may come."""
        return (name, *(series for figures in self.figures for series in figures.series))
