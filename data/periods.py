"""Periods as publishers write them, and as we say them: first and last day, step and window."""

from __future__ import annotations

import calendar
import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from data.problems import OddValueError

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
SHORT_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
YEARS_START = (3, 7, 8)
"""The months, beside January, April and September, with which a year of Fingertips can begin."""
UK = ZoneInfo("Europe/London")
LONGEST_SPAN = 30
"""Years: nothing is published for more of them together."""


def today() -> date:
    """The day that things are reckoned on: the clock's, or the one that ``DASHBOARD_TODAY`` gives."""
    setting = os.environ.get("DASHBOARD_TODAY")
    return date.fromisoformat(setting) if setting else date.today()


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


def fingertips(text: str, sortable: str = "") -> dict[str, Any]:
    """Fingertips' periods, such as "2015 - 17", "2016/17", "2013/14 Q1", "Jan 2009" or "Feb 2009 - Jan 2010".

    Several calendar years together are published yearly, so their step is twelve months; spans of quarters step by
    quarters, spans of months by months or years (``_step_of_months``).  ``sortable`` is the file's own key for the
    period, YYYYQQMM, in which a part that is not used is 00.
    """
    text = text.strip()
    for form, reading in _FINGERTIPS.items():
        if match := re.fullmatch(form, text):
            start, end, step = reading(*match.groups())
            if end < start or end.year - start.year > LONGEST_SPAN:
                raise OddValueError("The period ends before it starts, or is too long.", f"Check {text!r}.")
            return spanning(start, end, _step_of_months(start, end, sortable) if step is None else step)
    raise OddValueError(
        "This is not a period we can read.",
        'Write it as "2021 - 23", "2022/23", "2013/14 Q1", "2023 Q4", "Jan 2024" or "2023".',
    )


def _calendar_years(first: str, last: str | None) -> _Span:
    end = _closing(int(first), last) if last else int(first)
    return date(int(first), 1, 1), date(end, 12, 31), 12


def _financial_years(first: str, following: str, last: str | None, last_following: str | None) -> _Span:
    _following(int(first), following)
    start = int(first)
    end = start
    if last and last_following:
        end = _closing(start, last)
        _following(end, last_following)
    return date(start, 4, 1), date(end + 1, 3, 31), 12


def _financial_quarters(
    first: str, following: str, quarter: str, last: str | None, last_following: str | None, last_quarter: str | None
) -> _Span:
    """One quarter; or several, as twelve months that roll by quarters or what has built up since April."""
    _following(int(first), following)
    if last and last_following:
        _following(int(last), last_following)
    start, _ = _quarter(int(first), int(quarter), 4)
    _, end = _quarter(int(last or first), int(last_quarter or quarter), 4)
    return start, end, 3


def _financial_quarters_so_far(first: str, following: str, quarter: str, last_quarter: str) -> _Span:
    return _financial_quarters(first, following, quarter, first, following, last_quarter)


def _calendar_quarters(first: str, quarter: str, last: str | None, last_quarter: str | None) -> _Span:
    start, _ = _quarter(int(first), int(quarter), 1)
    _, end = _quarter(int(last or first), int(last_quarter or quarter), 1)
    return start, end, 3


def _months(first: str, year: str, last: str | None, last_year: str | None) -> _Span:
    start = date(int(year), _short_month(first), 1)
    if last and last_year:
        return start, last_day(int(last_year), _short_month(last)), None
    return start, last_day(start.year, start.month), 1


_Span = tuple[date, date, int | None]
_FINGERTIPS: dict[str, Callable[..., _Span]] = {
    r"(\d{4})(?:\s*-\s*(\d{2}))?": _calendar_years,
    r"(\d{4})/(\d{2})(?:\s*-\s*(\d{2})/(\d{2}))?": _financial_years,
    r"(\d{4})/(\d{2}) Q([1-4])(?:\s*-\s*(\d{4})/(\d{2}) Q([1-4]))?": _financial_quarters,
    r"(\d{4})/(\d{2}) Q([1-4])\s*-\s*Q([1-4])": _financial_quarters_so_far,
    r"(\d{4}) Q([1-4])(?:\s*-\s*(\d{4}) Q([1-4]))?": _calendar_quarters,
    r"([A-Za-z]{3}) (\d{4})(?:\s*-\s*([A-Za-z]{3}) (\d{4}))?": _months,
}
"""How each form of a period is written, and what reads its parts: first day, last day, months between releases."""


def _quarter(year: int, quarter: int, first_month: int) -> tuple[date, date]:
    """The first and the last day of a quarter of a year that starts in ``first_month``."""
    start = shift(date(year, first_month, 1), 3 * (quarter - 1))
    last = shift(start, 2)
    return start, last_day(last.year, last.month)


def _short_month(word: str) -> int:
    if word.lower() not in SHORT_MONTHS:
        raise OddValueError("There is no such month.", 'Write it as "Jan 2024".')
    return SHORT_MONTHS[word.lower()]


