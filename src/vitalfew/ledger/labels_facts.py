"""The words of other facts: kinds of file, what their columns mean, the words of their lists."""

from typing import Any

from django.utils.translation import pgettext_lazy

from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_money import Age
from vitalfew.ledger.rules.facts_words import (
    Activity,
    ContractKind,
    PaymentKind,
    QualityKind,
    Severity,
    TargetMetric,
    TierWord,
)

FACT_KIND_LABELS: dict[str, Any] = {
    "lines": pgettext_lazy("fact", "Order or invoice lines"),
    FactKind.CUSTOMERS: pgettext_lazy("fact", "Customers"),
    FactKind.CONTACTS: pgettext_lazy("fact", "Contacts"),
    FactKind.PRODUCTS: pgettext_lazy("fact", "Products"),
    FactKind.RECEIVABLES: pgettext_lazy("fact", "Receivables"),
    FactKind.PAYMENTS: pgettext_lazy("fact", "Payments received"),
    FactKind.COST_DRIVERS: pgettext_lazy("fact", "Cost drivers"),
    FactKind.COST_RATES: pgettext_lazy("fact", "Cost rates"),
    FactKind.QUALITY_EVENTS: pgettext_lazy("fact", "Quality events"),
    FactKind.DELIVERIES: pgettext_lazy("fact", "Deliveries"),
    FactKind.TARGETS: pgettext_lazy("fact", "Targets"),
    FactKind.OWNERS: pgettext_lazy("fact", "Owners"),
    FactKind.CONTRACTS: pgettext_lazy("fact", "Contracts"),
}

# What a file of the kind is good for, and what it must name.
FACT_KIND_USES: dict[str, Any] = {
    FactKind.CUSTOMERS: pgettext_lazy("fact", "Tax number, industry, terms and credit limit on the account's pages"),
    FactKind.CONTACTS: pgettext_lazy("fact", "Whom the ERP knows at the customer"),
    FactKind.PRODUCTS: pgettext_lazy("fact", "Family and unit of each product"),
    FactKind.RECEIVABLES: pgettext_lazy("fact", "What is open and overdue, by age"),
    FactKind.PAYMENTS: pgettext_lazy("fact", "What came in, acceptance bills apart"),
    FactKind.COST_DRIVERS: pgettext_lazy("fact", "How often each customer was served"),
    FactKind.COST_RATES: pgettext_lazy("fact", "What one service costs"),
    FactKind.QUALITY_EVENTS: pgettext_lazy("fact", "Returns, complaints and claims by severity"),
    FactKind.DELIVERIES: pgettext_lazy("fact", "How many order lines came on time and in full"),
    FactKind.TARGETS: pgettext_lazy("fact", "What each account shall bring in a period"),
    FactKind.OWNERS: pgettext_lazy("fact", "Who looks after which account"),
    FactKind.CONTRACTS: pgettext_lazy("fact", "Which agreement ends when, and by when to give notice"),
}

FACT_FIELD_LABELS: dict[str, Any] = {
    "customer": pgettext_lazy("fact", "Customer code"),
    "customer_name": pgettext_lazy("fact", "Customer name"),
    "name_en": pgettext_lazy("fact", "English name"),
    "tax_id": pgettext_lazy("fact", "Tax number"),
    "industry": pgettext_lazy("fact", "Industry"),
    "payment_terms": pgettext_lazy("fact", "Payment terms"),
    "credit_limit": pgettext_lazy("fact", "Credit limit"),
    "parent": pgettext_lazy("fact", "Group"),
    "address": pgettext_lazy("fact", "Address"),
    "contact": pgettext_lazy("fact", "Contact name"),
    "title": pgettext_lazy("fact", "Title"),
    "department": pgettext_lazy("fact", "Department"),
    "phone": pgettext_lazy("fact", "Phone"),
    "email": pgettext_lazy("fact", "Email"),
    "launched": pgettext_lazy("fact", "Launched on"),
    "instalment": pgettext_lazy("fact", "Instalment"),
    "due": pgettext_lazy("fact", "Due on"),
    "paid": pgettext_lazy("fact", "Paid amount"),
    "outstanding": pgettext_lazy("fact", "Open amount"),
    "paid_on": pgettext_lazy("fact", "Paid on"),
    "payment": pgettext_lazy("fact", "Means of payment"),
    "bill_due": pgettext_lazy("fact", "Bill due on"),
    "number": pgettext_lazy("fact", "Document number"),
    "activity": pgettext_lazy("fact", "Activity"),
    "period": pgettext_lazy("fact", "Period"),
    "volume": pgettext_lazy("fact", "Volume"),
    "rate": pgettext_lazy("fact", "Rate"),
    "valid_from": pgettext_lazy("fact", "Valid from"),
    "event": pgettext_lazy("fact", "Kind of event"),
    "severity": pgettext_lazy("fact", "Severity"),
    "text": pgettext_lazy("fact", "Description"),
    "order": pgettext_lazy("fact", "Order number"),
    "promised": pgettext_lazy("fact", "Promised for"),
    "delivered": pgettext_lazy("fact", "Delivered on"),
    "delivered_quantity": pgettext_lazy("fact", "Quantity delivered"),
    "owner": pgettext_lazy("fact", "Owner"),
    "deputy": pgettext_lazy("fact", "Deputy"),
    "director": pgettext_lazy("fact", "Director"),
    "tier": pgettext_lazy("fact", "Tier"),
    "metric": pgettext_lazy("fact", "Metric"),
    "target": pgettext_lazy("fact", "Target"),
    "contract": pgettext_lazy("fact", "Kind of contract"),
    "begins": pgettext_lazy("fact", "Begins on"),
    "ends": pgettext_lazy("fact", "Ends on"),
    "notice_by": pgettext_lazy("fact", "Notice by"),
    "value": pgettext_lazy("fact", "Value"),
    "terms": pgettext_lazy("fact", "Terms"),
    "cost": pgettext_lazy("fact", "Cost"),
    "invoice": pgettext_lazy("fact", "Invoice number"),
    "line": pgettext_lazy("fact", "Line"),
    "day": pgettext_lazy("fact", "Day"),
    "product": pgettext_lazy("fact", "Product code"),
    "product_name": pgettext_lazy("fact", "Product name"),
    "family": pgettext_lazy("fact", "Family"),
    "unit": pgettext_lazy("fact", "Unit"),
    "quantity": pgettext_lazy("fact", "Quantity"),
    "amount": pgettext_lazy("fact", "Amount"),
    "currency": pgettext_lazy("fact", "Currency"),
    "country": pgettext_lazy("fact", "Country"),
}

