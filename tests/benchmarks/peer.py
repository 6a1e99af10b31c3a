"""Times PHStatsMethods: run by the Python of its own environment, rows in and seconds out.

``python peer.py METHOD GROUPS FILE``: the file holds the arrays the other side is timed on.
"""

import sys
import time
import warnings

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")


def data(file):
    with np.load(file) as archive:
        return pd.DataFrame({name: archive[name] for name in archive.files})


def call(method, frame):
    import PHStatsMethods

    if method == "quantiles, tenths in groups of 100":
        return PHStatsMethods.ph_quantile(frame, "x", "group")
    if method.startswith("standardised rate"):
        return PHStatsMethods.ph_dsr(frame, "x", "n", "w", "group", euro_standard_pops=False)
    raise SystemExit(f"no such method: {method}")


if __name__ == "__main__":
    method, file = sys.argv[1], sys.argv[2]
    frame = data(file)
    call(method, frame.head(380))
    start = time.perf_counter()
    call(method, frame)
    print(time.perf_counter() - start)
