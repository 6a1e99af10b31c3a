"""Entries of the registers of co-production as forms ask for them: what each field is called, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from charts.words.counting import counted, listed
from charts.words.voices import ladder
from data.contract import Column
from data.loading.checks import NO_FIGURE
from data.people.entries import Written
from data.periods import in_full
from data.problems import Problem


@dataclass(frozen=True)
class Form:
    """What the form of a register is called, which of its fields come first, and which of them names the entry."""

    add: str
    one: str
    many: str
    first: tuple[str, ...]
    named_by: str


FORMS = {
    "project": Form("Add a project", "project", "projects", ("name", "project", "state", "as_of", "about"), "name"),
    "forum": Form(
        "Add a forum or a group that decides", "forum or group", "forums and groups",
        ("name", "forum", "kind", "as_of", "about"), "name",
    ),
    "involvement": Form(
        "Add an activity", "activity", "activities", ("name", "activity", "day", "people", "mode", "about"), "name"
    ),
    "participation": Form(
        "Add who took part", "number of people who took part", "numbers of people who took part",
        ("period_start", "period_end", "characteristic", "group_name", "people"), "group_name",
    ),
    "feedback": Form(
        "Add what was said", "suggestion", "suggestions",
        ("theme", "feedback", "received", "said", "consented", "checked_by"), "theme",
    ),
    "change": Form(
        "Add a change", "change", "changes", ("name", "change", "kind", "state", "day", "evidence"), "name"
    ),
}  # fmt: skip
ANSWER_FIRST = ("answer", "answered", "told_back")
"""What comes first where somebody tells what came of feedback that is open."""
TELL = "Tell what came of it"
CORRECT = "Edit"
MORE = "More that you know"
NOT_SAID = "Not known"
EVERYBODY = "Everybody"
OF_A_FORM = {"cell": "field", "row": "entry"}
DAYS = "As 26/06/2026"
SOME_DAYS = "As 26/06/2026, June 2026 or 2026"
NO_NAMES = "Write nothing that tells who a person is: no names, addresses, numbers or dates of birth."
NAMES_NOBODY = "It names no person, or only somebody in a public role"
SHORT_NAME_TAKEN = "There is an entry with this short name already. Choose another one, or correct that one."
THERE_ALREADY = "This number is there already. Correct it, or choose another quarter or group."
CORRECTED = "Corrected, not published yet"
SAVE = "Write it down"
NOT_THERE = "This entry is not there any more. It may have been corrected or taken back: look for it below."
NOT_YOURS = "Only entries of a network of this strategy can be written here: nothing was written."
STILL_HERE = "Nothing of yours is lost: it is in the form below."
PUBLISHED_SINCE = f"Somebody has published another text of this entry since you began. {STILL_HERE}"
HINTED = {
    "activity", "answer", "as_of", "change", "checked_by", "citation", "claims_on_time", "evidence", "feedback", "forum",
    "group_name", "hours", "ladder_members", "ladder_staff", "over_limit", "said", "sits_on",
}  # fmt: skip
"""Columns whose help says more than their label does: it is offered beside their fields."""
LABELS = {
    "network": "Network",
    "project": "Project",
    "as_of": "From which day this holds",
    "day": "When",
    "name": "What it is called",
    "state": "How it stands",
    "about": "What it is about",
    "place": "Where",
    "community": "With which community",
    "provider": "Which organisation runs it",
    "came_of_it": "What came of it",
    "kind": "What kind",
    "name_set_by": "Who chose its name",
    "terms_set_by": "Who wrote its terms",
    "chair_set_by": "Who chose its chair",
    "members": "How many members",
    "lived_experience": "Members with lived experience",
    "carers": "Members who are carers",
    "sits_on": "Its seat on a board",
    "challenges_raised": "Challenges raised in the year before",
    "challenges_answered": "Challenges answered",
    "mode": "In person, online or in writing",
    "method": "Which kind of activity",
    "ladder_staff": "Step of the ladder, as staff rate it",
    "ladder_members": "Step of the ladder, as members rate it",
    "people": "How many people",
    "hours": "Hours asked of each person",
    "payment": "Was payment offered?",
    "claims": "Claims for payment",
    "claims_on_time": "Claims paid on time",
    "debrief": "Was there a talk afterwards?",
    "named_contact": "Had people a named contact?",
    "access_needs": "Access needs told",
    "access_needs_met": "Access needs met",
    "answers": "How many answered how they felt",
    "same_or_better": "How many felt the same or better",
    "period_start": "First day of the quarter",
    "period_end": "Last day of the quarter",
    "characteristic": "Of whom",
    "group_name": "Which group",
    "new_people": "How many for the first time",
    "over_limit": "How many over the limit of hours",
    "received": "When it was said",
    "theme": "What it is about",
    "said": "What people said",
    "consented": "Did they agree that their words are shown?",
    "checked_by": "Who checked the words, by role",
    "answer": "What was answered",
    "answered": "When it was answered",
    "told_back": "When people were told",
    "evidence": "What shows it",
    "priorities": "Priorities it is about",
    "indicators": "Indicators whose figures might move",
    "citation": "Source",
}
OF_A_REGISTER = {
    ("project", "project"): "Short name",
    ("forum", "forum"): "Short name",
    ("involvement", "activity"): "Short name",
    ("feedback", "feedback"): "Short name",
    ("change", "change"): "Short name",
    ("project", "about"): "What it is for",
    ("forum", "about"): "What it does",
    ("change", "name"): "What changed",
    ("change", "state"): "Made, or under way",
    ("change", "day"): "When it was made",
    ("participation", "hours"): "Hours that half of them were asked for",
}
"""What a column is called where it is not as in other registers."""


def label(register: str, column: str) -> str:
    """What a field of a form is called."""
    return OF_A_REGISTER.get((register, column)) or LABELS[column]


def choice(column: Column, word: str) -> str:
    """One of the words that a field allows, as people read it."""
    if not word:
        return EVERYBODY if column.name == "characteristic" else NOT_SAID
    return ladder(int(word)) if column.unit == "step" else word[:1].upper() + word[1:]


def at_field(problem: Problem) -> str:
    """What is wrong with a field, and what to do: the words that a file is told, in those of a form."""
    text = f"{problem.problem} {problem.remedy.replace(NO_FIGURE, '')}".strip()
    return re.sub(r"\b(cell|row)\b", lambda match: OF_A_FORM[match[1]], text)


def title(register: str, fields: Mapping[str, str]) -> str:
    """What an entry is called: its name or theme; of people who took part the group and the quarter."""
    if register == "participation":
        group = (
            f"{fields['characteristic'].capitalize()}, {fields['group_name']}" if fields["group_name"] else EVERYBODY
        )
        return f"{group}, {fields['period_start']} to {fields['period_end']}"
    return fields.get(FORMS[register].named_by, "")


def carry_on(register: str) -> str:
    """The way back to the draft of a new entry."""
    return f"Carry on with your draft ({FORMS[register].one})"


def written_here(today: date) -> str:
    """The source of an entry where nobody names another."""
    return f"Written down here by the network, {today:%B %Y}"


def written_down(name: str) -> str:
    """That an entry is written, and what it still takes before others see it."""
    return f"Written down: {name}. Others see it once the register is published."


def overtaken(entry: Written) -> str:
    """That somebody else has written the same entry meanwhile."""
    return f"{entry.who} has written this entry since you began, on {in_full(entry.at.date())}. {STILL_HERE}"


def waiting(number: int) -> str:
    """How many entries wait to be published."""
    return f"{counted(number, 'entry', 'entries')} {'is' if number == 1 else 'are'} written and not published yet"


def written_by(entry: Written) -> str:
    """What an entry is, who wrote it and when."""
    return f"{FORMS[entry.register].one.capitalize()}, written by {entry.who} on {in_full(entry.at.date())}"


def earlier(entry: Written) -> str:
    """Who wrote an earlier text of an entry, when, and in which load it was published, if it was."""
    authorship = f"{entry.who} on {in_full(entry.at.date())}"
    return f"{authorship}, published as load {entry.load}" if entry.load else authorship


def in_brief(entries: Sequence[Written]) -> str:
    """How many entries of which register: "2 activities and 1 change"."""
    numbers = {name: sum(entry.register == name for entry in entries) for name in FORMS}
    return listed([counted(number, FORMS[name].one, FORMS[name].many) for name, number in numbers.items() if number])


def published(version: int, names: str, loads: Sequence[int]) -> str:
    """What was published, in which version and load; the way to the loads ends the sentence."""
    load_names = f"load{'' if len(loads) == 1 else 's'} {listed([str(load) for load in loads])}"
    return f"Published: {names} as {load_names}. Version {version} is in force. To take it back, undo it under"


def would_come(new: int, changed: int, moved: int) -> str:
    """What publishing would bring: entries new and changed, and indicators with another figure."""
    numbers = {"new": new, "changed": changed}
    entries = [counted(number, f"{state} entry", f"{state} entries") for state, number in numbers.items() if number]
    figures = f"{counted(moved, 'indicator')} would move" if moved else "No figure of an indicator would change"
    return f"{listed(entries) or 'Nothing new'}. {figures}."


def marked_later(fault: str) -> str:
    """What to say where something was published and people's file could not be told."""
    return f"It is published; that could not be written down, so it is still listed as waiting. Publish again later. {fault}"


def note(names: str) -> str:
    """Why a load was published, where nobody says another reason."""
    return f"Written on Voices: {names}"
