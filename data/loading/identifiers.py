"""What in a text may tell who a person is: found by its form, told by its kind, and never repeated."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

ANY = re.compile(r"[\d@]")
"""What every identifier has some of."""
URL = re.compile(r"(?:https?://|www\.)[^\s,;<>\"]+", re.IGNORECASE)
DAY = r"(?:\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9},? \d{2,4}|[a-z]{3,9} \d{1,2},? \d{4})"


@dataclass(frozen=True)
class Kind:
    """One kind of identifier: what it is called, how it looks, and what else has to hold of what looks like it."""

    name: str
    form: re.Pattern[str]
    holds: Callable[[str], bool] = lambda text: True


def _has_check_digit(text: str) -> bool:
    """Are these the ten digits of an NHS number, whose last one follows from the others?"""
    digits = [int(digit) for digit in re.sub(r"\D", "", text)]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return any(digits) and digits[9] == check % 11 and check != 10


def _has_as_many_digits(text: str) -> bool:
    """Has it as many digits as a number in the United Kingdom: 10 or 11, counted from its 0?"""
    national = re.sub(r"^\(?(?:\+|00)44(?:\D*\(0\))?", "0", text)
    return len(re.sub(r"\D", "", national)) in (10, 11)


EMAIL = Kind("an email address", re.compile(r"(?<![\w.+'%-])[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+"))
NHS_NUMBER = Kind(
    "an NHS number", re.compile(r"(?<![\d.])\d{3}[\s.\-]{0,2}\d{3}[\s.\-]{0,2}\d{4}(?!\d)"), _has_check_digit
)
POSTCODE = Kind(
    "a full postcode",
    re.compile(
        r"(?<![A-Z0-9])(?:GIR\s?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|[A-HK-Y]\d[ABEHMNPRV-Y]|\d[A-HJKPS-UW])"
        r"\s{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])",
        re.IGNORECASE,
    ),
)
TELEPHONE = Kind(
    "a telephone number",
    re.compile(
        r"(?<![\w/])(?<!\d[.,])(?:(?:\+|00)44\)?[\s.\-]{0,2}(?:\(0\)\s?)?\d{2,4}|\(?0\d{2,4}\)?)(?:[\s.\-]{0,2}\d{2,8}){1,4}(?!\d)"
    ),
    _has_as_many_digits,
)
BIRTH = Kind(
    "a date of birth",
    re.compile(
        rf"\bborn(?:\s+on)?(?:\s+the)?\W{{1,3}}{DAY}|\b(?:d\.?o\.?b\b\.?|date of birth)(?:\s+(?:is|was))?\W{{0,4}}{DAY}",
        re.IGNORECASE,
    ),
)
KINDS = (EMAIL, BIRTH, TELEPHONE, NHS_NUMBER, POSTCODE)
"""In the order in which they are looked for: what is one kind is not taken for another."""

PERSONAL_COLUMNS = {
    "nhsnumber": NHS_NUMBER,
    "nhsno": NHS_NUMBER,
    "postcode": POSTCODE,
    "email": EMAIL,
    "emailaddress": EMAIL,
    "phone": TELEPHONE,
    "phonenumber": TELEPHONE,
    "telephone": TELEPHONE,
    "telephonenumber": TELEPHONE,
    "mobile": TELEPHONE,
    "dob": BIRTH,
    "dateofbirth": BIRTH,
}
"""Columns by whose header, without case and punctuation, each cell tells who somebody is."""

NAMES_OF_COLUMNS = {
    "a person's name": (
        "name",
        "names",
        "surname",
        "forename",
        "firstname",
        "lastname",
        "fullname",
        "patient",
        "patientname",
    ),
    "an address": ("address", "street", "houseno", "housenumber"),
    "a person's number in another system": (
        "hospitalno",
        "hospitalnumber",
        "nino",
        "nationalinsurancenumber",
        "mrn",
        "pasid",
    ),
}
"""Headers that tell the same where no cell can be known by its form."""

NAME = r"[A-Z][\w'’\-]+"
PERSON = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b\.?\s+{NAME}|\b[Mm]y name(?:\s+is|['’]s)\s+\w+|\bcalled\s+{NAME}")
"""What reads like a person's name; it may be that of a project or a place."""


def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of identifiers in a text, each once.  Of a web address nothing is one but an email address in it."""
    return tuple(dict.fromkeys(kind.name for kind, _ in _spans(text)))


def masked(text: str) -> str:
    """The text with each identifier replaced by its kind."""
    parts, at = [], 0
    for kind, (start, end) in sorted(_spans(text), key=lambda span: span[1]):
        parts += [text[at:start], f"[{kind.name}]"]
        at = end
    return "".join([*parts, text[at:]])


def kind_of_column(header: str) -> str:
    """What each cell of a column is by its header, without case and punctuation, where that tells who somebody is."""
    if kind := PERSONAL_COLUMNS.get(header):
        return kind.name
    return next((kind_name for kind_name, headers in NAMES_OF_COLUMNS.items() if header in headers), "")


def may_name_somebody(text: str) -> bool:
    """Does it read as though it names a person?"""
    return PERSON.search(text) is not None


def _spans(text: str) -> list[tuple[Kind, tuple[int, int]]]:
    """Each identifier and where it stands; what was found is blanked, so that it is found once."""
    if not ANY.search(text):
        return []
    spans = []
    rest = text
    for kind in KINDS:
        if kind is not EMAIL:
            rest = URL.sub(_blank, rest)
        matches = [match for match in kind.form.finditer(rest) if kind.holds(match[0])]
        spans += [(kind, match.span()) for match in matches]
        rest = kind.form.sub(lambda match, holds=kind.holds: _blank(match) if holds(match[0]) else match[0], rest)  # type: ignore[misc]
    return spans


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match[0])
