"""Slides: what each says, from the same facts as the screen that its link opens."""
