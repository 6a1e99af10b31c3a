"""Whether young people from ethnic minorities use services as often as their numbers would suggest."""

from indicators.core.figures import published
from indicators.core.model import Indicator, Kind, Method, Polarity

cyp_bame_representation = Indicator(
    title="Ethnic minority young people in services",
    question="Do services see as many young people from ethnic minorities as live here?",
    definition=(
        "The share of patients aged 11 to 25 who are from ethnic minorities, over the share expected from the census."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.RATIO,
    unit="ratio, 1 = as expected",
    multiplier=1,
    decimals=2,
    owner="Networked Data Lab, Leeds",
    needs="A repeat of the analysis on a newer census, Networked Data Lab, Leeds.",
    figures=(published("networked_data_lab"),),
    frequency="one analysis",
    step_months=0,
    lag_months=12,
    status="Named by a Leeds analysis.",
    caveats=(
        "One figure for 2016 to 2021. It was preliminary and not peer reviewed.",
        "Expected numbers rest on the 2011 census; Leeds has changed since.",
        "Talking therapies are not in it, and it does not show how much help is needed.",
        "Above 1 is not better still: 1 means as many as expected.",
    ),
    only_in="Leeds",
)
