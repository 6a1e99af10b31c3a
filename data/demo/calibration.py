"""What made-up records are roughly calibrated to, and the gradients that they are given.

At ``ROWS_OF_A_CITY`` referrals there are about as many a month as published figures of Leeds suggest; fewer or more rows
are a smaller or larger city with the same shares.  Calibrated to what was published: talking therapies of Leeds Community
Healthcare (about 2,500 referrals a month, NHS England), the residents and ethnic groups of the census of 2021 (811,953
people in Leeds, ONS), its areas in each national fifth of deprivation (English indices of 2019), suicides (about 75 a
year) and admissions for self-harm (about 1,400 a year, both OHID Fingertips), half of people who knew where to get help
in a crisis (Healthwatch Leeds, 2019).  All else is only plausible: nothing was published by which it could be set.
"""

from __future__ import annotations

from datetime import date

FIRST_MONTH = date(2018, 4, 1)
DRAWN = date(2026, 8, 1)
"""The day on which every made-up extract was drawn.  It never moves: the same seed gives the same files on any day."""
MONTHS = 100
ROWS_OF_A_CITY = 500_000

GROWTH_A_YEAR = 0.025
SEASON = (1.06, 1.03, 1.08, 0.97, 1.0, 1.0, 0.99, 0.9, 1.02, 1.07, 1.06, 0.82)
"""How busy each month of a year is, January first."""
COVID_BEGINS = date(2020, 3, 1)
COVID = (0.8, 0.5, 0.55, 0.7, 0.8, 0.85, 0.92, 0.95, 0.93, 0.93, 0.88, 0.92)
"""How busy the months from then on are beside what they would have been."""
RECORDED_LATE = (0.93, 0.97)
"""How much of the last month, and of the one before, is recorded when the extract is drawn."""

FIFTHS = (0.33, 0.16, 0.16, 0.19, 0.16)
"""Residents by national fifth of deprivation, the most deprived first."""
NEED_BY_FIFTH = (1.35, 1.12, 0.95, 0.85, 0.7)
"""How much likelier people are to be referred."""
ETHNIC_SHARES = (0.097, 0.056, 0.034, 0.79, 0.023)
"""Asian, Black, Mixed, White, Other, as the contract orders them."""
NEED_BY_ETHNIC_GROUP = (0.75, 0.95, 1.1, 1.0, 0.8)
FEMALE = 0.6
AGE_BEGINS = (4, 11, 18, 26, 36, 51, 66)
AGE_ENDS = (10, 17, 25, 35, 50, 65, 95)
AGE_SHARES = (0.02, 0.11, 0.21, 0.22, 0.21, 0.13, 0.1)
"""Ages of people who are referred, in the middle of the time that is covered."""

NOT_KNOWN = {"age": 0.003, "sex": 0.01, "deprivation_fifth": 0.02, "ethnic_group": 0.11, "area": 0.03}
"""How much of each is not recorded."""

SERVICES_OF_CHILDREN = {"children and young people": 0.84, "eating disorder": 0.06, "other": 0.1}
SERVICES_OF_ADULTS = {
    "talking therapies": 0.61,
    "community adult": 0.21,
    "early intervention in psychosis": 0.015,
    "eating disorder": 0.006,
    "perinatal": 0.024,
    "employment support": 0.045,
    "other": 0.09,
}
SERVICES_OF_OLDER_PEOPLE = {"community older adult": 0.62, "talking therapies": 0.26, "other": 0.12}
DAYS_TO_FIRST_CONTACT = {
    "talking therapies": 18,
    "community adult": 32,
    "community older adult": 24,
    "children and young people": 70,
    "early intervention in psychosis": 9,
    "eating disorder": 16,
    "perinatal": 20,
    "employment support": 21,
    "other": 25,
}
"""The median wait, in days."""

CRISIS_A_REFERRAL = 0.16
STAYS_A_REFERRAL = 0.025
ON_REGISTER_A_REFERRAL = 0.016
FIRST_REGISTER = date(2022, 3, 31)
RESPONDENTS_A_REFERRAL = 0.0025
"""Answers to one question in one wave."""

OUT_OF_AREA = 0.06
"""Of stays on acute wards."""
UNDER_ONE = 0.2
"""Of residents under 5; of deaths under 5 it is ``DEATHS_UNDER_ONE``."""
DEATHS_UNDER_ONE = 0.8
RESIDENTS = 812_000
EVENTS_A_YEAR = {
    "death by suicide": 75,
    "death": 6_400,
    "self-harm admission": 1_400,
    "mental health admission": 1_500,
    "detention under the Mental Health Act": 700,
}
MEN = {"death by suicide": 0.74, "death": 0.51, "detention under the Mental Health Act": 0.53}
USUAL_SHARE_OF_MEN = 0.42
OFTEN_BY_ETHNIC_GROUP = {"detention under the Mental Health Act": (1.1, 2.6, 1.6, 0.85, 1.3)}
"""How much likelier each event is in each group."""
SHARES_THAT_AGREE = {
    "know_where_help_crisis": 0.53,
    "crisis_negative_comments": 0.47,
    "pupils_stressed": 0.21,
    "wellbeing_satisfaction_low": 0.06,
    "wellbeing_worthwhile_low": 0.05,
    "wellbeing_happiness_low": 0.09,
    "wellbeing_anxiety_high": 0.24,
    "loneliness_adults": 0.24,
}
USUAL_SHARE = 0.62
ASKED_OF_PUPILS = ("pupils_happy", "pupils_stressed")
