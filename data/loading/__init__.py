"""From a file to rows in force: read in a process with limits, checked, appended, made again, erased."""
