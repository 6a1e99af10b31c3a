"""The store: tables, layouts, checks, loads.  Knows no indicator."""
