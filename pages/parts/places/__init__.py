"""The parts of a place: the choice of what is shown, the map, the list and the table."""