FACT_WORDS: dict[str, dict[str, Any]] = {
    "payment": {
        PaymentKind.TRANSFER: pgettext_lazy("fact", "Bank transfer"),
        PaymentKind.ACCEPTANCE_BILL: pgettext_lazy("fact", "Acceptance bill"),
        PaymentKind.CHEQUE: pgettext_lazy("fact", "Cheque"),
        PaymentKind.CASH: pgettext_lazy("fact", "Cash"),
        PaymentKind.LETTER_OF_CREDIT: pgettext_lazy("fact", "Letter of credit"),
        PaymentKind.OFFSET: pgettext_lazy("fact", "Offset"),
    },
    "event": {
        QualityKind.RETURN: pgettext_lazy("fact", "Return"),
        QualityKind.COMPLAINT: pgettext_lazy("fact", "Complaint"),
        QualityKind.CLAIM: pgettext_lazy("fact", "Claim"),
    },
    "severity": {
        Severity.CRITICAL: pgettext_lazy("fact", "Critical"),
        Severity.MAJOR: pgettext_lazy("fact", "Major"),
        Severity.MINOR: pgettext_lazy("fact", "Minor"),
    },
    "activity": {
        Activity.ORDER_PROCESSING: pgettext_lazy("fact", "Order processing"),
        Activity.ORDER_LINE: pgettext_lazy("fact", "Order line"),
        Activity.VISIT: pgettext_lazy("fact", "Visit"),
        Activity.DELIVERY: pgettext_lazy("fact", "Delivery"),
        Activity.KM: pgettext_lazy("fact", "Kilometres"),
        Activity.URGENT_DELIVERY: pgettext_lazy("fact", "Urgent delivery"),
        Activity.RETURN: pgettext_lazy("fact", "Return"),
        Activity.RESTOCK: pgettext_lazy("fact", "Restocking"),
        Activity.COMPLAINT: pgettext_lazy("fact", "Complaint"),
        Activity.CREDIT: pgettext_lazy("fact", "Capital tied up"),
        Activity.TECHNICAL_HOURS: pgettext_lazy("fact", "Technical hours"),
    },
    "contract": {
        ContractKind.FRAMEWORK: pgettext_lazy("fact", "Framework agreement"),
        ContractKind.SUPPLY: pgettext_lazy("fact", "Supply contract"),
        ContractKind.PRICE: pgettext_lazy("fact", "Price agreement"),
        ContractKind.SERVICE: pgettext_lazy("fact", "Service contract"),
        ContractKind.TENDER: pgettext_lazy("fact", "Tender"),
        ContractKind.CONFIDENTIALITY: pgettext_lazy("fact", "Confidentiality agreement"),
    },
    "metric": {
        TargetMetric.NET_REVENUE: pgettext_lazy("fact", "Net revenue"),
        TargetMetric.GROSS_MARGIN: pgettext_lazy("fact", "Gross margin"),
        TargetMetric.ORDER_DAYS: pgettext_lazy("fact", "Order days"),
    },
    "tier": {
        TierWord.STRATEGIC: pgettext_lazy("fact", "Strategic"),
        TierWord.KEY: pgettext_lazy("fact", "Key"),
        TierWord.POTENTIAL: pgettext_lazy("fact", "Potential"),
    },
}

AGE_LABELS: dict[Age, Any] = {
    Age.NOT_DUE: pgettext_lazy("fact", "not due"),
    Age.TO_30: pgettext_lazy("fact", "1–30 days"),
    Age.TO_60: pgettext_lazy("fact", "31–60 days"),
    Age.TO_90: pgettext_lazy("fact", "61–90 days"),
    Age.OVER_90: pgettext_lazy("fact", "over 90 days"),
    Age.UNKNOWN: pgettext_lazy("fact", "due day not known"),
}

# The kinds a file may be said to be.
KIND_CHOICES = tuple((str(kind), label) for kind, label in FACT_KIND_LABELS.items())


def fact_word(field: str, value: str) -> str:
    """Name a word of a list; a company's own word stands as it is."""
    return str(FACT_WORDS.get(field, {}).get(value, value))
