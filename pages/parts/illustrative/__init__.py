"""Figures that were made up, shown where a link asks for them and nowhere else."""
