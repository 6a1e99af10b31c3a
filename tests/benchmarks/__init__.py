"""Benchmarks of the methods, with linear algebra on one thread: what is set here is read when NumPy is imported."""

import os

for library in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[library] = "1"
