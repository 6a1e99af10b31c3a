"""The pieces of an indicator's page."""
