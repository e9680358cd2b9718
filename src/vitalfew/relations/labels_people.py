"""The words of what is missing in whom we know."""

from django.utils.translation import gettext, ngettext

from vitalfew.relations.rules import Gap


def gap_sentence(gap: Gap, count: int) -> str:
    """Say what is missing."""
    match gap:
        case Gap.NO_SENIOR:
            return gettext("Nobody of the board or a director was met in 180 days.")
        case Gap.SINGLE_THREAD:
            return gettext("Six in ten contacts or more run between the same two people: all hangs on one thread.")
        case Gap.ONE_OF_US:
            return gettext("Only one of us has met anybody in 180 days.")
        case Gap.COLD:
            words = ngettext(
                "%(count)s person has not been met for 90 days.",
                "%(count)s people have not been met for 90 days.",
                count,
            )
        case Gap.NEVER_MET:
            words = ngettext(
                "%(count)s person is known by name only: no contact is noted.",
                "%(count)s people are known by name only: no contact is noted.",
                count,
            )
        case Gap.UNPLACED:
            words = ngettext(
                "Nobody has noted the level of %(count)s person.",
                "Nobody has noted the level of %(count)s people.",
                count,
            )
    return words % {"count": count}
