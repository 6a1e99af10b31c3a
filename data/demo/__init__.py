"""Records that are made up, to try the dashboard and its tests with: of no person, and never shown as real."""
