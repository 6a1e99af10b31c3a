"""How to read this: the strategy, the marks, the methods in plain English, a glossary, accessibility."""

from __future__ import annotations

from pages.parts.about import sections
from pages.parts.shared import markup

markup.show(sections.strategy() + sections.marks() + sections.verdicts() + sections.methods())
markup.show(sections.structure() + sections.glossary() + sections.accessibility() + sections.support())
