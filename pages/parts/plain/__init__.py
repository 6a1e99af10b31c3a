"""The plain form of a page: short sentences, large letters, a symbol beside each point."""
