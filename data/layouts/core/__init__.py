"""What every layout shares: how one is declared, how a file is recognised, the SQL for a field."""
