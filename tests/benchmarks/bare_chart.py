"""A page of Streamlit that shows one figure, kept as JSON in the file that ``BARE_CHART`` names, and nothing else."""

import os
from pathlib import Path

import plotly.io
import streamlit as st

st.html('<h1 class="bare">A chart</h1>')
st.plotly_chart(plotly.io.from_json(Path(os.environ["BARE_CHART"]).read_text(encoding="utf-8")), theme=None)
