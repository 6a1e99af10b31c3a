"""The pieces of the upload page."""
