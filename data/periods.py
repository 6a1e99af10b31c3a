"""Periods as publishers write them, and as we say them: first and last day, step and window."""

from __future__ import annotations

import calendar
import os
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from data.problems import OddValueError

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
SHORT_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


def today() -> date:
    """The day that things are reckoned on: the clock's, or the one that ``DASHBOARD_TODAY`` gives."""
    given = os.environ.get("DASHBOARD_TODAY")
    return date.fromisoformat(given) if given else date.today()


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_between(start: date, end: date) -> int:
    """How many calendar months a period covers, counting part months as whole."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def shift(day: date, months: int) -> date:
    """The first of the month so many months later (or earlier)."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def spanning(start: date, end: date, step: int | None) -> dict[str, Any]:
    """The four columns of a period whose first and last day are known."""
    return {
        "period_start": start,
        "period_end": end,
        "step_months": step,
        "window_months": months_between(start, end),
    }


def month(year: int, number: int) -> dict[str, Any]:
    """One calendar month, published monthly."""
    return spanning(date(year, number, 1), last_day(year, number), 1)


def fingertips(text: str) -> dict[str, Any]:
    """Fingertips' periods: "2015 - 17", "2016/17", "2013/14 Q1", "2018".

    Several calendar years together are published yearly, so their step is twelve months.
    """
    text = text.strip()
    if found := re.fullmatch(r"(\d{4})\s*-\s*(\d{2})", text):
        first = int(found[1])
        return spanning(date(first, 1, 1), date(_closing(first, found[2]), 12, 31), 12)
    if found := re.fullmatch(r"(\d{4})/(\d{2}) Q([1-4])", text):
        first = int(found[1])
        _following(first, found[2], text)
        start = shift(date(first, 4, 1), 3 * (int(found[3]) - 1))
        return spanning(start, last_day(*_year_month(shift(start, 2))), 3)
    if found := re.fullmatch(r"(\d{4})/(\d{2})(?:\s*-\s*(\d{2})/(\d{2}))?", text):
        first = int(found[1])
        _following(first, found[2], text)
        last = _closing(first, found[4]) if found[4] else first + 1
        return spanning(date(first, 4, 1), date(last, 3, 31), 12)
    if re.fullmatch(r"\d{4}", text):
        return spanning(date(int(text), 1, 1), date(int(text), 12, 31), 12)
    raise OddValueError(
        "This is not a period we can read.", 'Write it as "2021 - 23", "2022/23", "2013/14 Q1" or "2023".'
    )


def _closing(first: int, two_digits: str) -> int:
    """The year that two digits after another year mean; nothing is published for over thirty years together."""
    last = first // 100 * 100 + int(two_digits)
    last = last if last >= first else last + 100
    if last - first > 30:
        raise OddValueError("The period ends before it starts.", f"Check {first} and {two_digits}.")
    return last


def _following(first: int, two_digits: str, text: str) -> None:
    if _closing(first, two_digits) != first + 1:
        raise OddValueError("A financial year ends in the year after it starts.", f"Check {text!r}.")


def _year_month(day: date) -> tuple[int, int]:
    return day.year, day.month


def day(text: str) -> date:
    """A date as 2025-09-01 or 01/09/2025 (day first)."""
    text = text.strip()
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00)?", text):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        parts = int(found[3]), int(found[2]), int(found[1])
    elif found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})", text):
        raise OddValueError(
            "A year of two digits may be of any century.", _meant(2000 + int(found[3]), found[2], found[1])
        )
    else:
        raise OddValueError("This is not a date.", "Write it as 2025-09-01 or 01/09/2025.")
    try:
        return date(*parts)
    except ValueError as fault:
        year, month, day_ = parts
        if month > 12 and day_ <= 12:
            raise OddValueError(
                "There is no such month: it may be a date with the month first.",
                f"{_meant(year, str(day_), str(month))} Check every date of the file: others may have the month first too.",
            ) from fault
        raise OddValueError("There is no such day.", "Check the day and the month.") from fault


def _meant(year: int, month: str, day_: str) -> str:
    """The day that may be meant, as it is to be written."""
    try:
        meant = date(year, int(month), int(day_))
    except ValueError:
        return "Write it as 2025-09-01 or 01/09/2025."
    return f"Write {meant.isoformat()} if {in_full(meant)} is meant."


def dated(start: str, end: str, step: int | None = 1) -> dict[str, Any]:
    """A period given by its first and last day."""
    first, last = day(start), day(end)
    if last < first:
        raise OddValueError("The period ends before it starts.", "Check the two dates.")
    return spanning(first, last, step)


def month_in_words(text: str) -> dict[str, Any]:
    """A month as "July 2022"."""
    found = re.fullmatch(r"([A-Za-z]+) (\d{4})", text.strip())
    if not found or found[1].lower() not in MONTHS:
        raise OddValueError("This is not a month.", 'Write it as "July 2022".')
    return month(int(found[2]), MONTHS[found[1].lower()])


def quarter_of_financial_year(text: str) -> dict[str, Any]:
    """Twelve months up to the end of a quarter, as in "SMI-Q4-2023-2024"."""
    found = re.fullmatch(r"SMI-Q([1-4])-(\d{4})-(\d{4})", text.strip())
    if not found or int(found[3]) != int(found[2]) + 1:
        raise OddValueError("This is not a quarter we can read.", 'Write it as "SMI-Q4-2023-2024".')
    last_month = shift(date(int(found[2]), 4, 1), 3 * int(found[1]) - 1)
    end = last_day(last_month.year, last_month.month)
    return spanning(shift(last_month, -11), end, 3)


def release(text: str) -> Mapping[str, Any]:
    """A publication date as exactly as it is known: 2023-12-14, 2023-12, 2023 or nothing."""
    text = text.strip()
    if not text:
        return {"release": None, "release_precision": "unknown"}
    if re.fullmatch(r"\d{4}", text):
        return {"release": date(int(text), 12, 31), "release_precision": "year"}
    if found := re.fullmatch(r"(\d{4})[-/](\d{2})", text):
        if not 1 <= int(found[2]) <= 12:
            raise OddValueError("There is no such month.", "Write it as 2023-12.")
        return {"release": last_day(int(found[1]), int(found[2])), "release_precision": "month"}
    return {"release": day(text), "release_precision": "day"}


def label(start: date, end: date) -> str:
    """A period in words: "September 2024", "2022/23", "2021-23", "January to March 2024"."""
    months = months_between(start, end)
    whole = start.day == 1 and end == last_day(end.year, end.month)
    if whole and months == 1:
        return f"{calendar.month_name[end.month]} {end.year}"
    if whole and start.month == 1 and end.month == 12:
        return str(start.year) if start.year == end.year else f"{start.year}-{end.year % 100:02d}"
    if whole and start.month == 4 and end.month == 3 and months == 12:
        return f"{start.year}/{end.year % 100:02d}"
    if whole and start.month == 4 and end.month == 3:
        return f"{start.year}/{(start.year + 1) % 100:02d} to {end.year - 1}/{end.year % 100:02d}"
    if start.year == end.year:
        return f"{calendar.month_name[start.month]} to {calendar.month_name[end.month]} {end.year}"
    return f"{calendar.month_name[start.month]} {start.year} to {calendar.month_name[end.month]} {end.year}"


def in_full(day: date) -> str:
    """A day as people write it: "21 November 2026"."""
    return f"{day.day} {day:%B %Y}"
