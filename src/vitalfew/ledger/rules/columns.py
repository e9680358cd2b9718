"""What a column of a file may mean, as data: names in both languages, the best first, and how headers are matched."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vitalfew.ledger.rules.exports import EXPORTS, TECHNICAL, Export


class Holds(StrEnum):
    CODE = "code"  # told apart letter by letter; 17850.0 is 17850
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    KIND = "kind"
    YES_NO = "yes_no"


class Why(StrEnum):
    """Why a column is taken for a field. Only a guess from content is never acted upon without asking."""

    NAME = "name"
    ALIAS = "alias"
    CONTENT = "content"
    CHOSEN = "chosen"
    NOTHING = ""


@dataclass(frozen=True)
class Field:
    """One thing a column may mean."""

    identifier: str
    holds: Holds
    aliases: str  # separated by |
    hints: str = ""  # parts of a header that make a guess, not more
    second: str = ""  # names that mean this where what they mean first has a column of its own


FIELDS = {
    field.identifier: field
    for field in (
        Field(
            "invoice", Holds.CODE,
            "invoice no|invoice number|invoice|invoice id|bill no|billing document|document no|document number"
            "|order id|order no|order number|sales order|transaction id|receipt no"
            "|发票号|发票号码|发票编号|单号|单据号|单据编号|销售单号|出库单号|订单号|订单编号|订单 ID"
            "|销售订单号|销售订单编号|发货单号|凭证号|开票凭证|开票凭证号|order reference"
            "|sales and distribution document number",
            "invoice|order|单号",
        ),
        Field(
            "line", Holds.CODE,
            "line no|line number|line|line item|line item id|row id|item number of the sd document|行号|行 ID|项次"
            "|行项目|明细行号|分录行号|序号",
        ),
        Field(
            "kind", Holds.KIND,
            "kind|line kind|line type|transaction type|document type|invoice type|billing type|type|单据类型|业务类型"
            "|销售类型|行类型",
        ),
        # Not SAP's "Canceled": there a document of its own takes the money back.
        Field("voided", Holds.YES_NO, "voided|is voided|is void|void|作废|是否作废|已作废|作废标志|作废标识|作废状态"),
        Field(
            "day", Holds.DAY,
            "invoice date|billing date|posting date|order date|sales date|transaction date|date|day|invoice datetime"
            "|ship date|delivery date|开票日期|发票日期|订单日期|下单日期|销售日期|业务日期|单据日期|制单日期"
            "|交易日期|记账日期|日期"
            "|下单时间|交易时间|发货日期|出库日期|date order|date confirm|close date|出具发票日期|账单日期|帐单日期"
            "|合同日期|签约日期",
            "date|日期|时间",
        ),
        Field(
            "account", Holds.CODE,
            "customer id|customer code|customer no|customer number|account code|account id|account no|client id"
            "|client code|buyer id|sold to party|sold to|cust id|cust no|客户编码|客户编号|客户代码|客户 ID"
            "|客户号|购货单位编码"
            "|往来单位编码|会员编号|售达方|售达方编码|客户.编码|结算客户编码",
            "customer|client|cust|客户",
            "customer|client|account|客户|购货单位|往来单位",
        ),
        Field(
            "account_name", Holds.TEXT,
            "customer name|company name|client name|account name|customer|client|account|buyer|客户名称"
            "|客户全称|客户简称"
            "|客户|公司名称|购货单位|购货单位名称|购买方名称|购方名称|往来单位|往来单位名称|单位名称"
            "|售达方名称|售达方描述|客户.名称|订货客户|partner|sold to party name|associated company",
        ),
        Field("country", Holds.TEXT, "country|customer country|ship country|国家|国家/地区"),
        Field(
            "product", Holds.CODE,
            "product id|product code|stock code|sku|item code|item no|item number|material|material no"
            "|material number"
            "|part no|part number|product no|产品 ID|产品编码|产品编号|产品代码|商品编码|商品编号|货号"
            "|物料编码|物料号|物料|物料代码|存货编码|料号|料品|料品编码|产品代码|internal reference",
            "product|item|产品|商品|物料",
            "product|item|产品|商品|存货",
        ),
        Field(
            "product_name", Holds.TEXT,
            "product name|item name|description|item description|product description|material description"
            "|product|item"
            "|产品名称|商品名称|品名|物料名称|物料描述|存货名称|货物名称|料品名称|产品|商品|product variant"
            "|opportunity product name",
        ),
        Field(
            "family", Holds.TEXT,
            "product family|product category|product group|item group|category|family|产品类别|商品类别|类别"
            "|品类|产品大类|大类|物料组|存货分类|category of product|material group",
        ),
        Field(
            "quantity", Holds.NUMBER,
            "quantity|qty|order quantity|invoiced quantity|quantity sold|units|数量|销售数量|开票数量"
            "|出库数量|订单数量|实发数量|计价数量|发货数量|已开票数量|辅数量|qty ordered|qty invoiced|# of qty"
            "|product quantity|billed quantity|actual billed quantity|actual invoiced quantity",
            "qty|quantity|number of|数量",
        ),
        Field(
            "unit", Holds.TEXT,
            "unit|uom|unit of measure|sales unit|单位|计量单位|主计量单位|主计量|销售单位|计价单位",
        ),
        Field(
            "unit_price", Holds.NUMBER,
            "net unit price|unit price|net price|sales price|selling price|price|不含税单价|未税单价|单价"
            "|销售单价|售价|无税单价|原币无税单价|含税单价|原币含税单价|本币无税单价",
            "price|单价",
        ),
        Field(
            "amount", Holds.NUMBER,
            "net amount|line amount|amount|line total|sales amount|net sales|sales|revenue|turnover|extended price"
            "|total price|total amount|total|dollar value|不含税金额|未税金额|净额|金额|销售额"
            "|销售金额|销售收入|成交额"
            "|订单金额|营业额|无税金额|原币无税金额|原币金额|本币无税金额|本币金额|净值|净价值|销售订单金额"
            "|untaxed total|untaxed amount|subtotal|net value|net value of the billing item in document currency",
            "amount|value|total|revenue|sales|金额|销售额",
        ),
        Field(
            "gross_amount", Holds.NUMBER,
            "gross amount|amount incl tax|amount including tax|含税金额|价税合计|含税总额|税价合计|原币价税合计"
            "|本币价税合计",
        ),
        Field(
            "tax_amount", Holds.NUMBER,
            "tax amount|vat amount|tax|vat|tax amount in document currency|税额|增值税额|原币税额|本币税额",
        ),
        Field("tax_rate", Holds.NUMBER, "tax rate|vat rate|税率|增值税率"),
        Field(
            "cost", Holds.NUMBER,
            "cost of goods sold|cogs|cost amount|total cost|cost|销售成本|成本金额|成本额|成本",
        ),
        Field("profit", Holds.NUMBER, "gross profit|profit|毛利额|毛利|利润额|利润"),
        Field("discount", Holds.NUMBER, "discount|discount rate|折扣|折扣率"),
        Field(
            "currency", Holds.CODE,
            "currency|currency code|document currency|sd document currency|币种|货币|币别|结算币别|凭证货币"
            "|SD 凭证货币",
        ),
        Field(
            "end_account", Holds.CODE,
            "end customer code|end customer id|end user code|最终客户编码|终端客户编码|最终用户编码",
        ),
        Field("end_account_name", Holds.TEXT, "end customer|end customer name|end user|最终客户|终端客户|最终用户"),
        Field("channel", Holds.TEXT, "channel|sales channel|distribution channel|渠道|销售渠道|分销渠道"),
        Field("site", Holds.TEXT, "site|ship to|ship to party|delivery site|送达方|收货方|收货地点|门店"),
        Field(
            "salesperson", Holds.TEXT,
            "salesperson|sales person|sales rep|sales representative|sales agent|account manager|employee|employee id"
            "|sales employee|deal owner|opportunity owner|业务员|业务员名称|销售员|销售人员|销售代表|客户经理",
        ),
    )
}  # fmt: skip

# What the books record follows from which day the file gives; a mere "date" does not say.
_BASES = {
    "contract": "close date|contract date|合同日期|签约日期",
    "order": "order date|date order|date confirm|订单日期|下单日期|下单时间",
    "delivery": "ship date|delivery date|发货日期|出库日期",
    "invoice": "invoice date|billing date|invoice datetime|fkdat|开票日期|发票日期|出具发票日期|账单日期|帐单日期",
}
_NET_WORDS = re.compile(
    r"不含税|未税|无税|去税|净|(?<![a-z])net(?:wr|sales|value|amount|total|price|revenue|unit)?(?![a-z])|untaxed|pricesubtotal"
    r"|price_subtotal|^i(?:nat)?money$|(?:excl|excluding|without|before)[^a-z]*(?:vat|tax)"
)
_GROSS_WORDS = re.compile(
    r"含税|价税|税价|gross|(?:incl|including|with)[^a-z]*(?:vat|tax)|^i(?:nat)?sum$|^fallamount$|price_?total"
)
# A second amount in the company's own money, whatever the currency column says.
_HOME = re.compile(r"本币|本位币|^inat|(?:home|local|company) currency")
_FOREIGN = re.compile(r"原币|外币|^i(?:money|sum|tax|unitprice|taxunitprice)$")
# "销售订单行.价税合计": the part of the document before the name.
_PART = re.compile(r"^.*(?:行|明细|分录|表体|表头|单据头|单据体|主表|子表|基本信息)[.．#-](.+)$")
_LATER = 1000
_SCALES = (("亿元", 8), ("百万元", 6), ("万元", 4), ("千元", 3))
_IN_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_NOT_A_WORD = re.compile(r"[\W_]+")


def normalise(header: str) -> str:
    """Return the header without case, width, spaces and signs: "Invoice No." and "invoice_no" are one name."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", header).casefold())


