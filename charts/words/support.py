"""What comes first wherever suicide or self-harm is the subject, on screen and in every file."""

from __future__ import annotations

from indicators.core.model import Sensitivity

SUPPORT = {
    Sensitivity.SUICIDE: "This page is about suicide.",
    Sensitivity.SELF_HARM: "This page is about self-harm.",
}
TALK = (
    "If you or someone you know needs to talk: Samaritans 116 123, free, any time, or text SHOUT to 85258. "
    "In Leeds, MindWell and, for young people, MindMate list local support. In an emergency call 999."
)


def support(sensitivity: Sensitivity) -> str:
    """The support lines of a file about such a subject; empty for any other."""
    return "" if sensitivity is Sensitivity.NONE else f"These figures are about {sensitivity}. {TALK}"
