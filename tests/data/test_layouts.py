"""Layouts: each known file is recognised and passes, each other file is refused in a sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from cases import each
from places import BUNDLE, EXAMPLES, REAL, SAMPLES

from data.layouts import LAYOUTS
from data.loading import ingest
from data.problems import UnreadableFileError
from data.tables import RECORDS

LOADABLE_REAL_FILES = {
    "geo/lad_may2024_bsc.core_cities_yorks_humber.geojson": ("own_boundaries", 21),
    "fingertips/suicides/indicators-CountyUA.data yorkshire.csv": ("fingertips", 85),
    "fingertips/children_young_people/indicators-CountyUA.data yorkshire &.csv": ("fingertips", 170),
    "fingertips/format_sample/indicators-CountyUApre419.data.csv": ("fingertips", 87),
    "fingertips/trafford_tidy/admissions_self_harm.csv": ("fingertips_tidied", 2624),
    "fingertips/trafford_tidy/admissions_self_harm_young_people.csv": ("fingertips_tidied", 1078),
    "fingertips/trafford_tidy/mortality_serious_mental_illness.csv": ("fingertips_tidied", 924),
    "ons_wellbeing/Life satisfaction-Table 1.csv": ("ons_wellbeing_life_satisfaction", 382),
    "ons_wellbeing/Worthwhile-Table 1.csv": ("ons_wellbeing_worthwhile", 382),
    "ons_wellbeing/Happiness-Table 1.csv": ("ons_wellbeing_happiness", 382),
    "ons_wellbeing/Anxiety-Table 1.csv": ("ons_wellbeing_anxiety", 382),
    "ons_health_index/england_health_index_indicators.mental_health.csv": ("ons_health_index", 30086),
    "talking_therapies/activity_performance_monthly.extract.csv": ("talking_therapies_monthly_tidy", 25103),
    "talking_therapies/measures_annual.extract.csv": ("talking_therapies_annual", 17598),
    "talking_therapies/measures_annual.extract.parquet": ("talking_therapies_annual", 73290),
    "talking_therapies/raw_header_samples/2023-05.csv": ("talking_therapies_monthly", 5),
    "talking_therapies/england_sicb_iapt.csv": ("talking_therapies_sub_icbs", 12826),
    "talking_therapies/england_trust_iapt.csv": ("talking_therapies_trusts", 143),
    "mhsds_four_week_wait/MHSDS%20Data_4WW_AprPerf_2024_v2.csv": ("mhsds_performance", 494),
    "mhsds_four_week_wait/MHSDS%20Data_4WW_MayPerf_2024_v2.csv": ("mhsds_performance", 494),
    "mhsds_four_week_wait/MHSDS%20Data_4WW_JunPerf_2024_v2.csv": ("mhsds_performance", 450),
    "mhsds_four_week_wait/MHSDS%20Data_4WW_AugPerf_2024.csv": ("mhsds_performance", 450),
    "mhsds_four_week_wait/full/MHSDS%20Data_4WW_JulPerf_2024_v2.csv": ("mhsds_performance", 18868),
    "out_of_area_placements/oaps-open-data-dec-2016.csv": ("out_of_area_placements", 418),
    "out_of_area_placements/oaps-open-data-jan-2017.csv": ("out_of_area_placements", 418),
    "out_of_area_placements/oaps-open-data-feb-2017.csv": ("out_of_area_placements_dated", 418),
    "physical_health_smi/Physical-Health-Checks-SMI Raw Data.xlsx": ("physical_health_checks_smi", 23728),
    "ethnicity/ethnicity21_ltla21.england.csv": ("census_ethnic_group", 5871),
    "census_2021/england_sexual_orientation_21.csv": ("census_sexual_orientation", 1545),
    "census_2021/england_disability_21.csv": ("census_disability", 618),
    "ethnicity/ethnicity21_lsoa21.leeds.csv": ("census_ethnic_group_lsoa", 2440),
    "ethnicity/la-ethnic-groups.csv": ("census_ethnic_group_wide", 6264),
    "population/population20_lsoa11.leeds.csv": ("mid_year_estimates_lsoa11", 43862),
    "lookups/lookup_lsoa11_sicbl22_icb22_ltla22.leeds.csv": ("lookup_lsoa11_sub_icb", 1446),
    "lookups/lookup_lsoa11_lsoa21_ltla22.leeds.csv": ("lookup_lsoa11_lsoa21", 489),
    "lookups/lookup_lsoa21_ward24_ltla24.leeds.csv": ("lookup_lsoa21_ward24", 976),
    "lookups/lookup_lsoa11_msoa11.leeds.csv": ("lookup_lsoa11_msoa11", 482),
    "lookups/ccg_lad_lookup.csv": ("lookup_ccg21_lad21", 343),
    "deprivation/File_1_-_IMD2019_Index_of_Multiple_Deprivation.xlsx": ("deprivation_workbook", 32844),
    "deprivation/imd2019_england_lsoa11.leeds.csv": ("deprivation_lsoa11", 482),
    "deprivation/imd2025_england_lsoa21.leeds.csv": ("deprivation_lsoa21", 488),
    "geo/leeds_wards22.geojson": ("ward_boundaries_22", 33),
    "geo/uk-wards-2022_E12000003.hexjson": ("ward_hexagons_22", 408),
}

IN_SHEETS = ("ukpopestimatesmid2021.xls", "ukpopestimatesmid2020on2021geography.xls", "pop_2020.xlsx")
"""Workbooks of which each sheet is a load: see ``test_residents.py``."""
FORMER_WARDS = ("wards-leeds.hexjson", "wards-leeds-2018.hexjson")
"""Read as maps of one's own, and refused for their codes: see ``test_place_files.py``."""

