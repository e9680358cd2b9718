"""What a column of a file may mean, as data: names in both languages, the best first, and how headers are matched."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    CODE = "code"  # told apart letter by letter; 17850.0 is 17850
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    KIND = "kind"


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


FIELDS = {
    field.identifier: field
    for field in (
        Field(
            "invoice", Holds.CODE,
            "invoice no|invoice number|invoice|invoice id|bill no|billing document|document no|document number"
            "|order id|order no|order number|sales order|transaction id|receipt no"
            "|发票号|发票号码|发票编号|单号|单据号|单据编号|销售单号|出库单号|订单号|订单编号|订单 ID"
            "|销售订单号|凭证号",
            "invoice|order|单号",
        ),
        Field(
            "line", Holds.CODE,
            "line no|line number|line|line item|row id|行号|行 ID|项次|行项目|明细行号|序号",
        ),
        Field("kind", Holds.KIND, "kind|line kind|line type|transaction type|单据类型|业务类型|销售类型|行类型"),
        Field(
            "day", Holds.DAY,
            "invoice date|billing date|posting date|order date|sales date|transaction date|date|day|invoice datetime"
            "|ship date|delivery date|开票日期|发票日期|订单日期|下单日期|销售日期|业务日期|单据日期|制单日期"
            "|交易日期|记账日期|日期"
            "|下单时间|交易时间|发货日期|出库日期",
            "date|日期|时间",
        ),
        Field(
            "account", Holds.CODE,
            "customer id|customer code|customer no|customer number|account code|account id|account no|client id"
            "|client code|buyer id|sold to party|sold to|cust id|cust no|客户编码|客户编号|客户代码|客户 ID"
            "|客户号|购货单位编码"
            "|往来单位编码|会员编号",
            "customer|client|cust|客户",
        ),
        Field(
            "account_name", Holds.TEXT,
            "customer name|company name|client name|account name|customer|client|account|buyer|客户名称"
            "|客户全称|客户简称"
            "|客户|公司名称|购货单位|购货单位名称|购买方名称|购方名称|往来单位|往来单位名称|单位名称",
        ),
        Field("country", Holds.TEXT, "country|customer country|ship country|国家|国家/地区"),
        Field(
            "product", Holds.CODE,
            "product id|product code|stock code|sku|item code|item no|item number|material|material no"
            "|material number"
            "|part no|part number|product no|产品 ID|产品编码|产品编号|产品代码|商品编码|商品编号|货号"
            "|物料编码|物料号|存货编码|料号",
            "product|item|产品|商品|物料",
        ),
        Field(
            "product_name", Holds.TEXT,
            "product name|item name|description|item description|product description|material description"
            "|product|item"
            "|产品名称|商品名称|品名|物料名称|存货名称|货物名称|产品|商品",
        ),
        Field(
            "family", Holds.TEXT,
            "product family|product category|product group|item group|category|family|产品类别|商品类别|类别"
            "|品类|产品大类|大类|物料组",
        ),
        Field(
            "quantity", Holds.NUMBER,
            "quantity|qty|order quantity|invoiced quantity|quantity sold|units|数量|销售数量|开票数量"
            "|出库数量|订单数量",
            "qty|quantity|number of|数量",
        ),
        Field("unit", Holds.TEXT, "unit|uom|unit of measure|单位|计量单位"),
        Field(
            "unit_price", Holds.NUMBER,
            "net unit price|unit price|net price|sales price|selling price|price|不含税单价|未税单价|单价"
            "|销售单价|售价|含税单价",
            "price|单价",
        ),
        Field(
            "amount", Holds.NUMBER,
            "net amount|line amount|amount|line total|sales amount|net sales|sales|revenue|turnover|extended price"
            "|total price|total amount|total|dollar value|不含税金额|未税金额|净额|金额|销售额"
            "|销售金额|销售收入|成交额"
            "|订单金额|营业额",
            "amount|value|total|revenue|sales|金额|销售额",
        ),
        Field(
            "gross_amount", Holds.NUMBER,
            "gross amount|amount incl tax|amount including tax|含税金额|价税合计|含税总额",
        ),
        Field("tax_amount", Holds.NUMBER, "tax amount|vat amount|tax|vat|税额|增值税额"),
        Field("tax_rate", Holds.NUMBER, "tax rate|vat rate|税率|增值税率"),
        Field(
            "cost", Holds.NUMBER,
            "cost of goods sold|cogs|cost amount|total cost|cost|销售成本|成本金额|成本额|成本",
        ),
        Field("profit", Holds.NUMBER, "gross profit|profit|毛利额|毛利|利润额|利润"),
        Field("discount", Holds.NUMBER, "discount|discount rate|折扣|折扣率"),
        Field("currency", Holds.CODE, "currency|currency code|币种|货币|币别"),
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
            "|业务员|销售员|销售人员|销售代表|客户经理",
        ),
    )
}  # fmt: skip

# What the books record follows from which day the file gives.
_ORDER = "order date|订单日期|下单日期|下单时间"
_DELIVERY = "ship date|delivery date|发货日期|出库日期"
_SCALES = (("亿元", 8), ("百万元", 6), ("万元", 4), ("千元", 3))
_IN_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_NOT_A_WORD = re.compile(r"[\W_]+")


def normalise(header: str) -> str:
    """Return the header without case, width, spaces and signs: "Invoice No." and "invoice_no" are one name."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", header).casefold())


def _names(text: str) -> tuple[str, ...]:
    return tuple(normalise(name) for name in text.split("|") if name)


_ALIASES = {
    name: (identifier, rank) for identifier, field in FIELDS.items() for rank, name in enumerate(_names(field.aliases))
}
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
    plain = _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", header))
    return _ALIASES.get(normalise(header)) or _ALIASES.get(normalise(plain))


def guess(headers: Sequence[str], looks: Sequence[Looks], chosen: Mapping[str, str]) -> list[Guess]:
    """Return what each column is taken for: what was chosen, else the best known name, else a guess from content."""
    found = [Guess(chosen[header], Why.CHOSEN) if chosen.get(header) else Guess() for header in headers]
    taken = {one.field for one in found if one.field}
    named = []
    for position, header in enumerate(headers):
        if header not in chosen and (name := known(header)) and _fits(name[0], looks[position]):
            named.append((name[1], position, name[0]))
    for _rank, position, field in sorted(named):
        if field not in taken:
            taken.add(field)
            found[position] = Guess(field, Why.NAME if normalise(headers[position]) == field else Why.ALIAS)
    for position, header in enumerate(headers):
        if not found[position].field and header not in chosen:
            found[position] = _from_content(header, looks[position], taken)
            taken.add(found[position].field)
    return found


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
    """Return which event a day column of this name records."""
    name = normalise(header)
    return "order" if name in _names(_ORDER) else "delivery" if name in _names(_DELIVERY) else "invoice"


def tax_of(header: str) -> str:
    """Return whether an amount column of this name holds tax: net, gross or unknown."""
    name = normalise(header)
    if any(word in name for word in ("不含税", "未税", "net")):
        return "net"
    return "gross" if any(word in name for word in ("含税", "价税", "gross")) else "unknown"


def scale_of(header: str) -> int:
    """Return the power of ten that a header such as 金额（万元） multiplies its numbers by."""
    return next((power for word, power in _SCALES if word in header), 0)


def told(option: object, header: str) -> object:
    """Return what an option says of this column: one answer for all of them, or one for each header."""
    return option.get(header) if isinstance(option, Mapping) else option
