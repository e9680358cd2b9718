"""The words of reviews."""

from django.utils.translation import gettext_lazy as _

from vitalfew.loop.review.rules import ReviewWhy

WHY_LABELS = {
    ReviewWhy.NO_CYCLE: _("There is no open cycle to review. Set an objective to open one."),
    ReviewWhy.NOTHING_TO_REVIEW: _("This cycle has no objective yet, so there is nothing to look back on."),
    ReviewWhy.REVIEW_NEEDS_LESSON: _("Write the lesson: the next cycle begins with it."),
    ReviewWhy.REVIEW_IN_FUTURE: _("This day is still to come. Close the cycle once the review has been held."),
}
