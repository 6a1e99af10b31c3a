"""Who may come in and what they may send: the key of a start, the rules for a visit, the guard before every request."""
