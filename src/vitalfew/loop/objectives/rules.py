"""Measurable aims: what is measured, for whom, and how far it has come (S2, C23)."""

from enum import StrEnum


class Metric(StrEnum):
    """What an objective measures; each is computed from the books and cannot be typed over (INV10)."""

    NET_REVENUE = "net_revenue"  # 净收入
    GROSS_MARGIN = "gross_margin"  # 毛利
    ORDER_DAYS = "order_days"  # 下单天数


class ForWhom(StrEnum):
    US = "us"  # 我方
    CUSTOMER = "customer"  # 客户
    BOTH = "both"  # 双方
