"""Pure functions: measures in; facts, figures and words out.  They know no screen."""
