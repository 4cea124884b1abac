"""Errors that are told to the person at the terminal."""


class UserError(Exception):
    """What was asked cannot be done. The message is one clear line with the mend."""
