"""Reading, checking and appending of files that others made, in a process of its own with limits."""
