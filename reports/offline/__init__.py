"""A playlist as one HTML file that opens with no server and no network."""
