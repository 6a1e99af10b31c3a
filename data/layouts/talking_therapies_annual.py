"""NHS Talking Therapies annual report: measures by age, sex, ethnic group and deprivation; as published, and tidied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import unquote

from data import periods
from data.layouts.core.layout import (
    BODY,
    GROUP,
    PERIOD,
    Constant,
    Context,
    FileFacts,
    Layout,
    LeftOut,
    Measure,
    Number,
    Parsed,
    Text,
    normal,
)
from data.layouts.talking_therapies import STATISTICS, tidy_statistic
from data.problems import OddValueError

ROLES = {
    "England": "national",
    "Provider": "provider",
    "CCG": "commissioner",
    "SubICB": "commissioner",
    "ICB": "icb",
    "STP": "icb",
    "Commissioning Region": "commissioning region",
}
DIMENSIONS = {
    "Age Group": "age",
    "Ethnic Group": "ethnic group",
    "BME Group": "broad ethnic group",
    "Gender": "sex",
    "Indices of Deprivation Decile": "deprivation tenth",
}
NOTHING = {"", "NULL", "All", "NONE"}
ENGLAND = {"", "NULL", "ALL", "NONE", "ENG", "ENGLAND", "E92000001"}
SOURCE = "nhs_talking_therapies_annual"

MEASURES = {
    "Count_ReferralsReceived": "referrals_received",
    "Count_FirstTreatment": "accessing_services",
    "Count_AccessingServices": "accessing_services",
    "Count_SecondTreatment": "second_treatment",
    "Count_FinishedCourseTreatment": "finished_course_treatment",
    "Percentage_FinishedCourseTreatment": "finished_course_treatment",
    "Count_EndedBeforeTreatment": "ended_before_treatment",
    "Count_EndedAfterOneTreatment": "ended_after_one_treatment",
    "Count_AtCaseness": "at_caseness",
    "Count_NotAtCaseness": "not_at_caseness",
    "Count_Recovery": "recovery",
    "Percentage_Recovery": "recovery",
    "Count_ReliableRecovery": "reliable_recovery",
    "Percentage_ReliableRecovery": "reliable_recovery",
    "Count_Improvement": "improvement",
    "Percentage_Improvement": "improvement",
    "Count_Deterioration": "deterioration",
    "Percentage_Deterioration": "deterioration",
    "Count_NoReliableChange": "no_reliable_change",
    "Percentage_NoReliableChange": "no_reliable_change",
    "Mean_WaitEnteredTreatment": "wait_accessing_services",
    "Mean_WaitAccessingServices": "wait_accessing_services",
    "Mean_TreatmentAppointments": "appointments_finished_course_treatment",
    "Mean_ApptsFinishedCourseTreatment": "appointments_finished_course_treatment",
}
"""The columns that are read, in every year's spelling; to 2019-20 they have no underscore."""

PLACE = ("orgtype", "orgcode", "orgname", "variabletype", "variablea", "variableb")
NAMED_COLUMNS = 5


def _organisation(kind: str, code: str) -> dict[str, Any] | LeftOut:
    if not kind or (kind == code and kind != "England"):
        raise OddValueError("This is not a kind of organisation.", f"It should be one of: {', '.join(ROLES)}.")
    if kind not in ROLES:
        return LeftOut("no indicator reads these kinds of organisation", kind)
    if kind == "England" and code.upper() not in ENGLAND:
        raise OddValueError("This is not England's code.", "Write All, or E92000001.")
    return {"area": "E92000001" if kind == "England" else code, "role": ROLES[kind]}


def _group(kind: str, first: str, second: str) -> dict[str, Any]:
    """Two levels become one: "White: British", or "White" where the second says All."""
    if kind == "Total":
        return {"dimension": "", "category": ""}
    parts = [part for part in (first, second) if part not in NOTHING]
    return {"dimension": DIMENSIONS.get(kind, kind.lower()), "category": ": ".join(parts) or "All"}


def _year(start: str, end: str) -> dict[str, Any]:
    return periods.dated(start, end, step=12)


def _year_of_name(file: FileFacts) -> Context:
    """The year, which is only in the file's name, and what columns are not read."""
    years = {pair for pair in re.findall(r"(?<!\d)(\d{4})[-_](\d{2})(?!\d)", unquote(file.name)) if _follow(*pair)}
    if len(years) != 1:
        raise OddValueError(
            "The year of this file is only in its name, and this name does not tell it.",
            'Name the file as published, for example "psych-ther-ann-rep-csv-2024-25-main.csv".',
        )
    first = int(years.pop()[0])
    period = periods.spanning(date(first, 4, 1), date(first + 1, 3, 31), 12)
    words = periods.label(period["period_start"], period["period_end"])
    note = f"The period, {words}, is only in the file's name: check that it is right."
    return Context(period, (note, *_columns_left_out(file.header)))


def _follow(first: str, second: str) -> bool:
    return (int(first) + 1) % 100 == int(second)


def _columns_left_out(header: Sequence[str]) -> tuple[str, ...]:
    read = {*PLACE, *map(normal, MEASURES)}
    others = [cell.strip() for cell in header if normal(cell) not in read and cell.strip()]
    if not others:
        return ()
    named = "; ".join(others[:NAMED_COLUMNS])
    rest = f" and {len(others) - NAMED_COLUMNS} more" if len(others) > NAMED_COLUMNS else ""
    columns = "1 column was" if len(others) == 1 else f"{len(others)} columns were"
    return (f"{columns} left out: no indicator reads these measures ({named}{rest}).",)


LAYOUTS = (
    Layout(
        name="talking_therapies_annual_as_published",
        title="NHS Talking Therapies, annual report, main file",
        publisher="NHS England",
        names=(("orgcode", "orgname"),),
        table="service_activity",
        headers=(*PLACE, "Count_ReferralsReceived"),
        fields={"source": Constant(SOURCE)},
        parsed=(
            Parsed(("orgtype", "orgcode"), _organisation, BODY),
            Parsed(("variabletype", "variablea", "variableb"), _group, GROUP),
        ),
        context=_year_of_name,
        measures={normal(name): Measure(series, name.split("_")[0].lower()) for name, series in MEASURES.items()},
    ),
    Layout(
        name="talking_therapies_annual",
        title="NHS Talking Therapies, annual report by age, sex, ethnic group and deprivation",
        publisher="NHS England",
        names=(("orgcode", "orgname"),),
        table="service_activity",
        headers=(
            "reporting_period",
            "start_date",
            "end_date",
            "org_type",
            "org_code",
            "variable_type",
            "variable_a",
            "variable_b",
            "measure_name",
            "measure_statistic",
            "value",
        ),
        fields={
            "source": Constant(SOURCE),
            "series": Text("measurename"),
            "series_name": Text("measurename"),
            "value": Number("value", blank="suppressed"),
        },
        parsed=(
            Parsed(("startdate", "enddate"), _year, PERIOD),
            Parsed(("orgtype", "orgcode"), _organisation, BODY),
            Parsed(("variabletype", "variablea", "variableb"), _group, GROUP),
            Parsed(("measurestatistic",), tidy_statistic, ("statistic",), {"measurestatistic": STATISTICS}),
        ),
    ),
)
