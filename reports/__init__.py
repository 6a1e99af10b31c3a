"""What leaves the dashboard: files made from the same facts as the screens."""
