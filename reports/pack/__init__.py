"""The board pack: a tagged PDF of the strategy or of a playlist, of one data version throughout."""
