"""The pieces of the overview."""
