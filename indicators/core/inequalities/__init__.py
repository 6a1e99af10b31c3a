"""Who fares how: each breakdown of an indicator by a characteristic of people, and the slope across deprivation."""
