"""What the plain form of each page is of."""

from __future__ import annotations

from charts import words
from charts.facts.matrix import WHOLE
from charts.facts.plain import PlainPage, of_measures, people_of
from charts.words.easy_read import PEOPLE
from data.people import plain_checks
from data.people.plain_checks import Check
from pages.parts.shared import cached, judged, people_file
from pages.parts.strategy import strategy_part


def plain_page(page: str) -> PlainPage | None:
    """The plain form of the page that this visit asks for; ``None`` where the strategy has no such part."""
    if page == "voices":
        return PlainPage("voices", PEOPLE, 0, 0, (), people_of(cached.voices()))
    if page in ("outcome", "priority"):
        return _part(page)
    return of_measures("overview", "", list(judged.verdicts().values()), cached.voices())


def of_priority(key: str) -> PlainPage:
    """The plain form of a priority's page, or of what serves the whole strategy."""
    strategy = cached.strategy()
    priority = strategy.priority(key)
    names = strategy.serving_priority(key) if priority else strategy.of_the_whole
    subject = priority.short if priority else words.whole_name(strategy)
    voices = cached.voices().about(key, names)
    return of_measures(f"priority:{key}", subject, strategy_part.verdicts_of(names), voices)


def checks() -> dict[tuple[str, str], Check]:
    """The checks of the strategy's plain pages, by page and by what they said."""
    return people_file.kept(plain_checks.all_of, cached.strategy().id, otherwise={})


def checked() -> tuple[PlainPage, ...]:
    """The plain pages of the whole strategy and of its priorities that a person has checked as they are now."""
    plain_pages = [plain_page("overview"), *(of_priority(part.id) for part in cached.strategy().priorities)]
    return tuple(page for page in plain_pages if page is not None and (page.key, page.codes) in checks())


def _part(page: str) -> PlainPage | None:
    strategy = cached.strategy()
    if page == "priority":
        keys = [*(part.id for part in strategy.priorities), *([WHOLE] if strategy.of_the_whole else [])]
        key = strategy_part.part_of_link(page, keys)
        return of_priority(key) if key else None
    key = strategy_part.part_of_link(page, [part.id for part in strategy.outcomes])
    outcome = strategy.outcome(key)
    if outcome is None:
        return None
    verdicts = strategy_part.verdicts_of(strategy.serving_outcome(key))
    return of_measures(f"outcome:{key}", outcome.short, verdicts)
