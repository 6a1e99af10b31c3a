"""What the board is shown: every verdict of a version, what needs attention, what changed, a dry run."""
