"""The pieces of the Data page."""
