"""The words of what is said of people at a customer, and of the lines between them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.rules import ContactKind
from vitalfew.relations.rules.stances import (
    BuyingRole,
    Drive,
    Evidence,
    LineKind,
    Openness,
    Part,
    Power,
    StanceWhy,
)

KIND_LABELS = {
    ContactKind.PERSON: pgettext_lazy("map", "Person of the customer"),
    ContactKind.PLACEHOLDER: pgettext_lazy("map", "To be found"),
    ContactKind.OUTSIDER: pgettext_lazy("map", "Outside the company"),
}
POWER_LABELS = {
    Power.INNER: pgettext_lazy("power", "Inner circle"),
    Power.STRUCTURE: pgettext_lazy("power", "Power structure"),
    Power.OUTSIDE: pgettext_lazy("power", "Outside"),
}
# Short, for they stand on cards; each says what the person does.
ROLE_LABELS = {
    BuyingRole.INITIATOR: pgettext_lazy("buying role", "Initiates"),
    BuyingRole.USER: pgettext_lazy("buying role", "Uses"),
    BuyingRole.INFLUENCER: pgettext_lazy("buying role", "Influences"),
    BuyingRole.DECIDER: pgettext_lazy("buying role", "Decides"),
    BuyingRole.APPROVER: pgettext_lazy("buying role", "Approves"),
    BuyingRole.BUYER: pgettext_lazy("buying role", "Buys"),
    BuyingRole.GATEKEEPER: pgettext_lazy("buying role", "Gates"),
}
PART_LABELS = {
    Part.ECONOMIC: pgettext_lazy("part", "Economic decision"),
    Part.USER: pgettext_lazy("part", "User's check"),
    Part.TECHNICAL: pgettext_lazy("part", "Technical check"),
    Part.COACH: pgettext_lazy("part", "Coach (informant)"),
}
# Worded so that the person could read it.
ATTITUDE_LABELS = {
    3: pgettext_lazy("attitude", "Speaks up for us"),
    2: pgettext_lazy("attitude", "Supports us"),
    1: pgettext_lazy("attitude", "Leans to us"),
    0: pgettext_lazy("attitude", "Neutral"),
    -1: pgettext_lazy("attitude", "Has doubts"),
    -2: pgettext_lazy("attitude", "Does not support"),
    -3: pgettext_lazy("attitude", "Prefers others"),
    None: pgettext_lazy("attitude", "Unknown"),
}
INFLUENCE_LABELS = {
    1: pgettext_lazy("influence", "1 hardly heard"),
    2: pgettext_lazy("influence", "2 heard in own field"),
    3: pgettext_lazy("influence", "3 asked"),
    4: pgettext_lazy("influence", "4 carries weight"),
    5: pgettext_lazy("influence", "5 sways the decision"),
}
OPENNESS_LABELS = {
    Openness.SEEKS: pgettext_lazy("openness", "Looks for the new"),
    Openness.OPEN: pgettext_lazy("openness", "Willing to try"),
    Openness.WAITS: pgettext_lazy("openness", "Waits and sees"),
    Openness.RESISTS: pgettext_lazy("openness", "Keeps to the old"),
}
DRIVE_LABELS = {
    Drive.BUSINESS: pgettext_lazy("drive", "Business results"),
    Drive.FINANCIAL: pgettext_lazy("drive", "Figures"),
    Drive.TECHNICAL: pgettext_lazy("drive", "Technology"),
    Drive.RELATIONSHIP: pgettext_lazy("drive", "Good relations"),
}
EVIDENCE_LABELS = {
    Evidence.CONFIRMED: pgettext_lazy("evidence", "Confirmed"),
    Evidence.ASSUMED: pgettext_lazy("evidence", "Assumed"),
}
LINE_LABELS = {
    LineKind.DOTTED: pgettext_lazy("line", "Dotted line"),
    LineKind.PLUS: pgettext_lazy("line", "Influence +"),
    LineKind.MINUS: pgettext_lazy("line", "Influence −"),
    LineKind.CONFLICT: pgettext_lazy("line", "Conflict"),
    LineKind.PERSONAL: pgettext_lazy("line", "Personal tie"),
}
LINE_STRENGTH_LABELS = {
    1: pgettext_lazy("line", "1 slight"),
    2: pgettext_lazy("line", "2 clear"),
    3: pgettext_lazy("line", "3 strong"),
}
STANCE_WHY_LABELS = {
    StanceWhy.NO_SOURCE: _("Write who says so, or what it is read from."),
    StanceWhy.OUT_OF_RANGE: _("Choose one of what is offered."),
    StanceWhy.NOT_OF_ACCOUNT: _("This person is not of this account."),
    StanceWhy.SAME_PERSON: _("A line needs two people."),
    StanceWhy.DRAWN_ALREADY: _("This line is drawn already. Somebody has drawn it meanwhile."),
    StanceWhy.IN_FUTURE: _("This day is still to come. Write it down once it has happened."),
    StanceWhy.ENDED: _("This line has ended. Somebody has ended it meanwhile."),
}
