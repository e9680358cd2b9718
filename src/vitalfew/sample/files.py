"""The sample's books as files, with Chinese or English headers, like a small supplier's ERP would export them."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from vitalfew.sample.books import CURRENCY, DatedInvoice, SampleBooks
from vitalfew.sample.orders import CREDIT_NOTE, FREE, REBATE_NOTE, RETURN, SALE

_LINES = {
    "zh": ("发票号", "行号", "单据类型", "开票日期", "客户编码", "客户名称", "国家", "物料编码", "物料名称", "产品大类",
           "数量", "单位", "单价", "不含税金额", "成本", "币种", "业务员"),
    "en": ("Invoice", "Line", "Line type", "Date", "Customer code", "Customer name", "Country", "Product code",
           "Product name", "Product family", "Quantity", "Unit", "Unit price", "Net amount", "Cost", "Currency",
           "Salesperson"),
}  # fmt: skip
_RECEIVABLES = {
    "zh": ("发票号", "客户编码", "客户名称", "应收金额", "到期日", "回款日", "币种"),
    "en": ("Invoice", "Customer code", "Customer name", "Amount", "Due on", "Paid on", "Currency"),
}
_KINDS = {SALE: "sale", RETURN: "return", CREDIT_NOTE: "credit", REBATE_NOTE: "rebate", FREE: "sample"}
_UNITS = {"套": "set", "只": "pc", "件": "pc"}
_COUNTRIES = {
    "中国": "China", "丹麦": "Denmark", "德国": "Germany", "意大利": "Italy", "瑞典": "Sweden", "日本": "Japan",
    "韩国": "South Korea", "美国": "United States", "印度": "India", "越南": "Vietnam",
}  # fmt: skip
_PEOPLE = {
    "林晓雯": "Lin Xiaowen", "张伟": "Zhang Wei", "吴敏": "Wu Min", "周立": "Zhou Li", "徐萌": "Xu Meng",
    "冯涛": "Feng Tao",
}  # fmt: skip


def write_lines(books: SampleBooks, path: Path, language: str = "zh") -> Path:
    """Write the invoice lines as CSV, UTF-8 with a mark so that Excel reads the Chinese."""
    rows = (row for one in books.invoices for row in _line_rows(books, one, language == "en"))
    return _write(path, _LINES[language], rows)


def write_receivables(books: SampleBooks, path: Path, language: str = "zh") -> Path:
    """Write the receivables as CSV."""
    return _write(path, _RECEIVABLES[language], _receivable_rows(books, language == "en"))


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def _line_rows(books: SampleBooks, one: DatedInvoice, english: bool) -> Iterator[tuple[object, ...]]:
    invoice = one.invoice
    customer = books.customers.get(invoice.account)
    country = customer.country if customer else ""
    for place, line in enumerate(invoice.lines, start=1):
        product = line.product
        yield (
            one.number,
            place,
            _KINDS[invoice.kind] if english else invoice.kind,
            one.day.isoformat(),
            invoice.account,
            (customer.en if english else customer.zh) if customer else "",
            _COUNTRIES.get(country, country) if english else country,
            product.code,
            product.en if english else product.zh,
            product.family.en if english else product.family.zh,
            "" if line.quantity is None else line.quantity,
            _UNITS[product.family.unit] if english else product.family.unit,
            "" if line.quantity is None else f"{line.price:.2f}",
            f"{line.amount:.2f}",
            f"{line.cost:.2f}",
            CURRENCY,
            _PEOPLE[invoice.salesperson] if english else invoice.salesperson,
        )


def _receivable_rows(books: SampleBooks, english: bool) -> Iterator[tuple[object, ...]]:
    for one in books.receivables:
        customer = books.customers[one.account]
        yield (
            one.number,
            one.account,
            customer.en if english else customer.zh,
            f"{one.amount:.2f}",
            one.due_on.isoformat(),
            one.paid_on.isoformat() if one.paid_on else "",
            CURRENCY,
        )
