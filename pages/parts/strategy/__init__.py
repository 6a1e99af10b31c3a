"""The pieces of the pages of an outcome and a priority."""
