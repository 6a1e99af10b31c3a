"""How wide Arial's letters are, so that text can be measured where no font is installed.

Advance widths in units of 2048 to the em, read from Liberation Sans 2.1.5, whose letters are as wide as Arial's.
Liberation Sans is under the SIL Open Font License 1.1, https://github.com/liberationfonts/liberation-fonts.
Letters with an accent are not listed: they are as wide as those without.
"""

from __future__ import annotations

EM = 2048
REGULAR = {
    391: "'",
    455: "ijl‘’",
    532: "|",
    569: " !,./:;I[\\]ft\u00a0",
    682: "()-`r¡·‐‑“”",
    684: "{}",
    717: "•",
    727: '"',
    797: "*",
    819: "°",
    961: "^",
    1024: "Jcksvxyz↑↓",
    1124: "±÷≠≤≥",
    1139: "#$0123456789?L_abdeghnopqu£§«»ðþ‒–€",
    1196: "+<=>~¬×−",
    1251: "FTZ¿ßø",
    1366: "&ABEKPSVXYÞ",
    1479: "CDHNRUwÐ",
    1509: "©®",
    1536: "◆",
    1593: "GOQØ",
    1706: "Mm",
    1821: "%æ",
    1933: "W",
    2027: "▲▼",
    2048: "Æ—…‰←→",
    2079: "@",
}
BOLD = {
    487: "'",
    569: " ,./I\\ijl\u00a0‘’",
    573: "|",
    682: "!()-:;[]`ft¡·‐‑",
    717: "•",
    797: "*r{}",
    819: "°",
    971: '"',
    1024: "z“”↑↓",
    1124: "±÷≠≤≥",
    1139: "#$0123456789J_aceksvxy£§«»‒–€",
    1196: "+<=>^~¬×−",
    1251: "?FLTZbdghnopqu¿ßøðþ",
    1366: "EPSVXYÞ",
    1479: "&ABCDHKNRUÐ",
    1509: "©®",
    1536: "◆",
    1593: "GOQwØ",
    1706: "M",
    1821: "%mæ",
    1933: "W",
    1997: "@",
    2027: "▲▼",
    2048: "Æ—…‰←→",
}
