"""The maps of the people: who counts, how they stand to us, what runs between them; days before the day of loading."""

from dataclasses import dataclass, field

from vitalfew.sample.story.people import Person


@dataclass(frozen=True)
class Said:
    """What is said of a person on a day."""

    name: str
    ago: int
    source: str
    power: str = ""
    attitude: int | None = None
    roles: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    influence: int | None = None
    openness: str = ""
    drive: str = ""
    evidence: str = "assumed"
    rhythm_days: int | None = None
    for_firm: str = ""
    for_self: str = ""


@dataclass(frozen=True)
class Drawn:
    """A line from one person to another."""

    tail: str
    head: str
    kind: str
    note: str
    strength: int = 1
    ago: int = 150


@dataclass(frozen=True)
class Met:
    """A contact of one of us, beside the visits of the manager."""

    user: str
    names: tuple[str, ...]
    ago: int
    kind: str
    note: str


@dataclass(frozen=True)
class NetworkStory:
    """The map of one account."""

    people: tuple[Person, ...] = ()
    seats: tuple[Person, ...] = ()  # that somebody must hold, nobody of us knows who
    outsiders: tuple[Person, ...] = ()
    said: tuple[Said, ...] = ()
    lines: tuple[Drawn, ...] = ()
    moved: tuple[tuple[str, str, int], ...] = ()  # who, under whom, how many days ago
    ties: tuple[tuple[str, str, int, int | None], ...] = ()  # our user, their person, strength, wanted
    met: tuple[Met, ...] = field(default=())