def _names(text: str) -> tuple[str, ...]:
    return tuple(normalise(name) for name in text.split("|") if name)


def _meanings() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return what each name means, the best first: its rank is its place in the list, technical names come after."""
    found: dict[str, dict[str, int]] = {}
    for identifier, field in FIELDS.items():
        lists = ((0, field.aliases), (100, TECHNICAL.get(identifier, "")), (_LATER, field.second))
        for start, names in lists:
            for rank, name in enumerate(_names(names), start):
                found.setdefault(name, {}).setdefault(identifier, rank)
    return {name: tuple(sorted(fields.items(), key=lambda one: one[1])) for name, fields in found.items()}


_MEANINGS = _meanings()
_HINTS = [(hint, identifier) for identifier, field in FIELDS.items() for hint in _names(field.hints)]


@dataclass(frozen=True)
class Looks:
    """What a column's values look like."""

    is_empty: bool = False
    is_day: bool = False
    is_number: bool = False
    has_decimals: bool = False
    counts_rows: bool = False  # the whole numbers from one on, each once
    says_kinds: bool = False  # nothing but words for a kind of line


@dataclass(frozen=True)
class Guess:
    """What a column is taken for."""

    field: str = ""
    why: Why = Why.NOTHING


def known(header: str) -> tuple[str, int] | None:
    """Return the field that the header names and how good a name it is, the best 0."""
    return next(iter(_named(header)), None)


