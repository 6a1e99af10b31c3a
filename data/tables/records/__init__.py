"""What services and surveys write down themselves: one file a table."""

from __future__ import annotations

from data.contract import Contract
from data.tables.records.crisis_contact import CRISIS_CONTACT
from data.tables.records.health_check import HEALTH_CHECK
from data.tables.records.health_event import HEALTH_EVENT
from data.tables.records.inpatient_stay import INPATIENT_STAY
from data.tables.records.referral import REFERRAL
from data.tables.records.survey_answer import SURVEY_ANSWER

CONTRACTS: tuple[Contract, ...] = (
    REFERRAL,
    CRISIS_CONTACT,
    INPATIENT_STAY,
    HEALTH_CHECK,
    HEALTH_EVENT,
    SURVEY_ANSWER,
)
