"""From the rows in force to measures: computed, given limits, stored, read back."""