BEIYU = NetworkStory(
    people=(
        Person("赵启明", "采购总监", "采购部", "director", "郭振邦", 95, "Zhao Qiming"),
        Person("李卫东", "运作总监", "生产部", "director", "郭振邦", 1400, "Li Weidong"),
        Person("何志远", "财务总监", "财务部", "director", "郭振邦", 2100, "He Zhiyuan"),
        Person("马强", "生产经理", "生产部", "manager", "李卫东", 1100, "Ma Qiang"),
        Person("周雪", "物流经理", "物流部", "manager", "李卫东", 800, "Zhou Xue"),
        Person("郑凯", "研发项目经理", "风电研究院", "manager", "郭振邦", 620, "Zheng Kai"),
        Person("冯刚", "质量经理", "质量部", "manager", "沈建华", 900, "Feng Gang"),
        Person("吴倩", "订单专员", "采购部", "clerk", "王丽", 400, "Wu Qian"),
    ),
    seats=(
        Person("研究院新任副院长", "研究院副院长", "风电研究院", "director", "郭振邦", 60, "New head of research"),
    ),
    outsiders=(Person("顾明", "独立顾问（前采购副总）", "", "", "", 300, "Gu Ming"),),
    said=(
        Said("郭振邦", 130, "年度会晤后林晓雯的判断", "inner", 0, ("approver",), ("economic",), 5, "waits", "business",
             for_firm="16 MW 机型按期上市，不因轴承停线", for_self="任内把海上业务做成集团第一块利润"),
        Said("赵启明", 80, "王丽电话里说", "inner", 0, ("decider",), ("economic",), 4, "waits", "financial"),
        Said("赵启明", 18, "比价会上他要求再找一家", "inner", -1, ("decider",), ("economic",), 4, "waits", "financial",
             "confirmed", 45, "年度采购成本降百分之三，关键件至少两家", "上任第一年交出看得见的降本"),
        Said("王丽", 120, "日常往来", "structure", 1, ("buyer", "gatekeeper"), ("coach",), 3, "open", "relationship",
             "confirmed", 14, "交货窗口稳定，月底不再催货", "少为停线挨批评"),
        Said("沈建华", 125, "P860 批次复检会", "structure", 0, ("gatekeeper",), ("technical",), 4, "waits", "technical",
             "confirmed"),
        Said("沈建华", 15, "复检报告发出后他来电致谢", "structure", 1, ("gatekeeper",), ("technical",), 4, "open",
             "technical", "confirmed", 60, "批次数据可追溯，复检一次通过", "把质量门做成集团标准"),
        Said("唐哲", 140, "联合试验时的言论", "structure", 1, ("influencer",), ("technical",), 4,
             "seeks", "technical", "confirmed", 60),
        Said("唐哲", 22, "他在院务会上推荐了我方方案", "structure", 2, ("influencer", "initiator"), ("technical",), 4,
             "seeks", "technical", "confirmed", 60, "新机型寿命试验提前三个月完成", "联合发表试验成果"),
        Said("何志远", 210, "郭总秘书的印象", "inner", -1, ("approver",), ("economic",), 4, "resists", "financial"),
        Said("何志远", 25, "预算会纪要：主张压价一成", "inner", -2, ("approver",), ("economic",), 4, "resists",
             "financial", "confirmed", 90),
        Said("李卫东", 60, "马强的说法", "structure", 0, (), (), 3, "open", "business"),
        Said("马强", 70, "到货验收时的交谈", "outside", 1, ("user",), ("user",), 2, "open", "business", "confirmed"),
        Said("周雪", 70, "库存周会", "outside", 0, ("user",), ("user",), 2),
        Said("郑凯", 45, "唐哲介绍", "structure", 1, ("influencer",), (), 3, "seeks", "technical"),
        Said("冯刚", 75, "复检期间的邮件", "structure", -1, ("gatekeeper",), ("technical",), 2, "waits", "technical"),
        Said("何帆", 100, "日常往来", "outside", 0, ("buyer",), (), 1),
        Said("吴倩", 100, "日常往来", "outside", 1, ("user",), (), 1, "", "", "confirmed", 30),
        Said("研究院新任副院长", 50, "贺之行离任后空缺", "structure", None),
        Said("顾明", 90, "行业展会上听同行说", "structure", -2, ("influencer",), (), 3),
    ),
    lines=(
        Drawn("郑凯", "李卫东", "dotted", "量产导入阶段向运作总监汇报"),
        Drawn("唐哲", "郭振邦", "plus", "郭总看重他的技术判断", 3),
        Drawn("王丽", "赵启明", "plus", "每周汇报，赵总听她的价格意见", 1, 50),
        Drawn("何志远", "郭振邦", "minus", "主张压低采购预算", 2),
        Drawn("顾明", "赵启明", "minus", "向赵总推荐另一家供应商", 3, 85),
        Drawn("唐哲", "何志远", "conflict", "研发投入之争"),
        Drawn("顾明", "何志远", "personal", "校友"),
    ),
    moved=(("王丽", "赵启明", 60), ("郑凯", "研究院新任副院长", 40), ("唐哲", "研究院新任副院长", 40)),
    ties=(
        ("linxiaowen", "赵启明", 2, 3),
        ("linxiaowen", "吴倩", 3, None),
        ("linxiaowen", "何帆", 2, 2),
        ("chenguodong", "何志远", 1, 3),
        ("chenguodong", "赵启明", 1, 2),
        ("hejing", "周雪", 2, 2),
        ("hejing", "冯刚", 1, 3),
        ("wumin", "马强", 3, 3),
        ("wumin", "郑凯", 1, 3),
    ),
    met=(
        Met("chenguodong", ("何志远",), 187, "meeting", "预算季前见面，只谈账期。"),
        Met("linxiaowen", ("冯刚",), 118, "meeting", "核对复检数据口径。"),
        Met("linxiaowen", ("马强",), 96, "visit", "看装配线上的轴承拆装，提了两处改进。"),
        Met("linxiaowen", ("周雪",), 82, "video", "核对滚动预测与在途库存。"),
        Met("linxiaowen", ("赵启明", "王丽"), 74, "meeting", "新任采购总监上任，介绍合作现状。"),
    ),
)  # fmt: skip
# The ties that stood before, and how well they ought to know each other.
WANTED = (
    ("linxiaowen", "王丽", 5),
    ("linxiaowen", "沈建华", 3),
    ("linxiaowen", "唐哲", 4),
    ("chenguodong", "郭振邦", 3),
)
NETWORKS = {"C0003": BEIYU}

# A large buyer, drawn by chance: units under their heads.
LARGE = "C0001"
LARGE_COUNT = 56
DIVISIONS: dict[str, tuple[tuple[str, str, str], tuple[str, ...]]] = {
    "采购中心": (("钱国栋", "采购中心总经理", "Qian Guodong"), ("战略采购部", "间接采购部")),
    "研发中心": (("孔令辉", "研发中心总经理", "Kong Linghui"), ("传动研究所", "试验中心")),
    "制造中心": (("施永年", "制造中心总经理", "Shi Yongnian"), ("一厂生产部", "二厂生产部", "设备部")),
    "质量中心": (("殷雪梅", "质量中心总经理", "Yin Xuemei"), ("来料检验部",)),
}
CHIEF = "梁永昌"
# Who of us knows whom of the heads, how well, how well wanted.
LARGE_TIES = (
    ("zhangwei", "钱国栋", 3, 4),
    ("zhangwei", "施永年", 2, 4),
    ("chenguodong", "孔令辉", 2, 3),
    ("wumin", "殷雪梅", 1, 3),
)
FAMILY = "王李张刘陈杨赵黄周徐孙胡朱高林马罗郑谢韩唐冯于董萧程曹袁邓许"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉建文辉"
JOBS = (("主管", "supervisor"), ("工程师", "expert"), ("高级工程师", "expert"), ("专员", "clerk"), ("专员", "clerk"))
