"""Who fares how by group: one sentence a characteristic, then each measure of the one that is chosen."""
