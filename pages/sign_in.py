"""Signing in and out, and what one's roles are here."""

from __future__ import annotations

from pages.parts.site import signing_in

signing_in.show()
