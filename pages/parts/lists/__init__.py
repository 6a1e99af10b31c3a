"""The long lists behind the overview: every finding, what changed, gaps, what is missing, what is due."""