with (BUNDLE / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
    BUNDLED_FILES = [row["file"] for row in csv.DictReader(manifest)]


@pytest.mark.slow
@pytest.mark.parametrize("name", LOADABLE_REAL_FILES)
def test_a_real_file_is_recognised_and_passes_unaided(read, real: Path, name: str):
    reading = read(real / name)
    assert (reading.checked.layout.name, reading.checked.rows) == LOADABLE_REAL_FILES[name]
    assert reading.errors == []


@pytest.mark.slow
@each("name", BUNDLED_FILES)
def test_a_bundled_file_is_recognised_and_passes(read, name: str):
    reading = read(BUNDLE / name)
    assert reading.checked.rows > 0
    assert reading.errors == []


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_an_example_for_trying_an_upload_passes(read, path: Path):
    assert read(path).errors == []


def test_every_layout_is_met_by_a_bundled_file_or_a_sample():
    sampled = {
        "census_ethnic_group_wide",
        "counted_records",
        "deprivation_workbook",
        "lookup_ccg21_lad21",
        "lookup_lsoa11_msoa11",
        "lookup_lsoa11_sub_icb",
        "mid_year_estimates_ccg",
        "mid_year_estimates_lsoa11",
        "own_boundaries",
        "own_hexagons",
        "mental_health_act",
        "mid_year_estimates",
        *(f"records_{table}" for table in RECORDS),
        "register_participation",
        "talking_therapies_annual_as_published",
        "talking_therapies_monthly",
        "talking_therapies_monthly_march_2021",
        "talking_therapies_quarterly",
    }
    bundled_layouts = {ingest.recognise(BUNDLE / name).layout.name for name in BUNDLED_FILES}
    assert set(LAYOUTS) == bundled_layouts | sampled


def test_no_two_layouts_have_one_title():
    titles = [layout.title for layout in LAYOUTS.values()]
    assert sorted(set(titles)) == sorted(titles)


def test_the_mental_health_act_layout_reads_a_sound_file(read):
    reading = read(SAMPLES / "mental_health_act_2023-24.csv")
    assert reading.errors == []
    assert reading.rows("area, role, dimension, category, value, suppressed") == [
        ("E92000001", "national", "", "", 52458, None),
        ("E92000001", "national", "age", "15 and under", 274, None),
        ("E54000054", "icb", "sex", "Male", 1070, None),
        ("E54000054", "icb", "deprivation tenth", "01 Most deprived", None, "suppressed"),
        ("RGD", "provider", "", "", 600, None),
    ]


@pytest.mark.parametrize("name", ["Notes-Table 1.csv", "Data dictionary-Table 1.csv"])
def test_the_tabs_beside_the_data_are_refused_as_not_data(read, real: Path, name: str):
    with pytest.raises(UnreadableFileError, match="this is not a file we know"):
        read(real / "ons_wellbeing" / name)


def test_prose_is_refused_as_not_data_and_told_what_would_do(read):
    with pytest.raises(UnreadableFileError, match="not a file we know.*template of the common format"):
        read(SAMPLES / "notes_of_a_release.csv")


NOT_DATA = (
    "ccg_summary_2020",
    "cyp",
    "deprivation",
    "ethnicity",
    "geo",
    "loneliness",
    "lookups",
    "nhs_mh_dashboard",
    "population",
    "standard_population",
)


@pytest.mark.slow
@pytest.mark.parametrize("folder", NOT_DATA)
def test_real_files_of_no_layout_are_refused_in_a_sentence(read, real: Path, folder: str):
    for path in sorted((real / folder).iterdir()):
        if f"{folder}/{path.name}" in LOADABLE_REAL_FILES or path.name in IN_SHEETS + FORMER_WARDS:
            continue
        with pytest.raises(UnreadableFileError, match=r"\.$"):
            read(path)


def test_the_real_folder_holds_the_files_named_here():
    if not REAL.is_dir():
        pytest.skip(f"there are no real files at {REAL}")
    assert [name for name in LOADABLE_REAL_FILES if not (REAL / name).is_file()] == []
