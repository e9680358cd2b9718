"""What the sample company knows of its customers: some of it fresh, some grown old, some never asked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """One value of a dossier, judged so many days ago."""

    field: str
    value: str
    ago: int
    source: str
    confidence: str = "medium"


_BEIYU = (
    Known("industry", "风电整机", 420, "工商登记", "high"),
    Known("legal_form", "joint_stock", 600, "工商登记", "high"),
    Known("founded_on", "2006-04-18", 600, "工商登记", "high"),
    Known("registered_capital", "12.6亿 CNY", 400, "工商登记", "high"),
    Known("headcount", "4200", 210, "年报"),
    Known("main_business", "陆上与海上风电整机；海上机型占在手订单四成，增长最快。", 120, "年报，沈建华口述", "high"),
    Known(
        "own_customers", "五大发电集团占七成，其余为地方能源公司；海上项目开始要求全生命周期报价。", 96, "唐哲，技术会"
    ),
    Known("market_share", "14%", 230, "行业协会装机统计", "high"),
    Known("industry_rank", "leading", 230, "行业协会装机统计", "high"),
    Known("rivals", "海上与两家头部整机厂竞争，陆上低价机型失利较多。", 150, "王丽，拜访", "low"),
    Known("plan_now", "16 MW 机型评审，评审前不放新批次。", 19, "沈建华，电话", "high"),
    Known("plan_year", "年内完成 16 MW 样机吊装，明年二季度小批；变桨轴承改为双供。", 47, "王丽，拜访"),
    Known("priorities", "单位千瓦成本降 8%；海上机型可利用率 97%。", 205, "年报，管理层讨论"),
    Known("pressures", "招标价两年降了两成，回款拉长。", 47, "王丽，拜访"),
    Known(
        "buying_process",
        "研发出规格 → 质量做供方审核 → 采购询价 → 评审委员会定点 → 框架加月度滚动。",
        96,
        "唐哲，技术会",
        "high",
    ),
    Known(
        "buying_criteria",
        "质量四成、价格三成、交付两成、技术响应一成；有批次质量问题即停新品资格。",
        19,
        "沈建华，电话",
        "high",
    ),
    Known("buying_departments", "研发定规格，质量一票否决，采购谈价，生产计划管到货节拍。", 400, "交接记录"),
    Known("contract_status", "signing", 6, "王丽，电话"),
    Known("payment_attitude", "fair", 130, "财务部，回款记录", "high"),
    Known("cash_position", "fair", 140, "财务部判断", "low"),
)
_HENGDAI = (
    Known("industry", "重型机械", 300, "工商登记", "high"),
    Known("parent_body", "恒岱控股", 300, "工商登记", "high"),
    Known("main_business", "矿用、港口与冶金设备，四个事业部独立核算。", 150, "宋立群，供应链例会", "high"),
    Known("plan_year", "两个新厂区年内投产，备件改由总部集中采购。", 64, "宋立群，供应链例会", "high"),
    Known("priorities", "库存周转天数由 96 降到 80；供应商减少三成。", 33, "戴维中，拜访", "high"),
    Known("buying_process", "事业部提需求，集团采购定框架，厂区按框架下单。", 220, "宋立群", "high"),
    Known("buying_criteria", "交付节拍第一，其次总成本；年度打分前三名保份额。", 64, "供应商年会", "high"),
    Known("contract_status", "signed", 200, "合同台账", "high"),
    Known("payment_attitude", "prompt", 90, "财务部，回款记录", "high"),
    Known("cash_position", "ample", 60, "年报", "high"),
)
_LUHENG = (
    Known("main_business", "城轨与动车组走行部，维保业务占三成并在上升。", 45, "陆承泽，联合小组", "high"),
    Known("plan_three_years", "三年内维保收入过半，走行部按里程收费。", 45, "陆承泽，联合小组", "high"),
    Known("priorities", "万公里故障率；单列车走行部成本降 5%。", 15, "方敏，拜访", "high"),
    Known("buying_process", "联合小组定方案，战略采购部签两年期合同，计划系统直接下达。", 15, "方敏，拜访", "high"),
    Known("contract_status", "signed", 15, "合同台账", "high"),
    Known("payment_attitude", "prompt", 100, "财务部，回款记录", "high"),
)
_LONGYUAN = (
    Known("main_business", "挖掘机与塔机，塔机随地产下行。", 240, "行业报告"),
    Known("payment_attitude", "slow", 9, "范志强，电话", "high"),
    Known("cash_position", "tight", 61, "范志强，拜访", "high"),
    Known("financial_health", "上半年经营现金流为负，短债占比过半。", 130, "半年报", "high"),
    Known("credit_rating", "内部评级 C", 200, "财务部"),
)
_AOKE = (
    Known("main_business", "螺杆与离心压缩机；离心机改用整体式电主轴。", 30, "罗启，技术会", "high"),
    Known("buying_criteria", "总装厂指定配套：电主轴厂家带轴承，奥珂不再单独选型。", 30, "罗启，技术会"),
    Known("plan_year", "离心机占比由三成提到五成。", 84, "蔡文博，拜访"),
)
_YUNXIU = (
    Known("main_business", "新成立的风电整机厂，已获两个风场订单。", 55, "汪予安，首次交流"),
    Known("pressures", "供应链未建立，首批机组交付期紧。", 55, "汪予安，首次交流"),
)

DOSSIERS: dict[str, tuple[Known, ...]] = {
    "C0001": _HENGDAI,
    "C0003": _BEIYU,
    "C0004": _LUHENG,
    "C0009": _LONGYUAN,
    "C0013": _AOKE,
    "C0025": _YUNXIU,
}
