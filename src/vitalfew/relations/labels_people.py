"""The words of whom we know, how well, and what is missing in it."""

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from vitalfew.relations.rules import Gap, TieWhy

STRENGTH_LABELS = {
    0: pgettext_lazy("strength", "0 by name only"),
    1: pgettext_lazy("strength", "1 has met"),
    2: pgettext_lazy("strength", "2 is called back"),
    3: pgettext_lazy("strength", "3 works together"),
    4: pgettext_lazy("strength", "4 is asked for advice"),
    5: pgettext_lazy("strength", "5 is trusted"),
}
TIE_WHY_LABELS = {
    TieWhy.OUT_OF_RANGE: gettext_lazy("Choose from 0 to 5 how well they know each other."),
    TieWhy.NOT_OF_ACCOUNT: gettext_lazy("This person is not of this account."),
    TieWhy.NOBODY_OF_US: gettext_lazy("Choose one of us."),
    TieWhy.SINCE_IN_FUTURE: gettext_lazy("They cannot know each other from a day to come."),
}


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
