"""The words of the dossier: its sections, fields and choices, what to ask, why a value is refused."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew import words
from vitalfew.accounts.rules.dossier import FIELDS, Confidence, DossierWhy, Freshness, Holds, Section, money_of

SECTION_LABELS = {
    Section.BASICS: pgettext_lazy("dossier section", "Basics"),
    Section.BUSINESS: pgettext_lazy("dossier section", "Business"),
    Section.DIRECTION: pgettext_lazy("dossier section", "Direction"),
    Section.BUYING: pgettext_lazy("dossier section", "Purchasing"),
    Section.MONEY: pgettext_lazy("dossier section", "Money"),
}
FIELD_LABELS: dict[str, Any] = {
    "industry": pgettext_lazy("dossier", "Industry"),
    "parent_body": pgettext_lazy("dossier", "Parent body"),
    "legal_form": pgettext_lazy("dossier", "Legal form"),
    "legal_representative": pgettext_lazy("dossier", "Legal representative"),
    "founded_on": pgettext_lazy("dossier", "Founded on"),
    "registered_capital": pgettext_lazy("dossier", "Registered capital"),
    "headcount": pgettext_lazy("dossier", "Headcount"),
    "qualifications": pgettext_lazy("dossier", "Qualifications and certificates"),
    "address": pgettext_lazy("dossier", "Registered address"),
    "main_business": pgettext_lazy("dossier", "Main business"),
    "products": pgettext_lazy("dossier", "Their products"),
    "origin": pgettext_lazy("dossier", "Where products and materials come from"),
    "own_customers": pgettext_lazy("dossier", "Their customers"),
    "market_share": pgettext_lazy("dossier", "Market share"),
    "industry_rank": pgettext_lazy("dossier", "Rank in the industry"),
    "peer_rating": pgettext_lazy("dossier", "Rated by their peers"),
    "rivals": pgettext_lazy("dossier", "Their competitors"),
    "main_partners": pgettext_lazy("dossier", "Main partners"),
    "volumes": pgettext_lazy("dossier", "Yearly volumes"),
    "monthly_sales": pgettext_lazy("dossier", "Monthly sales"),
    "stock": pgettext_lazy("dossier", "Stock"),
    "plan_now": pgettext_lazy("dossier", "Plan now"),
    "plan_year": pgettext_lazy("dossier", "Plan for a year"),
    "plan_three_years": pgettext_lazy("dossier", "Plan for three years"),
    "plan_long": pgettext_lazy("dossier", "Plan for the long run"),
    "priorities": pgettext_lazy("dossier", "Priorities and what they are measured by"),
    "pressures": pgettext_lazy("dossier", "Pressures"),
    "buying_process": pgettext_lazy("dossier", "How they buy"),
    "buying_criteria": pgettext_lazy("dossier", "What they judge suppliers by"),
    "buying_departments": pgettext_lazy("dossier", "Departments in a purchase"),
    "next_tender_on": pgettext_lazy("dossier", "Next tender"),
    "contract_status": pgettext_lazy("dossier", "Contract"),
    "payment_attitude": pgettext_lazy("dossier", "Paying"),
    "cash_position": pgettext_lazy("dossier", "Cash"),
    "credit_rating": pgettext_lazy("dossier", "Credit rating"),
    "financial_health": pgettext_lazy("dossier", "Financial health"),
    "taxpayer_type": pgettext_lazy("dossier", "Taxpayer type"),
    "banks": pgettext_lazy("dossier", "Banks"),
}
# What a visit may ask; the rest is looked up rather than asked.
QUESTION_LABELS: dict[str, Any] = {
    "industry": _("Which industry do they count themselves in?"),
    "parent_body": _("Who stands above them, and who decides there?"),
    "main_business": _("What do they live on, and which part of it grows?"),
    "products": _("Which of their products does ours go into?"),
    "own_customers": _("Who buys from them, and what do those customers ask for now?"),
    "market_share": _("How large is their share of their market, and is it rising?"),
    "rivals": _("Against whom do they win, and against whom do they lose?"),
    "plan_now": _("What are they busy with this quarter?"),
    "plan_year": _("What do they want to reach within a year, and what stands in the way?"),
    "plan_three_years": _("Where do they want to stand in three years?"),
    "priorities": _("What is their management measured by this year?"),
    "pressures": _("What keeps them awake?"),
    "buying_process": _("Which steps does a purchase take, from the need to the order?"),
    "buying_criteria": _("By what do they judge suppliers, and how do we stand in it?"),
    "buying_departments": _("Which departments have a say in a purchase, and in what?"),
    "next_tender_on": _("When will they tender or negotiate next?"),
    "contract_status": _("Is there a contract, and until when?"),
    "payment_attitude": _("What decides when they pay?"),
    "cash_position": _("How tight is their cash, and why?"),
    "credit_rating": _("Who rates their credit, and how?"),
    "financial_health": _("What do their latest accounts say?"),
}
CHOICE_LABELS: dict[str, dict[str, Any]] = {
    "legal_form": {
        "joint_stock": pgettext_lazy("dossier choice", "Joint-stock company"),
        "sole": pgettext_lazy("dossier choice", "Sole proprietorship"),
        "limited": pgettext_lazy("dossier choice", "Limited company"),
        "limited_liability": pgettext_lazy("dossier choice", "Limited liability company"),
        "joint_venture": pgettext_lazy("dossier choice", "Joint venture"),
    },
    "industry_rank": {
        "leading": pgettext_lazy("dossier choice", "Leading"),
        "middle": pgettext_lazy("dossier choice", "In the middle"),
        "trailing": pgettext_lazy("dossier choice", "Trailing"),
    },
    "peer_rating": {
        "very_good": pgettext_lazy("dossier choice", "Very good"),
        "good": pgettext_lazy("dossier choice", "Good"),
        "fair": pgettext_lazy("dossier choice", "Fair"),
        "poor": pgettext_lazy("dossier choice", "Poor"),
        "very_poor": pgettext_lazy("dossier choice", "Very poor"),
    },
    "contract_status": {
        "signed": pgettext_lazy("dossier choice", "Signed"),
        "signing": pgettext_lazy("dossier choice", "Being signed"),
        "none": pgettext_lazy("dossier choice", "Not signed"),
    },
    "payment_attitude": {
        "prompt": pgettext_lazy("dossier choice", "Pays promptly"),
        "fair": pgettext_lazy("dossier choice", "Pays so-so"),
        "slow": pgettext_lazy("dossier choice", "Pays slowly"),
    },
    "cash_position": {
        "ample": pgettext_lazy("dossier choice", "Ample"),
        "fair": pgettext_lazy("dossier choice", "So-so"),
        "short": pgettext_lazy("dossier choice", "Short"),
        "tight": pgettext_lazy("dossier choice", "Tight"),
    },
    "taxpayer_type": {
        "general": pgettext_lazy("dossier choice", "General taxpayer"),
        "small": pgettext_lazy("dossier choice", "Small-scale taxpayer"),
    },
}
CONFIDENCE_LABELS = {
    Confidence.LOW: pgettext_lazy("confidence", "Low"),
    Confidence.MEDIUM: pgettext_lazy("confidence", "Medium"),
    Confidence.HIGH: pgettext_lazy("confidence", "High"),
}
FRESHNESS_LABELS = {
    Freshness.MISSING: pgettext_lazy("freshness", "missing"),
    Freshness.FRESH: pgettext_lazy("freshness", "fresh"),
    Freshness.OLD: pgettext_lazy("freshness", "older than 180 days"),
    Freshness.EXPIRED: pgettext_lazy("freshness", "expired"),
}
WHY_LABELS = {
    DossierWhy.NO_SUCH_FIELD: _("The dossier has no such field."),
    DossierWhy.TOO_LONG: _("Use at most 2,000 characters."),
    DossierWhy.NO_CHOICE: _("Choose one of the words in the list."),
    DossierWhy.NO_DAY: _("Write the day as year-month-day, for example 2026-03-31."),
    DossierWhy.NO_NUMBER: _("Write a figure, for example 1,200."),
    DossierWhy.NO_SHARE: _("Write a share between 0 and 100, for example 35%."),
    DossierWhy.NO_MONEY: _("Write amount and currency, for example 5000万 CNY."),
    DossierWhy.NO_SOURCE: _("Say where it comes from. A judgement without its source cannot be checked."),
    DossierWhy.EXPIRES_BEFORE: _("It cannot expire before today."),
    DossierWhy.NOTHING_TO_CONFIRM: _("There is nothing here to confirm."),
}


def value_word(field: str, value: str) -> str:
    """Return a kept value as a person reads it; a dash where nothing is known."""
    if not value or field not in FIELDS:
        return value or words.UNKNOWN
    match FIELDS[field].holds:
        case Holds.CHOICE:
            return str(CHOICE_LABELS[field].get(value, value))
        case Holds.SHARE:
            share = Decimal(value)
            return words.share(share, 0 if share * 100 == (share * 100).to_integral() else 1)
        case Holds.MONEY:
            return str(words.money(*money_of(value)))
        case Holds.NUMBER:
            return words.number(Decimal(value))
        case _:
            return value
