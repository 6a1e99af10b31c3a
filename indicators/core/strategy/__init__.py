"""The strategy: its structure, who stands for the place, its targets."""
