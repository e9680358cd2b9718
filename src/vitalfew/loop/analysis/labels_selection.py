"""The words of the selection: criteria with their anchors and formulas, boxes of the portfolio, steps."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.analysis.rules.selection import Axis, Box, Criterion, ScoreSource, SelectionWhy, Step

AXIS_LABELS = {
    Axis.ATTRACTIVENESS: pgettext_lazy("axis", "Attractiveness"),
    Axis.STRENGTH: pgettext_lazy("axis", "Our strength"),
}
SOURCE_LABELS = {
    ScoreSource.COMPUTED: pgettext_lazy("score", "computed"),
    ScoreSource.JUDGED: pgettext_lazy("score", "judged"),
}
CRITERION_LABELS = {
    Criterion.PURCHASE_BUDGET: pgettext_lazy("criterion", "Purchase budget"),
    Criterion.GROWTH: pgettext_lazy("criterion", "Growth"),
    Criterion.PROFITABILITY: pgettext_lazy("criterion", "Profitability"),
    Criterion.PRESTIGE: pgettext_lazy("criterion", "Prestige"),
    Criterion.TECHNICAL_SOPHISTICATION: pgettext_lazy("criterion", "Technical level"),
    Criterion.EXCLUSIVITY: pgettext_lazy("criterion", "Exclusivity"),
    Criterion.GEOGRAPHIC_REACH: pgettext_lazy("criterion", "Geographic reach"),
    Criterion.RANGE: pgettext_lazy("criterion", "Range"),
    Criterion.SUPPORT: pgettext_lazy("criterion", "Support"),
    Criterion.PRICING: pgettext_lazy("criterion", "Pricing"),
    Criterion.REPUTATION: pgettext_lazy("criterion", "Reputation"),
    Criterion.RELIABILITY: pgettext_lazy("criterion", "Reliability"),
    Criterion.KNOW_HOW: pgettext_lazy("criterion", "Know-how"),
    Criterion.STAFF: pgettext_lazy("criterion", "Staff"),
}
# What 0 and what 10 mean, where the scorecard says nothing of its own.
ANCHOR_LABELS = {
    Criterion.PURCHASE_BUDGET: (_("buys least of all compared"), _("buys most of all compared")),
    Criterion.GROWTH: (_("shrinks by 25% or more"), _("grows by 25% or more")),
    Criterion.PROFITABILITY: (_("lowest margin rate of all compared"), _("highest margin rate of all compared")),
    Criterion.PRESTIGE: (_("nobody knows the name"), _("the name opens doors in the trade")),
    Criterion.TECHNICAL_SOPHISTICATION: (_("buys to the standard"), _("its demands make us better")),
    Criterion.EXCLUSIVITY: (_("changes suppliers with every order"), _("binds itself to few suppliers for years")),
    Criterion.GEOGRAPHIC_REACH: (_("one site"), _("plants on several continents")),
    Criterion.RANGE: (_("we have little of what they need"), _("we have all they need from our trade")),
    Criterion.SUPPORT: (_("others help faster and better"), _("they call us first")),
    Criterion.PRICING: (_("clearly dearer at equal value"), _("best value for them")),
    Criterion.REPUTATION: (_("they have doubts about us"), _("they recommend us")),
    Criterion.RELIABILITY: (_("late or faulty again and again"), _("on time and without fault")),
    Criterion.KNOW_HOW: (_("we learn their trade from them"), _("they ask us for advice")),
    Criterion.STAFF: (_("our people are not taken seriously"), _("our people are their first choice")),
}
FORMULA_LABELS = {
    Criterion.PURCHASE_BUDGET: _(
        "The estimate of their whole purchases where there is one, else our net revenue of twelve months; "
        "10 × the part of all compared accounts that buy less"
    ),
    Criterion.GROWTH: _(
        "Net revenue of twelve months against the twelve before; −25% and less is 0, +25% and more is 10, "
        "straight between"
    ),
    Criterion.PROFITABILITY: _(
        "Gross margin divided by net revenue, twelve months; 10 × the part of all compared accounts with a lower rate"
    ),
    Criterion.RELIABILITY: _(
        "Order lines delivered on time and in full, of those promised in twelve months, ten at least; 80% and less is "
        "0, all of them is 10, straight between"
    ),
}
BOX_LABELS = {
    Box.INVEST_GROWTH: pgettext_lazy("box", "Invest for growth"),
    Box.INVEST_SELECTIVELY: pgettext_lazy("box", "Invest selectively"),
    Box.MAINTAIN: pgettext_lazy("box", "Maintain"),
    Box.MANAGE_FOR_CASH: pgettext_lazy("box", "Manage for cash"),
    Box.WITHDRAW: pgettext_lazy("box", "Withdraw"),
}
BOX_MEANS = {
    Box.INVEST_GROWTH: _("Attractive, and we are strong: best people, plan for three years."),
    Box.INVEST_SELECTIVELY: _("Attractive, but others are stronger: invest where the gap can be closed."),
    Box.MAINTAIN: _("We are strong, they are less attractive: serve well, at a cost that fits."),
    Box.MANAGE_FOR_CASH: _("We are strong, they promise little: take the margin, invest nothing."),
    Box.WITHDRAW: _("Neither: give the time to others, leave in good form."),
}
STEP_LABELS = {
    Step.CANDIDATE: pgettext_lazy("selection", "Candidate"),
    Step.TARGET: pgettext_lazy("selection", "Target"),
    Step.REJECTED: pgettext_lazy("selection", "Not selected"),
    Step.KEPT: pgettext_lazy("selection", "Kept as key account"),
}
STEP_VERBS = {
    Step.CANDIDATE: pgettext_lazy("selection verb", "Make it a candidate"),
    Step.TARGET: pgettext_lazy("selection verb", "Make it a target"),
    Step.REJECTED: pgettext_lazy("selection verb", "Do not select it"),
    Step.KEPT: pgettext_lazy("selection verb", "Keep it as a key account"),
}
SELECTION_WHY_LABELS = {
    SelectionWhy.WEIGHTS_OF_ATTRACTIVENESS: _("The weights of attractiveness have to come to 100%."),
    SelectionWhy.WEIGHTS_OF_STRENGTH: _("The weights of our strength have to come to 100%."),
    SelectionWhy.NO_FORMULA: _("The books cannot say anything about this criterion. It has to be judged."),
    SelectionWhy.CARD_NEEDS_REASON: _("Write why the scorecard changes. Everybody's scores will be read by it."),
    SelectionWhy.OUT_OF_SCALE: _("A score lies between 0 and 10."),
    SelectionWhy.NEEDS_EVIDENCE: _("Write on what the score rests. Without it nobody can check it."),
    SelectionWhy.STEP_NEEDS_REASON: _("Write the reason of the decision."),
    SelectionWhy.STEP_NOT_NEXT: _("This cannot follow what was decided before. Look at the decisions and choose anew."),
    SelectionWhy.DECIDED_MEANWHILE: _("Somebody else has decided meanwhile. Nothing was written; look at it again."),
}
