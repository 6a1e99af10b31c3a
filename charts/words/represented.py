"""Who takes part beside who lives here, in the cells of a table and the sentences under it."""

from __future__ import annotations

import pandas as pd

from charts.facts.represented import Compared, Group
from charts.words.counting import counted
from indicators.core.residents import Reference

HEAD = ("Group", "People", "Take part", "Live here", "Difference")
ALONE = HEAD[:3]
"""The columns where nobody is compared with."""
HIDDEN = "hidden"
WHY_HIDDEN = "Hidden: few people, or a number by which few could be worked out. It does not mean zero."
HOW_TO_READ = (
    "Take part: share of those whose group is known. Live here: share of the people who live in {place}. "
    "Difference: the first less the second, in percentage points, with its 95% limits, and the first divided by the "
    "second. 0 points and 1.0 times are even; neither way is better."
)
NO_REFERENCE = "No reference at hand: we hold no such count of everybody who lives in {place}."
SEVERAL = (
    "Several councils stand for {place}. Their residents are not added up, so nobody is compared with who lives here."
)
NO_FIT = "These groups do not fit those that are counted, or overlap. Nothing is compared."
TOO_MANY = "The groups are more people than everybody together. Nothing is compared."
TOO_TELLING = "No shares are shown: with them the number of a small group could be worked out."


def people(group: Group) -> str:
    return HIDDEN if group.people is None else f"{group.people:,}"


def not_stated(number: float | None) -> str:
    """How many gave no answer; "not told" where the network does not say."""
    if number is None:
        return "not told"
    return HIDDEN if pd.isna(number) else f"{number:,.0f}"


def percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1f}%"


def lives(group: Group, reference: Reference | None) -> str:
    """The share of residents; that the publication has no such group, where it has not."""
    return percent(group.lives) or ("no such group" if reference else "")


def gap(group: Group) -> str:
    return "" if group.gap is None else signed(group.gap)


def limits(group: Group) -> str:
    """The 95% limits of a gap: "+1.9 to +22.7"."""
    return "" if group.limits is None else " to ".join(map(signed, group.limits))


def ratio(group: Group) -> str:
    """How many times the share of residents a group's share is: "1.4 times"; empty where it is not known."""
    return f"{group.share / group.lives:.1f} times" if group.gap is not None and group.share and group.lives else ""


def signed(points: float) -> str:
    """Points with their sign, a true minus for less: "+5.9", "\N{MINUS SIGN}15.4", "0.0"."""
    text = f"{abs(points):.1f}"
    if text == "0.0":
        return text
    return f"{'+' if points > 0 else chr(0x2212)}{text}"


def picture(group: Group) -> str:
    """What the two dots of a group say; empty where there are not both."""
    return "" if group.gap is None else f"Take part {percent(group.share)}, live here {percent(group.lives)}"


def compared_with(compared: Compared, place: str, *, several: bool) -> list[str]:
    """The sentences under a table: what is hidden, how many are known, whom they are compared with, where that stands."""
    sentences = [WHY_HIDDEN] if any(group.hidden for group in compared.groups) or _hidden_answer(compared) else []
    if compared.known is not None and compared.everybody is not None:
        sentences.append(
            f"The group of {compared.known:,} of {counted(compared.everybody, 'person', 'people')} is known."
        )
    elif compared.known is None and compared.reference and not compared.too_many:
        sentences.append(TOO_TELLING)
    if several:
        return sentences
    if compared.too_many:
        return [*sentences, TOO_MANY]
    return [*sentences, *(_reference(compared, place) if compared.counted else [NO_REFERENCE.format(place=place)])]


def _hidden_answer(compared: Compared) -> bool:
    return any(number is not None and pd.isna(number) for number in compared.not_stated.values())


def _reference(compared: Compared, place: str) -> list[str]:
    reference = compared.reference
    if reference is None:
        return [NO_FIT]
    covered = ", which the groups cover together" if compared.characteristic == "age" else ""
    whom = reference.name if reference.ages else f"{reference.name}, all ages"
    answered = (
        f" {reference.without_answer:.1f}% left the question out; shares are of those who answered."
        if reference.without_answer is not None
        else ""
    )
    return [
        f"Compared with people who live in {place}: {whom}{covered}.{answered}",
        *([f"Source: {reference.citation.rstrip('.')}."] if reference.citation else []),
    ]
