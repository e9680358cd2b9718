"""How other systems name the columns of what they write: names that are only theirs, and words that mean something
else in their files than anywhere else."""

from collections.abc import Mapping
from dataclasses import dataclass

# Technical names nobody else uses. They follow the names in plain language, the best first.
TECHNICAL = {
    "invoice": "vbeln|csbvcode|cdlcode|csocode|fbillno|invoice_id|order_id",
    "line": "posnr|irowno|fentryid|fseq",
    "day": "fkdat|ddate|fdate|date_order|invoice_date",
    "account": "kunag|kunnr|ccuscode|fcustomerid|fcustid|fcustid.fnumber|fcustomerid.fnumber|partner_id",
    "account_name": "name1|ccusname|ccusabbname|fcustid.fname|fcustomerid.fname",
    "country": "land1",
    "product": "matnr|cinvcode|fmaterialid|fmaterialid.fnumber|fnumber|product_id",
    "product_name": "arktx|maktx|cinvname|fmaterialname|fmaterialid.fname",
    "family": "matkl|cinvccode|categ_id|product_categ_id",
    "quantity": "fkimg|iquantity|frealqty|fauxqty|fqty|fpriceunitqty|product_uom_qty",
    "unit": "vrkme|cinvm_unit|ccomunitname|funitid|product_uom|product_uom_id",
    "unit_price": "iunitprice|itaxunitprice|inatunitprice|fprice|fauxprice|ftaxprice|price_unit",
    "amount": "netwr|imoney|inatmoney|famount|price_subtotal|amount_untaxed",
    "gross_amount": "isum|inatsum|fallamount|price_total",
    "tax_amount": "mwsbp|itax|inattax|ftaxamount|fentrytaxamount|price_tax",
    "tax_rate": "itaxrate|ftaxrate|fentrytaxrate",
    "cost": "wavwr",
    "currency": "waerk|cexch_name|fsettlecurrid|fcurrencyid|currency_id",
    "channel": "vtweg",
    "site": "kunwe|pkunwe",
    "salesperson": "pvrtnr|cpersonname|cpersoncode|fsalesmanid|fsalerid|invoice_user_id",
}


@dataclass(frozen=True)
class Export:
    """What the columns mean in the files of one system, known by headers that stand together nowhere else."""

    system: str
    signs: str
    means: Mapping[str, str]
    nothing: str = ""  # of the whole order, running, or of the seller: not of the line


EXPORTS = (
    Export(
        "Shopify", "lineitem name|lineitem quantity|lineitem price",
        {
            "invoice": "name", "day": "created at", "account": "email", "account_name": "billing name",
            "country": "billing country", "product": "lineitem sku", "product_name": "lineitem name",
            "quantity": "lineitem quantity", "unit_price": "lineitem price", "currency": "currency",
            "channel": "source", "salesperson": "employee",
        },
        "total|subtotal|taxes|shipping|discount amount|refunded amount|outstanding balance|id|location",
    ),
    Export(
        "QuickBooks", "transaction type|product/service",
        {
            "invoice": "num|no.|transaction no|transaction number", "day": "date|transaction date",
            "account_name": "customer|customer full name|name", "quantity": "quantity|qty",
            "product_name": "product/service|product/service full name",
            "unit_price": "sales price|rate", "amount": "amount", "kind": "transaction type",
        },
        "balance|memo/description|memo description",
    ),
    Export(
        "Salesforce, products of opportunities", "total price|opportunity id",
        {
            "invoice": "opportunity id", "line": "line item id|opportunity product id", "day": "date|close date",
            "account": "account id", "account_name": "account name", "product": "product code",
            "product_name": "product name|opportunity product name", "quantity": "quantity",
            "unit_price": "sales price", "amount": "total price",
            "currency": "opportunity currency|currency", "salesperson": "opportunity owner",
        },
        "amount|list price|discount|subtotal|product id|created date|last modified date",
    ),
    Export(
        "Salesforce, opportunities", "opportunity name|close date",
        {
            "invoice": "opportunity id", "day": "close date", "account": "account id", "account_name": "account name",
            "amount": "amount", "currency": "opportunity currency|currency", "salesperson": "opportunity owner|owner",
        },
        "expected revenue|created date|last modified date",
    ),
    Export(
        "HubSpot", "deal name|deal stage",
        {
            "invoice": "record id|deal id", "day": "close date",
            "account": "associated company ids|associated company ids (primary)",
            "account_name": "associated company|associated company (primary)|associated companies",
            "amount": "amount", "currency": "currency", "salesperson": "deal owner",
        },
        "create date|amount in company currency|annual contract value|total contract value",
    ),
    Export(
        "Odoo", "salesperson|unit of measure|company",
        {
            "day": "order date|date order|invoice date", "account_name": "customer|partner",
            "product_name": "product|product variant", "family": "category of product|product category",
        },
        "company|average price|due date|company currency",
    ),
    Export("用友 U9", "单号|料品", {"product": "料品"}),
    Export(
        "SAP", "billing document|sold-to party",
        {"line": "item|billing item"},
        "payer|bill-to party|gross value",
    ),
    Export(
        "SAP", "开票凭证|售达方",
        {"line": "项目|行项目|开票项目"},
        "付款方|收票方|销售组织|公司代码",
    ),
)  # fmt: skip
