"""How to read this: the strategy, the marks, the methods in plain English, a glossary, accessibility."""

from __future__ import annotations

from pages.parts import about, html

html.show(about.strategy() + about.marks() + about.verdicts() + about.methods())
html.show(about.structure() + about.glossary() + about.accessibility() + about.support())
