"""What the sample company does together with two customers: joint teams, board meetings, open costs, savings."""

from dataclasses import dataclass

from vitalfew.sample.story.business import Noted


@dataclass(frozen=True)
class Team:
    """A joint team: founded so many days ago, with whom of both sides."""

    kind: str
    since: int
    charter: str
    goals: str
    ours: tuple[str, ...]  # user names
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class Meeting:
    """A meeting of a team, or of both boards where no team is named; below zero it is to come."""

    ago: int
    agenda: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    team: str = ""
    minutes: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Cost:
    """One element of a cost both may read."""

    product: str
    element: str
    value: str
    since: int
    source: str


@dataclass(frozen=True)
class Saving:
    """A saving and our part of it."""

    ago: int
    what: str
    amount: str
    our_share: str


@dataclass(frozen=True)
class Together:
    """All that is done together with one customer."""

    teams: tuple[Team, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    costs: tuple[Cost, ...] = ()
    savings: tuple[Saving, ...] = ()
    readers: tuple[str, ...] = ()


_US = ("zhangwei", "zhoumin", "hetao", "xujing")
_MACHINERY = ("宋立群", "贾思远", "邵敏", "倪学文", "于海波")

JOINT: dict[str, Together] = {
    "C0004": Together(
        teams=(
            Team(
                "rnd",
                290,
                "新一代齿轮副从方案到量产的联合开发，双方图纸与试验数据共享。",
                "噪声降 3 dB，单件成本降 8%，次年一季度量产。",
                ("zhangwei", "zhoumin"),
                ("陆承泽", "殷若谷"),
            ),
            Team(
                "operations",
                260,
                "产能与排产联动，交货节拍对齐对方总装计划。",
                "准时足量 98% 以上，双方库存合计降两成。",
                ("zhangwei", "hetao", "xujing"),
                ("屠建明", "邱实"),
            ),
            Team(
                "finance",
                250,
                "成本公开核算的口径、复核与降本分配。",
                "每季复核一次，分歧当季了结。",
                ("zhangwei", "hejing"),
                ("叶知秋", "方敏"),
            ),
        ),
        meetings=(
            Meeting(110, "年度联席：新一代齿轮副与产能投入", ("chenguodong", "zhangwei"), ("陆承泽", "方敏"), "",
                    "双方高层确认两年投入计划，同意共建试验台，成本继续公开。", is_closed=True),
            Meeting(75, "齿形仿真结果与样件计划", ("zhangwei", "zhoumin"), ("陆承泽", "殷若谷"), "rnd",
                    "仿真噪声降 2.4 dB，样件三套，下月台架。"),
            Meeting(40, "二季度排产对齐", ("hetao", "xujing"), ("屠建明", "邱实"), "operations",
                    "周三锁定两周排产，异常当日通报。"),
            Meeting(20, "台架试验评审", ("zhoumin", "xujing"), ("殷若谷", "陆承泽"), "rnd",
                    "台架 800 小时无异常，转小批。"),
            Meeting(9, "二季度成本复核", ("hejing", "zhangwei"), ("叶知秋",), "finance",
                    "节拍优化降本确认，按五五分配；材料涨价由双方各担一半。", is_closed=True),
            Meeting(-24, "三季度成本复核与量产定价", ("hejing", "zhangwei"), ("叶知秋", "方敏"), "finance"),
            Meeting(-65, "下一年度董事会联席", ("chenguodong", "zhangwei"), ("陆承泽",)),
        ),
        costs=(
            Cost("齿轮副 GP-4", "material", "412.50", 200, "双方联合核算，二季度"),
            Cost("齿轮副 GP-4", "labour", "96.20", 200, "双方联合核算，二季度"),
            Cost("齿轮副 GP-4", "machine", "138.80", 200, "设备工时单价，双方确认"),
            Cost("齿轮副 GP-4", "logistics", "21.40", 120, "循环取货合同"),
            Cost("齿轮副 GP-4", "margin", "88.00", 200, "框架合同附件三"),
        ),
        savings=(
            Saving(130, "循环取货代替专车", "186000.01", "0.5"),
            Saving(9, "节拍优化，单件工时降 6%", "342500.75", "0.5"),
        ),
        readers=("zhangwei", "hejing"),
    ),
    "C0001": Together(
        teams=(
            Team(
                "operations",
                330,
                "两个新厂区的寄售库存、补货节拍与质量异常联合处理。",
                "停线为零，寄售周转每月两次。",
                _US,
                ("宋立群", "倪学文", "贾思远"),
            ),
        ),
        meetings=(
            Meeting(95, "寄售库存与质量异常季度会", _US, ("宋立群", "贾思远", "倪学文", "于海波"), "operations",
                    "两项异常关闭，安全库存下调一成。"),
            Meeting(31, "年度联合计划中期检查", (*_US, "hejing"), _MACHINERY, "operations",
                    "四个职能逐项对表，新厂区认证按期。"),
        ),
    ),
}  # fmt: skip


def _trust(source: str, ago: int, trust: int, evidence: str, confidence: str = "medium") -> Noted:
    """Return how far the customer trusted us so many days ago."""
    told = {"rated_by_party": "customer", "trust": trust, "about": "", "evidence": evidence}
    return Noted("trust", ago, source, told, confidence, {"rated_on": -ago})


SIGNS: dict[str, tuple[Noted, ...]] = {
    "C0001": (
        Noted("sign", 60, "联合年度计划签字页", {"sign": "joint_plan", "what": "联合年度计划双方签字"}, "high"),
        Noted(
            "sign",
            90,
            "宋立群，季度会",
            {"sign": "information_shared", "level": 4, "what": "预测、库存、质量、认证进度"},
        ),
        _trust("高层会晤", 60, 4, "异常当日互通，无隐瞒"),
        Noted("sign", 200, "对方组织文件", {"sign": "main_contact", "what": "宋立群为唯一归口"}, "high"),
    ),
    "C0004": (
        Noted("sign", 280, "联合开发协议", {"sign": "joint_plan", "what": "三年联合开发与供货计划"}, "high"),
        Noted(
            "sign",
            120,
            "联合小组章程",
            {"sign": "information_shared", "level": 6, "what": "成本、产能、排产、试验、图纸、路线图"},
            "high",
        ),
        _trust("年度联席", 100, 5, "成本底牌互见", "high"),
        Noted("sign", 280, "联合开发协议", {"sign": "main_contact", "what": "陆承泽"}, "high"),
        Noted("sign", 30, "信息部门", {"sign": "system_link", "level": 40, "what": "四成订单经接口下达"}),
        Noted("sign", 100, "方敏", {"sign": "hard_to_leave", "what": "共有试验台与专用工装，双方退出都贵"}),
    ),
}
