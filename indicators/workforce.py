"""Whether staff of the mental health trust say that work keeps them safe and healthy."""

from indicators.core.model import MENTAL_HEALTH_TRUST, Indicator, Kind, Method, Polarity

staff_safe_healthy = Indicator(
    title="Staff: 'We are safe and healthy'",
    question="Do staff say that work keeps them safe and healthy?",
    definition=("The trust's score from 0 to 10 on the staff survey's element 'we are safe and healthy', weighted."),
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.MEAN,
    unit="out of 10",
    multiplier=1,
    decimals=2,
    owner="NHS England",
    needs=("The benchmark workbook of the NHS Staff Survey for {mental_health_trust}, which gives the score."),
    stands=(MENTAL_HEALTH_TRUST,),
    frequency="yearly",
    step_months=12,
    lag_months=5,
    national_id="NHS Staff Survey, People Promise element 4",
    caveats=(
        "Survey themes from before 2021 are built otherwise and cannot be compared.",
        "One trust is not the whole workforce, which also has schools, GPs, social work and charities.",
        "About half of the staff answered in 2023.",
    ),
    context=(
        "The trust says its score improved three years running to 2024 and is above similar trusts; the "
        "value itself "
        "could not be read. 1,569 staff answered in 2023 (50.2%) and 1,637 in 2024.",
    ),
    breakdowns=("occupation", "ethnic group", "disability"),
)
