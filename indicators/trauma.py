"""Whether services are ready to hear what has happened to people."""

from indicators.core.model import Indicator, Kind, Method, Polarity
from indicators.core.records import ETHNIC, FINANCIAL_YEAR, OF_WORKING_AGE, SEX, events, in_secondary_care, yes

trauma_training = Indicator(
    title="Staff trained in trauma-informed practice",
    question="How many staff have been trained to recognise trauma?",
    definition="Staff who completed the training agreed on, of all staff it is meant for.",
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="{board}",
    needs="A quarterly return from each organisation: staff trained and staff in scope, by sector and role.",
    frequency="quarterly",
    step_months=3,
    lag_months=3,
    caveats=("Training is a means. Whether people feel the difference is another indicator.",),
    breakdowns=("organisation", "sector", "role"),
)

asked_about_trauma = Indicator(
    title="Asked about what has happened to them",
    question="Are people asked about what has happened to them?",
    definition="People who say they were asked, or whose record shows it, of those eligible.",
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="{board}",
    needs="A yearly local audit of records or a survey of people who use services, from each provider.",
    figures=(
        events(
            "referral",
            on="received",
            until=lambda referral: referral.ended,
            counted=in_secondary_care,
            top=lambda referral: yes(referral.asked_about_trauma),
            persons="any",
            of_ages=OF_WORKING_AGE,
            step_months=12,
            first_month=FINANCIAL_YEAR,
            lead_in_months=12,
            by=(SEX, ETHNIC),
        ),
    ),
    frequency="yearly",
    step_months=12,
    lag_months=6,
    caveats=("Records and people's own answers can differ: never add the two.",),
    breakdowns=("service", "sex", "ethnic group"),
)
