"""One line of figures: which one represents the place, its control chart, areas like it, two points compared."""