def export_of(headers: Sequence[str]) -> Export | None:
    """Return the system whose files have these headers, None where none is recognised for sure."""
    names = {normalise(header) for header in headers}
    return next((export for export in EXPORTS if names.issuperset(_names(export.signs))), None)


def guess(headers: Sequence[str], looks: Sequence[Looks], chosen: Mapping[str, str]) -> list[Guess]:
    """Return what each column is taken for: what was chosen, else the best known name, else a guess from content."""
    found = [Guess(chosen[header], Why.CHOSEN) if chosen.get(header) else Guess() for header in headers]
    taken = {one.field for one in found if one.field}
    for _rank, position, field in _ranked(headers, looks, chosen):
        if field not in taken and not found[position].field:
            taken.add(field)
            found[position] = Guess(field, Why.NAME if normalise(headers[position]) == field else Why.ALIAS)
    found = _without_foreign_currency(headers, found)
    nothing = _nothing(headers)
    for position, header in enumerate(headers):
        if not found[position].field and header not in chosen and normalise(header) not in nothing:
            found[position] = _from_content(header, looks[position], taken)
            taken.add(found[position].field)
    return found


def _named(header: str) -> tuple[tuple[str, int], ...]:
    plain = unicodedata.normalize("NFKC", header)
    part = _PART.match(plain)
    readings = (plain, _IN_BRACKETS.sub("", plain), part[1] if part else "")
    return next((found for one in readings if (found := _MEANINGS.get(normalise(one)))), ())


