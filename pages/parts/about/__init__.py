"""The pieces of the About page."""
