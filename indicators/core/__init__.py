"""What every indicator shares: its model, the strategy, the engine, measures and verdicts."""
