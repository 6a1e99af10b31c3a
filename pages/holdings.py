"""What we hold and how it came here, on a tab each: sources, loads and versions, meetings, targets, what waits, the audit."""

from __future__ import annotations

from pages.parts.data import audit, holdings, loads, measures_workbook, meetings, tabs, targets, waiting
from pages.parts.data.tabs import Tab
from pages.parts.shared import markup

chosen = tabs.chosen()
markup.show(tabs.bar(chosen, waiting.number()))
if chosen is Tab.HELD:
    markup.show(holdings.what_we_hold())
    measures_workbook.show()
elif chosen is Tab.LOADS:
    loads.loads_and_versions()
elif chosen is Tab.MEETINGS:
    meetings.meetings()
elif chosen is Tab.TARGETS:
    targets.targets()
elif chosen is Tab.WAITING:
    markup.show(waiting.waiting())
else:
    audit.audit()