def _step_of_months(start: date, end: date, sortable: str) -> int:
    """How often a span of months is published.

    The publisher has years that run from August, July and March, and twelve months that roll by months, and writes
    both alike.  Its key tells them apart: the month is 00 for a year.  Without the key such a span is taken for a year.
    """
    whole_years = months_between(start, end) % 12 == 0
    if match := re.fullmatch(r"\d{4}(\d{2})(\d{2})", sortable.strip()):
        return 1 if match[2] != "00" else 3 if match[1] != "00" else 12
    return 12 if whole_years and start.month in YEARS_START else 1


def _closing(first: int, two_digits: str) -> int:
    """The year that two digits after another year mean; nothing is published for over thirty years together."""
    last = first // 100 * 100 + int(two_digits)
    last = last if last >= first else last + 100
    if last - first > LONGEST_SPAN:
        raise OddValueError("The period ends before it starts.", f"Check {first} and {two_digits}.")
    return last


def _following(first: int, two_digits: str) -> None:
    if (first + 1) % 100 != int(two_digits):
        raise OddValueError("A financial year ends in the year after it starts.", f"Check {first}/{two_digits}.")


def day(text: str) -> date:
    """A date as 2025-09-01 (or 2025-9-01) or 01/09/2025 (day first)."""
    text = text.strip()
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{2})(?:[ T]00:00:00)?", text):
        parts = int(match[1]), int(match[2]), int(match[3])
    elif match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        parts = int(match[3]), int(match[2]), int(match[1])
    elif match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})", text):
        raise OddValueError(
            "A year of two digits may be of any century.", _meant(2000 + int(match[3]), match[2], match[1])
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
    match = re.fullmatch(r"([A-Za-z]+) (\d{4})", text.strip())
    if not match or match[1].lower() not in MONTHS:
        raise OddValueError("This is not a month.", 'Write it as "July 2022".')
    return month(int(match[2]), MONTHS[match[1].lower()])


def quarter_of_financial_year(text: str) -> dict[str, Any]:
    """Twelve months up to the end of a quarter, as in "SMI-Q4-2023-2024"."""
    match = re.fullmatch(r"SMI-Q([1-4])-(\d{4})-(\d{4})", text.strip())
    if not match or int(match[3]) != int(match[2]) + 1:
        raise OddValueError("This is not a quarter we can read.", 'Write it as "SMI-Q4-2023-2024".')
    last_month = shift(date(int(match[2]), 4, 1), 3 * int(match[1]) - 1)
    end = last_day(last_month.year, last_month.month)
    return spanning(shift(last_month, -11), end, 3)


def release(text: str) -> Mapping[str, Any]:
    """A publication date as exactly as it is known: 2023-12-14, 2023-12, 2023 or nothing."""
    text = text.strip()
    if not text:
        return {"release": None, "release_precision": "unknown"}
    if re.fullmatch(r"\d{4}", text):
        return {"release": date(int(text), 12, 31), "release_precision": "year"}
    if match := re.fullmatch(r"(\d{4})[-/](\d{2})", text):
        if not 1 <= int(match[2]) <= 12:
            raise OddValueError("There is no such month.", "Write it as 2023-12.")
        return {"release": last_day(int(match[1]), int(match[2])), "release_precision": "month"}
    return {"release": day(text), "release_precision": "day"}


def about(text: str) -> tuple[date | None, str | None]:
    """A day as exactly as it is known, as the first day of it, with how exactly that is; nothing for no text.

    Day, month or year, as in 2025-06-26, 26/06/2025 or 26 June 2025; 2025-06, June 2025 or Jun 2025; 2025.
    """
    text = " ".join(text.split())
    if not text:
        return None, None
    if re.fullmatch(r"[12]\d{3}", text):
        return date(int(text), 1, 1), "year"
    if match := re.fullmatch(r"(?:(\d{1,2}) )?([A-Za-z]+) (\d{4})", text):
        number = MONTHS.get(match[2].lower()) or SHORT_MONTHS.get(match[2].lower())
        if number is None:
            raise OddValueError("There is no such month.", 'Write it as "June 2025".')
        return day(f"{match[3]}-{number:02d}-{int(match[1] or 1):02d}"), "day" if match[1] else "month"
    if match := re.fullmatch(r"(\d{4})[-/](\d{1,2})", text):
        return day(f"{match[1]}-{match[2]}-01"), "month"
    return day(text), "day"


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


def hour_in_full(moment: datetime) -> str:
    """A moment of UTC as the clocks of the United Kingdom show it: "9:30 on 21 November 2026"."""
    shown = moment.replace(tzinfo=UTC).astimezone(UK)
    return f"{shown.hour}:{shown:%M} on {in_full(shown)}"


def in_utc(day: date, hour: time) -> datetime:
    """The moment, in UTC, at which the clocks of the United Kingdom show a day and an hour."""
    return datetime.combine(day, hour, UK).astimezone(UTC).replace(tzinfo=None)


def in_full(day: date) -> str:
    """A day as people write it: "21 November 2026"."""
    return f"{day.day} {day:%B %Y}"
