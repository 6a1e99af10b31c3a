"""What people write beside the figures: shown to everybody, written by those who may."""
