"""Whether young people are still in touch with services a year after they come of age."""

from indicators.core.model import Indicator, Kind, Method, Polarity, UntilNewer
from indicators.core.records import ETHNIC, FIFTH, SEX, Column, days, events, whose_pseudonym, yes

YEAR = 365


def _again_after_a_year(referral: Column) -> Column:
    """The same person had a contact of some referral a year later or more."""
    last = referral.last_contact.coalesce(referral.second_contact, referral.first_contact)
    return days(referral.first_contact, last.max().over(group_by=[whose_pseudonym(referral), referral.person])) >= YEAR


transition_retention = Indicator(
    title="Still in contact a year after age 17 to 18",
    question="Do young people stay in touch with services as they become adults?",
    definition="Patients aged 17 to 18 with a contact who have another a year later, of all such patients.",
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Networked Data Lab, Leeds",
    needs="The rates behind the chart in the Leeds analysis, and a yearly repeat, Networked Data Lab, Leeds.",
    figures=(
        events(
            "referral",
            on="first_contact",
            counted=lambda referral: yes(referral.person_shared),
            top=_again_after_a_year,
            persons="any",
            of_ages=(17, 18),
            step_months=12,
            since="received",
            settled_days=YEAR + YEAR // 2,
            by=(SEX, FIFTH, ETHNIC),
        ),
    ),
    frequency="yearly, by local analysis",
    step_months=12,
    lag_months=12,
    status="Named by the strategy and by a Leeds analysis.",
    until_newer=(UntilNewer("The rate was printed only in a chart, so no figure is shown."),),
    caveats=(
        "Records count only where providers share pseudonyms: else somebody who moves to another looks lost.",
        "Not everybody who leaves was lost: some are well and no longer need a service.",
    ),
    context=(
        "April 2016 to March 2021, preliminary: about one in five fewer patients were kept by adult services.",
        "Same analysis, odds of moving on to adult services: 0.63 to 0.86 for girls against boys, 0.92 to "
        "0.96 for "
        "each step of more deprivation, and no clear difference by ethnic group.",
    ),
    breakdowns=("sex", "deprivation", "ethnic group"),
    only_in="Leeds",
)
