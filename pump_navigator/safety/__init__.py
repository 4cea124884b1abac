"""Danger and medical questions are recognised here, before anything else looks at a message."""
