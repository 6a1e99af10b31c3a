"""Every month's verdict for three years, as if figures ended with it, worked by hand-checked arithmetic apart from our code.

B and W by limits, b and w by every month apart or by 24 months on one side, "." no clear change or similar, "?" cannot tell
or not compared, "-" too few points; M met, h hit or miss, N not met.
"""

DIRECTIONS = {
    "M192": "--------..............BBBBB.BBBBBBB",
    "M195": "--------..............B.BB..BBBBBBB",
    "M186": "--------..............bbBBbbBBbb..B",
    "M053": "--------???????????????????????????",
    "M055": "--------WWWWWWWWWWWWWWWWWwwWwwwwwww",
    "M031": "--------...........................",
}
BESIDE_ENGLAND = {
    "M192": "--------WWWWWWWWWW.................",
    "M195": "--------WWWWWWWWW..................",
    "M186": "--------WWWWWWW....................",
    "M053": "--------??????wwwwwwwwwwwwwwwwwwwww",
    "M055": "--------WWWWWWWWWWWWWWWWWWWWwwwwwww",
}
TARGETS = {
    "M192": (50, "NNNNNNNNNNNNNhhhhhhhhhhhhhhhhhhhhhh"),
    "M053": (75, "hhhhhhhhhMMMMMMMMMMMMMMMMMMMMMMMMMM"),
    "M055": (95, "MMMMMMMMMMMMMMMMMMMMMMMhhhhhhhhhhNN"),
}
