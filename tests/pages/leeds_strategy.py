"""The strategy of Leeds and its indicators as they are worded for it."""

from __future__ import annotations

from places import LEEDS

from indicators import catalogue
from indicators.core.strategy.localising import localised
from indicators.core.strategy.reading import strategies

STRATEGY = strategies()[LEEDS]
HERE = localised(catalogue(), STRATEGY)
