"""The words of contact."""

from django.utils.translation import pgettext_lazy

from vitalfew.relations.rules import InteractionKind, Outcome

KIND_LABELS = {
    InteractionKind.VISIT: pgettext_lazy("interaction", "Visit"),
    InteractionKind.CALL: pgettext_lazy("interaction", "Call"),
    InteractionKind.MEETING: pgettext_lazy("interaction", "Meeting"),
    InteractionKind.VIDEO: pgettext_lazy("interaction", "Video call"),
    InteractionKind.EMAIL: pgettext_lazy("interaction", "Email"),
    InteractionKind.EVENT: pgettext_lazy("interaction", "Event"),
    InteractionKind.EXEC_MEETING: pgettext_lazy("interaction", "Executives meet"),
    InteractionKind.BOARD_MEETING: pgettext_lazy("interaction", "Joint board meeting"),
}
OUTCOME_LABELS = {
    Outcome.ORDER: pgettext_lazy("outcome", "Order"),
    Outcome.ADVANCE: pgettext_lazy("outcome", "Advance"),
    Outcome.CONTINUATION: pgettext_lazy("outcome", "Continuation"),
    Outcome.NO_SALE: pgettext_lazy("outcome", "No result"),
}
