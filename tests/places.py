"""Where the files that tests read are, the type of the fixture that draws one, and the strategy most tests ask for."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "data" / "samples"
BUNDLE = ROOT / "data" / "published"
EXAMPLES = ROOT / "data" / "examples"
LEEDS = "leeds-2020-2025"
REAL = Path(os.environ.get("REAL_DATA_DIR", ROOT.parent / "shared" / "data" / "real"))

with (BUNDLE / "manifest.csv").open(encoding="utf-8", newline="") as bundled:
    NEXT_LOAD = sum(1 for _ in csv.DictReader(bundled)) + 1
"""The number of the first load after those of the bundle."""

INDICATORS = len(
    yaml.safe_load((ROOT / "data" / "strategies" / f"{LEEDS}.yaml").read_text(encoding="utf-8"))["indicators"]
)
"""How many indicators the strategy of Leeds names."""

Draw = Callable[..., Path]

WITH_FIGURES = {
    "cp_projects_active",
    "tt_completion",
    "suicide_rate",
    "suicide_audit_count",
    "suicide_male_share",
    "suicide_deprived_share",
    "selfharm_admissions",
    "selfharm_admissions_10_24",
    "selfharm_referred_7d",
    "wellbeing_satisfaction_mean",
    "perinatal_access",
    "tt_access",
    "tt_wait_6w",
    "tt_wait_18w",
    "tt_recovery",
    "tt_reliable_improvement",
    "tt_reliable_recovery",
    "tt_gap_1st_2nd_90d",
    "tt_ended_treated_once",
    "tt_recovery_ethnic_gap",
    "tt_completion_deprivation_gap",
    "tt_65plus_share",
    "ethnicity_recording",
    "cyp_access",
    "cyp_ed_urgent_1w",
    "cyp_ed_routine_4w",
    "cyp_4ww",
    "cyp_wait_median",
    "eip_2w",
    "oap_bed_days",
    "long_stay_90d",
    "know_where_help_crisis",
    "crisis_negative_comments",
    "cyp_bame_representation",
    "smi_health_check",
    "ips_access",
    "smi_excess_mortality",
    "cp_staff_aware",
    "cp_staff_discussed",
    "cp_staff_understand",
}
"""The indicators of Leeds for which the bundle holds a figure."""
