"""The page of what people say: projects, who takes part, the ladder, what was answered, what changed."""
