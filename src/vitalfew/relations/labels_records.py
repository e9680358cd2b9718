"""The words of the records: kinds, choices, the eight rows of how a customer buys, why a record is refused."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.relations.rules.participation import Cell
from vitalfew.relations.rules.practice import Practice
from vitalfew.relations.rules.records import (
    ChainLevel,
    Complexity,
    ContractState,
    CultureLevel,
    MarketEvent,
    NeedKind,
    NeedState,
    OfferKind,
    Party,
    Priority,
    Quadrant,
    RecordKind,
    RecordWhy,
    SignKind,
    SupplierStatus,
    WalletMethod,
)

RECORD_LABELS = {
    RecordKind.NEED: pgettext_lazy("record", "Needs"),
    RecordKind.OFFER: pgettext_lazy("record", "Made for them"),
    RecordKind.GAIN: pgettext_lazy("record", "What both sides gain"),
    RecordKind.CONTRACT: pgettext_lazy("record", "Contracts"),
    RecordKind.PRICE: pgettext_lazy("record", "Price agreements"),
    RecordKind.PRACTICE: pgettext_lazy("record", "How they buy"),
    RecordKind.CHAIN: pgettext_lazy("record", "Value chain"),
    RecordKind.BUYER_VIEW: pgettext_lazy("record", "How they see us"),
    RecordKind.CULTURE: pgettext_lazy("record", "Culture"),
    RecordKind.WALLET: pgettext_lazy("record", "What they spend"),
    RecordKind.COMPETITOR: pgettext_lazy("record", "Competitors"),
    RecordKind.TRUST: pgettext_lazy("record", "Trust"),
    RecordKind.PARTICIPATION: pgettext_lazy("record", "Participation"),
    RecordKind.POSITION: pgettext_lazy("record", "Market position"),
    RecordKind.SIGN: pgettext_lazy("record", "Signs of the relationship"),
}
ONE_LABELS = {
    RecordKind.NEED: pgettext_lazy("one record", "Need"),
    RecordKind.OFFER: pgettext_lazy("one record", "Tailored offer"),
    RecordKind.GAIN: pgettext_lazy("one record", "Gain of one side"),
    RecordKind.CONTRACT: pgettext_lazy("one record", "Contract"),
    RecordKind.PRICE: pgettext_lazy("one record", "Price agreement"),
    RecordKind.PRACTICE: pgettext_lazy("one record", "Row of how they buy"),
    RecordKind.CHAIN: pgettext_lazy("one record", "Position in the value chain"),
    RecordKind.BUYER_VIEW: pgettext_lazy("one record", "How they see us"),
    RecordKind.CULTURE: pgettext_lazy("one record", "Culture note"),
    RecordKind.WALLET: pgettext_lazy("one record", "Estimate of what they spend"),
    RecordKind.COMPETITOR: pgettext_lazy("one record", "Competitor"),
    RecordKind.TRUST: pgettext_lazy("one record", "Trust rating"),
    RecordKind.PARTICIPATION: pgettext_lazy("one record", "Position of an offering"),
    RecordKind.POSITION: pgettext_lazy("one record", "Market position"),
    RecordKind.SIGN: pgettext_lazy("one record", "Sign of the relationship"),
}
SIGN_LABELS = {
    SignKind.JOINT_PLAN: pgettext_lazy("sign", "A joint plan signed"),
    SignKind.INFORMATION_SHARED: pgettext_lazy("sign", "Kinds of information shared"),
    SignKind.MAIN_CONTACT: pgettext_lazy("sign", "Their main contact is named"),
    SignKind.SYSTEM_LINK: pgettext_lazy("sign", "Orders through linked systems, per cent"),
    SignKind.HARD_TO_LEAVE: pgettext_lazy("sign", "Hard to leave for both"),
}
NEED_KIND_LABELS = {
    NeedKind.PRODUCT: pgettext_lazy("need", "Product need"),
    NeedKind.PROCESS: pgettext_lazy("need", "Process need"),
    NeedKind.FACILITATION: pgettext_lazy("need", "Facilitation need"),
}
PRIORITY_LABELS = {
    Priority.HIGH: pgettext_lazy("priority", "High"),
    Priority.MEDIUM: pgettext_lazy("priority", "Medium"),
    Priority.LOW: pgettext_lazy("priority", "Low"),
}
NEED_STATE_LABELS = {
    NeedState.OPEN: pgettext_lazy("need state", "Open"),
    NeedState.MEETING: pgettext_lazy("need state", "Being met"),
    NeedState.MET: pgettext_lazy("need state", "Met"),
    NeedState.DROPPED: pgettext_lazy("need state", "No longer wanted"),
}
OFFER_KIND_LABELS = {
    OfferKind.SPECIFICATION: pgettext_lazy("offer", "Specification"),
    OfferKind.PRICE_TERMS: pgettext_lazy("offer", "Price terms"),
    OfferKind.SERVICE_LEVEL: pgettext_lazy("offer", "Service level"),
    OfferKind.LOGISTICS: pgettext_lazy("offer", "Logistics"),
    OfferKind.SUPPORT: pgettext_lazy("offer", "Technical and staff support"),
    OfferKind.OTHER: pgettext_lazy("offer", "Other"),
}
CONTRACT_STATE_LABELS = {
    ContractState.SIGNING: pgettext_lazy("contract", "Being signed"),
    ContractState.SIGNED: pgettext_lazy("contract", "Signed"),
}
PARTY_LABELS = {
    Party.US: pgettext_lazy("party", "We"),
    Party.CUSTOMER: pgettext_lazy("party", "The customer"),
}
CHAIN_LABELS = {
    ChainLevel.RAW_MATERIAL: pgettext_lazy("value chain", "Raw material"),
    ChainLevel.COMPONENT: pgettext_lazy("value chain", "Component"),
    ChainLevel.PRODUCT: pgettext_lazy("value chain", "Product"),
    ChainLevel.INTERMEDIARY: pgettext_lazy("value chain", "Intermediary"),
    ChainLevel.END_MARKET: pgettext_lazy("value chain", "End market"),
}
COMPLEXITY_LABELS = {
    Complexity.SIMPLE: pgettext_lazy("complexity", "Simple"),
    Complexity.COMPLEX: pgettext_lazy("complexity", "Complex"),
}
EVENT_LABELS = {
    MarketEvent.NONE: pgettext_lazy("market event", "Standing only"),
    MarketEvent.RISE: pgettext_lazy("market event", "Rose"),
    MarketEvent.FALL: pgettext_lazy("market event", "Fell"),
    MarketEvent.MERGER: pgettext_lazy("market event", "Merger"),
    MarketEvent.NEW_OWNER: pgettext_lazy("market event", "New owner"),
    MarketEvent.ENTRY: pgettext_lazy("market event", "Entered a market"),
    MarketEvent.EXIT: pgettext_lazy("market event", "Left a market"),
}
CELL_LABELS = {
    Cell.BOTH_COMPLEX: pgettext_lazy("cell", "① Complex product, complex process"),
    Cell.PRODUCT_COMPLEX: pgettext_lazy("cell", "② Complex product, simple process"),
    Cell.PROCESS_COMPLEX: pgettext_lazy("cell", "③ Simple product, complex process"),
    Cell.BOTH_SIMPLE: pgettext_lazy("cell", "④ Simple product, simple process"),
}
QUADRANT_LABELS = {
    Quadrant.STRATEGIC: pgettext_lazy("quadrant", "Strategic"),
    Quadrant.LEVERAGE: pgettext_lazy("quadrant", "Leverage"),
    Quadrant.BOTTLENECK: pgettext_lazy("quadrant", "Bottleneck"),
    Quadrant.NON_CRITICAL: pgettext_lazy("quadrant", "Non-critical"),
}
SUPPLIER_LABELS = {
    SupplierStatus.APPROVED: pgettext_lazy("supplier status", "Approved"),
    SupplierStatus.ONE_OF_MANY: pgettext_lazy("supplier status", "One of many"),
    SupplierStatus.PREFERRED: pgettext_lazy("supplier status", "Preferred"),
    SupplierStatus.PRIMARY: pgettext_lazy("supplier status", "Primary"),
    SupplierStatus.SOLE: pgettext_lazy("supplier status", "Sole"),
}
CULTURE_LABELS = {
    CultureLevel.COMPANY: pgettext_lazy("culture", "Company"),
    CultureLevel.SITE: pgettext_lazy("culture", "Site"),
    CultureLevel.REGION: pgettext_lazy("culture", "Region"),
}
METHOD_LABELS = {
    WalletMethod.STATED: pgettext_lazy("wallet", "The customer said so"),
    WalletMethod.TENDER: pgettext_lazy("wallet", "Tender"),
    WalletMethod.PUBLIC: pgettext_lazy("wallet", "Public data"),
    WalletMethod.MODEL: pgettext_lazy("wallet", "Worked out"),
}
WHY_LABELS = {
    RecordWhy.NOTHING_SAID: _("Write what it is: without that the record says nothing."),
    RecordWhy.ENDS_BEFORE: _("It cannot end before it begins."),
    RecordWhy.NOTICE_AFTER: _("The notice day must not come after the end."),
    RecordWhy.NO_CURRENCY: _("Write the currency of the amounts, for example CNY."),
    RecordWhy.BELOW_ZERO: _("An amount here cannot be below zero."),
    RecordWhy.RANGE_UPSIDE_DOWN: _("From low to high: the point must lie between."),
    RecordWhy.NO_AMOUNT: _("Write an amount."),
    RecordWhy.NOT_A_SHARE: _("Write a share between 0 and 100, for example 35%."),
    RecordWhy.NO_LEVEL: _("Say how far: kinds of information, or orders in per cent."),
    RecordWhy.TWICE: _("There is one already. Change that one."),
    RecordWhy.NO_REASON: _("Write why it no longer stands."),
    RecordWhy.DAY_AHEAD: _("That day is still to come. Record what has happened."),
    RecordWhy.NO_POSITION: _("Write a rank, a share, or what happened."),
    RecordWhy.ENDED: _("It has ended meanwhile. Open the page again."),
}
PRACTICE_LABELS = {
    Practice.SUPPLIERS: pgettext_lazy("practice", "How many suppliers"),
    Practice.RELATIONSHIP: pgettext_lazy("practice", "How long they think"),
    Practice.COMMUNICATION: pgettext_lazy("practice", "Who talks with us"),
    Practice.INFORMATION: pgettext_lazy("practice", "What they share with us"),
    Practice.PRICE: pgettext_lazy("practice", "How prices are settled"),
    Practice.SELECTION: pgettext_lazy("practice", "How suppliers are chosen"),
    Practice.SUPPORT_TO_THEM: pgettext_lazy("practice", "What we do for them"),
    Practice.SUPPORT_TO_US: pgettext_lazy("practice", "What they do for us"),
}
# What the row looks like with a traditional and with a modern buyer.
PRACTICE_ENDS = {
    Practice.SUPPLIERS: (pgettext_lazy("practice end", "many"), pgettext_lazy("practice end", "few")),
    Practice.RELATIONSHIP: (
        pgettext_lazy("practice end", "short-term trade"),
        pgettext_lazy("practice end", "long-term partner"),
    ),
    Practice.COMMUNICATION: (
        pgettext_lazy("practice end", "a buyer and a salesman"),
        pgettext_lazy("practice end", "many departments"),
    ),
    Practice.INFORMATION: (
        pgettext_lazy("practice end", "orders, nothing else"),
        pgettext_lazy("practice end", "forecast, stock, plans"),
    ),
    Practice.PRICE: (
        pgettext_lazy("practice end", "the lowest price"),
        pgettext_lazy("practice end", "total cost and more"),
    ),
    Practice.SELECTION: (
        pgettext_lazy("practice end", "whoever buys decides"),
        pgettext_lazy("practice end", "by rule and strategy"),
    ),
    Practice.SUPPORT_TO_THEM: (pgettext_lazy("practice end", "none"), pgettext_lazy("practice end", "regular")),
    Practice.SUPPORT_TO_US: (pgettext_lazy("practice end", "none"), pgettext_lazy("practice end", "regular")),
}
