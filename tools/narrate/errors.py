"""What this tool can tell a person who runs it."""


class NarrateError(Exception):
    """Something that a person can put right. The text says what happened, to what, and what to do next."""
