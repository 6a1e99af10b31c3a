"""Headers of the layouts, for drawing small files."""

from __future__ import annotations

FINGERTIPS = (
    "Indicator ID | Indicator Name | Area Code | Area Name | Sex | Age | Category Type | Category | Time period |"
    "Value | Lower CI 95.0 limit | Upper CI 95.0 limit | Count | Denominator | Value note"
)
SUICIDE = "41001 | Suicide | E08000035 | Leeds | Male | 10+ | | |"
WAITS = (
    "REPORTING_PERIOD_START | REPORTING_PERIOD_END | STATUS | BREAKDOWN | PRIMARY_LEVEL | PRIMARY_LEVEL_DESCRIPTION |"
    "SECONDARY_LEVEL | SECONDARY_LEVEL_DESCRIPTION | MEASURE_ID | MEASURE_NAME | MEASURE_VALUE"
)
PLACEMENTS = (
    "Question | Breakdown1 | Breakdown1Code | Breakdown1Description | Breakdown2 | Breakdown2Code |"
    "Breakdown2Description | value"
)
TIDY = (
    "reporting_period | start_date | end_date | group_type | org_code1 | org_name1 | org_code2 | org_name2 |"
    "measure_id | measure_name | measure_statistic | value"
)
CHECKS = "Period | CCG Code | Question | Answer"
