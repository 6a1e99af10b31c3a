"""A talk as those see it who follow it on a device of their own."""