def _ranked(headers: Sequence[str], looks: Sequence[Looks], chosen: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Return what the headers may mean, the best first: as the system that wrote the file means it, then as anybody."""
    export = export_of(headers)
    own = _own_names(export) if export else {}
    nothing = _nothing(headers)
    found = []
    for position, header in enumerate(headers):
        name = normalise(header)
        if header in chosen or name in nothing:
            continue
        meanings = (own[name],) if name in own else _named(header)
        found += [(rank, position, field) for field, rank in meanings if _fits(field, looks[position])]
    return sorted(_home_first(headers, found))


def _own_names(export: Export) -> dict[str, tuple[str, int]]:
    return {
        name: (field, rank - _LATER) for field, names in export.means.items() for rank, name in enumerate(_names(names))
    }


def _nothing(headers: Sequence[str]) -> set[str]:
    export = export_of(headers)
    return set(_names(export.nothing)) if export else set()


def _home_first(headers: Sequence[str], ranked: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the meanings with amounts in the company's own money first where no column says the foreign one."""
    if any(field == "currency" for _rank, _position, field in ranked):
        return ranked
    return [
        (rank + _LATER * bool(_FOREIGN.search(headers[place].casefold())), place, field)
        for rank, place, field in ranked
    ]


def _without_foreign_currency(headers: Sequence[str], found: Sequence[Guess]) -> list[Guess]:
    """Return the guesses without the currency column where the amounts taken are in the company's own money."""
    money = {"amount", "gross_amount"}
    is_home = any(
        one.field in money and _HOME.search(header.casefold()) for header, one in zip(headers, found, strict=True)
    )
    return [Guess() if is_home and one.field == "currency" and one.why is not Why.CHOSEN else one for one in found]


def _fits(field: str, looks: Looks) -> bool:
    if field == "line":
        # A running number of the whole file says nothing of the order: another export counts anew.
        return not looks.counts_rows
    return looks.says_kinds if field == "kind" else True


def _from_content(header: str, looks: Looks, taken: set[str]) -> Guess:
    plain = normalise(header)
    for hint, field in _HINTS:
        if hint in plain and field not in taken and _can_hold(field, looks):
            return Guess(field, Why.CONTENT)
    for field, fits in (("day", looks.is_day), ("amount", looks.is_number and looks.has_decimals)):
        if fits and field not in taken and not (looks.is_day and field == "amount"):
            return Guess(field, Why.CONTENT)
    return Guess()


def _can_hold(field: str, looks: Looks) -> bool:
    holds = FIELDS[field].holds
    if holds is Holds.DAY:
        return looks.is_day
    return looks.is_number and not looks.is_day if holds is Holds.NUMBER else not looks.is_empty


def missing(fields: set[str]) -> list[str]:
    """Return what must still be told before lines can be read: a day, whose it is, and what it came to."""
    wanted = [] if "day" in fields else ["day"]
    wanted += [] if {"account", "account_name"} & fields else ["account"]
    is_told = {"amount", "gross_amount"} & fields or {"quantity", "unit_price"} <= fields
    return wanted + ([] if is_told else ["amount"])


def basis_of(header: str) -> str:
    """Return which event a day column of this name records, "" where it does not say."""
    name = normalise(header)
    return next((basis for basis, names in _BASES.items() if name in _names(names)), "")


def tax_of(header: str) -> str:
    """Return whether an amount column of this name holds tax: net, gross or unknown."""
    plain = unicodedata.normalize("NFKC", header).casefold().strip()
    return "net" if _NET_WORDS.search(plain) else "gross" if _GROSS_WORDS.search(plain) else "unknown"


def scale_of(header: str) -> int:
    """Return the power of ten that a header such as 金额（万元） multiplies its numbers by."""
    return next((power for word, power in _SCALES if word in header), 0)


def told(option: object, header: str) -> object:
    """Return what an option says of this column: one answer for all of them, or one for each header."""
    return option.get(header) if isinstance(option, Mapping) else option
