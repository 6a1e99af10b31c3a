"""From a file to rows in force: loads made again, and erased."""
