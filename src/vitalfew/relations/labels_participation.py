"""What each cell of the participation matrix means: whom it needs, what it costs, how far it can lead (S32)."""

from django.utils.translation import gettext_lazy as _

from vitalfew.relations.rules.participation import Cell

PEOPLE_MEANT = {
    Cell.BOTH_COMPLEX: _(
        "Development and operations of both sides, early. A joint team with its own rhythm; the manager conducts."
    ),
    Cell.PRODUCT_COMPLEX: _(
        "Experts in front: they advise, prove and teach. The customer decides on evidence and uses it alone."
    ),
    Cell.PROCESS_COMPLEX: _(
        "Logistics, finance and service people step by step beside theirs; one agreed level for each shared step."
    ),
    Cell.BOTH_SIMPLE: _(
        "Few people: ordering online, a price, an inside colleague. The manager looks in when it stops."
    ),
}
COST_MEANT = {
    Cell.BOTH_COMPLEX: _("High and before the first order; worth it where volume and years are agreed."),
    Cell.PRODUCT_COMPLEX: _("Experts' hours and material; falls with every case that can be shown again."),
    Cell.PROCESS_COMPLEX: _("In the interfaces: touchpoints for each order. Linking systems pays first."),
    Cell.BOTH_SIMPLE: _("Must stay low for each order. Ask whether full key account care pays here."),
}
STAGE_MEANT = {
    Cell.BOTH_COMPLEX: _("As far as synergistic."),
    Cell.PRODUCT_COMPLEX: _("Mid as a rule; partnership where advice becomes part of their process."),
    Cell.PROCESS_COMPLEX: _("Partnership, where the steps are run together."),
    Cell.BOTH_SIMPLE: _("Early or mid: who is exchangeable is compared by price."),
}
