"""Visits to come in the sample company: tomorrow's with their call sheets, one missed, two of us at one customer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Coming:
    """A visit in so many days (below zero: missed), with what it is to bring."""

    days: int
    hour: int
    purpose: str
    guests: tuple[str, ...]
    advance: str
    least: str
    place: str = ""
    kind: str = "visit"
    leads: str = ""  # the user who leads where it is not the account's manager
    along: tuple[str, ...] = ()
    problem: str = ""
    need_payoff: str = ""


COMING: dict[str, tuple[Coming, ...]] = {
    "C0003": (
        Coming(
            1,
            14,
            "问清主轴轴承停单的真实原因，谈 16 MW 评审的时间表",
            ("王丽", "唐哲"),
            "对方同意我们参加 12 月的联合设计评审，并给出会议日期",
            "拿到下半年装机预测的书面版本",
            place="常州基地 2 号楼",
            problem="除了机型切换，还有没有我们没听到的质量顾虑？\n新机型的主轴轴承由谁来定？",
            need_payoff="如果载荷谱数据由我们先算一遍，评审能提前多少？",
        ),
        Coming(
            3,
            10,
            "高层会晤：周启明副总裁与郭振邦总经理",
            ("沈建华",),
            "双方高层确认 16 MW 平台的合作方式",
            "约定下一次会晤日期",
            kind="exec_meeting",
            leads="chenguodong",
        ),
    ),
    "C0007": (
        Coming(
            1,
            10,
            "行星架样件评审回访",
            ("贺岚", "顾明远"),
            "约定行星架小批试装的日期与数量",
            "拿到样件评审的书面意见",
            place="瑞嵘技术中心",
        ),
    ),
    "C0009": (Coming(-3, 15, "谈逾期货款的付款计划", ("范志强",), "对方签字的付款计划", "第一笔的付款日期"),),
    "C0001": (
        Coming(
            2,
            9,
            "季度高层会议题沟通：交付节拍与年度返利",
            ("宋立群", "戴维中"),
            "双方确认高层会的三个议题和日期",
            "拿到新厂区的月用量",
            along=("chenguodong",),
        ),
    ),
    "C0006": (
        Coming(
            5,
            14,
            "提出停止季度跟价，换成按电机寿命谈成本",
            ("龚大伟",),
            "对方同意让设计部参加一次噪声与寿命对比会",
            "下季度价格不再下调",
        ),
    ),
}
