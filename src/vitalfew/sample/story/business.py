"""What the sample company has recorded of the business itself: needs, terms, how they buy, what they spend."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Noted:
    """One record, judged so many days ago; days within its values are counted from the day of loading."""

    kind: str
    ago: int
    source: str
    values: Mapping[str, Any]
    confidence: str = "medium"
    days: Mapping[str, int] = field(default_factory=dict)  # value → in so many days (below zero: that long ago)


def _practice(practice: str, score: int, evidence: str, ago: int, source: str) -> Noted:
    return Noted("practice", ago, source, {"practice": practice, "score": score, "evidence": evidence})


_BEIYU = (
    Noted(
        "need",
        96,
        "唐哲，技术会",
        {
            "kind": "product",
            "what": "16 MW 机型变桨轴承：寿命 20 年不换，重量比上一代轻一成。",
            "priority": "high",
            "state": "meeting",
        },
        "high",
    ),
    Noted(
        "need",
        47,
        "王丽，拜访",
        {
            "kind": "process",
            "what": "按月滚动的数量确认，交货窗口由两周压到一周。",
            "priority": "medium",
            "state": "open",
        },
    ),
    Noted(
        "offer",
        150,
        "合同附件",
        {
            "kind": "support",
            "what": "我方台架免费做载荷谱验证，研发驻场每季两周。",
            "yearly_cost": "380000",
            "yearly_value": "1500000",
            "currency": "CNY",
        },
        days={"starts_on": -150},
    ),
    Noted(
        "gain",
        60,
        "唐哲，技术会",
        {
            "party": "customer",
            "what": "载荷谱验证由我方台架完成，新机型试验少等三个月。",
            "yearly_value": "1500000",
            "currency": "CNY",
        },
    ),
    Noted(
        "gain",
        60,
        "王丽，拜访",
        {"party": "customer", "what": "备件集中在我方寄存，吊装船期不再为一只轴承等待。"},
    ),
    Noted(
        "gain",
        55,
        "财务测算",
        {
            "party": "us",
            "what": "数量按月滚动确认，热处理炉满炉开工。",
            "yearly_value": "900000",
            "currency": "CNY",
        },
        "high",
    ),
    Noted(
        "gain",
        55,
        "陈国栋，经营会",
        {"party": "us", "what": "16 MW 机型的实测数据，可用于其他海上客户的选型。"},
    ),
    Noted(
        "contract",
        171,
        "合同台账",
        {
            "kind": "framework",
            "name": "主轴轴承年度框架",
            "reference": "BY-2025-081",
            "state": "signed",
            "amount": "18000000",
            "currency": "CNY",
            "terms": "数量按月滚动确认，价格随钢材指数半年调一次。",
        },
        "high",
        {"starts_on": -171, "ends_on": 100, "notice_by": 40},
    ),
    Noted(
        "price",
        171,
        "合同台账",
        {
            "product": "变桨轴承 860",
            "price": "12600",
            "currency": "CNY",
            "unit": "套",
            "terms": "钢材指数 ±5% 内不调。",
        },
        "high",
        {"starts_on": -171, "ends_on": 25},
    ),
    _practice("suppliers", 2, "主轴轴承两家，变桨轴承正在由一家改为两家。", 47, "王丽，拜访"),
    _practice("relationship", 2, "有年度框架，但每批数量仍临时定。", 47, "王丽，拜访"),
    _practice("communication", 3, "研发、质量、采购都与我们直接来往，财务还没有。", 96, "互动记录"),
    _practice("information", 1, "给过载荷谱，不给装机预测。", 96, "唐哲，技术会"),
    _practice("price", 2, "评标里价格占三成，质量占四成。", 19, "沈建华，电话"),
    _practice("selection", 3, "供方审核与评审委员会都有书面程序。", 205, "供应商手册"),
    Noted("chain", 200, "销售运营分析", {"party": "us", "position": "component", "note": "轴承与密封件。"}, "high"),
    Noted("chain", 200, "年报", {"party": "customer", "position": "product", "note": "整机；下游是发电集团。"}, "high"),
    Noted(
        "buyer-view",
        96,
        "王丽，拜访",
        {"category": "主轴轴承", "quadrant": "strategic", "supplier_status": "primary"},
    ),
    Noted(
        "buyer-view",
        47,
        "王丽，拜访",
        {"category": "密封件", "quadrant": "non_critical", "supplier_status": "one_of_many"},
    ),
    Noted(
        "culture",
        120,
        "拜访记录",
        {
            "level": "company",
            "what": "会上不谈价格，技术先行；带工程师去，材料提前两天发。",
            "distance": 1,
            "measures": "每次拜访至少一位工程师同行。",
        },
    ),
    Noted("wallet", 47, "王丽，拜访", {"year": 2026, "point": "78000000", "currency": "CNY", "method": "stated"}),
    Noted(
        "wallet",
        130,
        "按装机量推算",
        {
            "year": 2026,
            "low": "62000000",
            "point": "70000000",
            "high": "85000000",
            "currency": "CNY",
            "method": "model",
        },
        "low",
    ),
    Noted(
        "competitor",
        96,
        "唐哲，技术会",
        {
            "competitor": "沃尔瑟轴承",
            "category": "主轴轴承",
            "share": "0.26",
            "strengths": "进口品牌，海上业绩多，交期长。",
        },
    ),
    Noted(
        "competitor",
        200,
        "王丽，拜访",
        {"competitor": "中岭轴承", "category": "变桨轴承", "strengths": "报价低一成，正在送样。"},
        "low",
    ),
)
_HENGDAI = (
    Noted(
        "need",
        64,
        "宋立群，供应链例会",
        {"kind": "facilitation", "what": "合并小单与对账，每月一张发票。", "priority": "high", "state": "meeting"},
        "high",
    ),
    Noted(
        "offer",
        64,
        "合同附件",
        {
            "kind": "logistics",
            "what": "寄售库存：三个厂区，两个新厂区待签。",
            "yearly_cost": "920000",
            "yearly_value": "2600000",
            "currency": "CNY",
        },
        "high",
        {"starts_on": -400},
    ),
    Noted(
        "contract",
        200,
        "合同台账",
        {"kind": "framework", "name": "集团三年框架", "reference": "HD-2024-07", "state": "signed", "currency": "CNY"},
        "high",
        {"starts_on": -500, "ends_on": 595, "notice_by": 500},
    ),
    _practice("suppliers", 3, "两年内供应商减少三成，我们留在前三。", 33, "戴维中，拜访"),
    _practice("relationship", 4, "三年框架，寄售。", 64, "合同台账"),
    _practice("communication", 3, "四个职能部门直接对接。", 64, "互动记录"),
    Noted(
        "wallet",
        33,
        "戴维中，拜访",
        {"year": 2026, "low": "60000000", "high": "66000000", "currency": "CNY", "method": "stated"},
        "high",
    ),
)
_NORDVANG = (
    Noted(
        "culture",
        88,
        "商务手册",
        {
            "level": "region",
            "location": "丹麦",
            "what": "七月整月休假，不约会；会议准点开始准点结束，不宴请。",
            "distance": 3,
            "measures": "七月前锁定三季度交付，会议材料英文提前一周。",
        },
        "high",
    ),
    Noted(
        "contract",
        24,
        "Mette Sørensen，视频",
        {"kind": "framework", "name": "两年框架（偏航轴承）", "state": "signing", "currency": "EUR"},
    ),
)

BUSINESS: dict[str, tuple[Noted, ...]] = {"C0001": _HENGDAI, "C0003": _BEIYU, "C0005": _NORDVANG}
