"""The command line's own refusal."""


class Refused(Exception):
    """What was asked cannot be done; the sentence says why and what to do. Nothing was written."""
