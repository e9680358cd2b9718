"""Who is who at the customers: every person whom a visit names has a post, and some whom nobody has met."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A person and the post; days are days before the day of loading, None where nobody knows."""

    name: str
    title: str
    unit: str
    level: str
    boss: str = ""
    since: int | None = None
    name_en: str = ""
    phone: str = ""
    email: str = ""
    gone: int | None = None  # no more there for so many days
    to: str = ""  # code of the account where he is now
    to_title: str = ""


PEOPLE: dict[str, tuple[Person, ...]] = {
    "C0001": (
        Person("梁永昌", "集团副总裁", "总裁办公室", "board"),
        Person("戴维中", "采购总经理", "集团采购部", "director", "梁永昌", 2200),
        Person("宋立群", "供应链总监", "供应链管理部", "director", "梁永昌", 1500),
        Person("贾思远", "质量工程师", "质量管理部", "expert"),
        Person("邵敏", "应付会计主管", "财务共享中心", "supervisor"),
        Person("倪学文", "物流经理", "物流中心", "manager", "宋立群", 800),
        Person("于海波", "研究院主任工程师", "技术研究院", "expert", "梁永昌", 1100),
    ),
    "C0002": (
        Person("祝晓峰", "设备部部长", "设备部", "manager", since=2600),
        Person("俞宏", "备件采购处处长", "备件采购处", "manager", since=1900),
        Person("段文礼", "副总经理", "公司领导", "director"),
    ),
    "C0003": (
        Person("郭振邦", "总经理", "总经办", "board", since=1700, name_en="Guo Zhenbang"),
        Person("沈建华", "质量总监", "质量部", "director", "郭振邦", 1300, "Shen Jianhua"),
        Person(
            "王丽", "采购经理", "采购部", "manager", "郭振邦", 1850, "Wang Li", "0510-8220 0117", "wangli@beiyu.example"
        ),
        Person("唐哲", "研发主任工程师", "风电研究院", "expert", "郭振邦", 900, "Tang Zhe"),
        Person("何帆", "采购工程师", "采购部", "clerk", "王丽"),
        Person("贺之行", "研究院副院长", "风电研究院", "director", "郭振邦", gone=70),
    ),
    "C0004": (
        Person("陆承泽", "总工程师", "技术中心", "director", since=3000),
        Person("方敏", "战略采购部部长", "战略采购部", "manager", since=1100),
        Person("叶知秋", "成本控制经理", "财务部", "manager"),
        Person("殷若谷", "齿轮研究室主任", "技术中心", "expert", "陆承泽", 900),
        Person("屠建明", "物流计划经理", "物流部", "manager", since=700),
        Person("邱实", "质量部部长", "质量部", "manager", since=1300),
    ),
    "C0005": (
        Person("Mette Sørensen", "Category Manager", "Strategic Sourcing", "manager", since=800),
        Person("Anders Holm", "Lead Engineer", "Drivetrain Engineering", "expert", since=1600),
        Person("Lars Bech", "VP Supply Chain", "Supply Chain", "director"),
    ),
    "C0006": (
        Person("龚大伟", "采购经理", "采购部", "manager", since=1400),
        Person("尹佳", "电机设计室主任", "设计部", "manager"),
    ),
    "C0007": (
        Person("顾明远", "采购部长", "采购部", "manager", since=2100),
        Person("贺岚", "质量经理", "质量部", "manager", since=700),
        Person("罗志成", "技术部长", "技术部", "manager", gone=230),
    ),
    "C0008": (
        Person("齐鸿", "主轴研究所所长", "主轴研究所", "expert", since=2400),
        Person("乔安", "采购经理", "采购部", "manager", since=1000),
    ),
    "C0009": (Person("范志强", "财务经理", "财务部", "manager", since=1200),),
    "C0011": (
        Person("Jonas Reuter", "Strategischer Einkauf", "Einkauf", "manager", since=650),
        Person("Katrin Vollmer", "Qualitätsleiterin", "Qualität", "director", since=900),
    ),
    "C0012": (
        Person("姜涛", "供应部经理", "供应部", "manager", since=1700),
        Person("许骏", "计划主管", "供应部", "supervisor", "姜涛", 1200, gone=95, to="C0002", to_title="备件计划主管"),
    ),
    "C0013": (
        Person("蔡文博", "采购总监", "采购中心", "director", since=1300),
        Person("罗启", "主任设计师", "压缩机研究所", "expert", since=2000),
    ),
    "C0014": (Person("孟晓", "设备主管", "设备部", "supervisor", since=1500),),
    "C0016": (
        Person("康毅", "供应商质量经理", "质量部", "manager", since=1100),
        Person("邢宝林", "采购部长", "采购部", "manager", since=1900),
    ),
    "C0021": (Person("许知行", "研发总监", "研发中心", "director", since=1000),),
    "C0025": (Person("汪予安", "技术副总", "技术中心", "director", since=300),),
}


@dataclass(frozen=True)
class Member:
    """A member of an account's team: one of us by user name, one of the customer's by name, or an outside partner."""

    function: str
    promise: str
    user: str = ""
    contact: str = ""
    partner: str = ""
    company: str = ""
    ring: str = "core"
    since: int = 200
    ends_in: int | None = None


TEAMS: dict[str, tuple[Member, ...]] = {
    "C0003": (
        Member("quality", "P860 批次复检，每周出报告", partner="顾清", company="国检轴承检测中心"),
        Member("logistics", "无锡库 48 小时到货", partner="马骏", company="迅达物流", ring="surround", ends_in=120),
        Member("purchasing", "每月 25 日前给滚动预测", contact="何帆", ring="surround"),
        Member("market_research", "每季给出客户的装机与份额数据", user="hejing", ring="surround"),
    ),
    "C0001": (
        Member("logistics", "两个新厂区寄售库存周盘点", partner="钱进", company="远洲供应链", ring="surround"),
        Member("rnd", "新厂区主机的选型与寿命计算", user="zhoumin", since=330),
        Member("logistics", "寄售补货节拍", user="hetao", since=330),
        Member("quality", "异常 24 小时内答复", user="xujing", since=330),
        Member("finance", "对账与返利口径", user="hejing", ring="surround", since=330),
        Member("board", "每年两次高层会晤", user="chenguodong", ring="surround", since=330),
        Member("finance", "每月 5 日前对账", contact="邵敏", ring="surround"),
    ),
    "C0004": (
        Member("rnd", "联合小组的齿形仿真与台架试验", partner="方舟", company="精研设计院"),
        Member("finance", "成本复核与降本均分的口径", contact="叶知秋"),
        Member("rnd", "齿形设计与样件", user="zhoumin", since=290),
        Member("logistics", "循环取货与排产对齐", user="hetao", since=260),
        Member("quality", "台架与首件检验", user="xujing", since=260),
        Member("finance", "成本公开核算", user="hejing", ring="surround", since=250),
        Member("board", "年度联席", user="chenguodong", ring="surround", since=290),
    ),
}
# account → (our user, their person, strength, known for so many days, judged so many days ago)
TIES: dict[str, tuple[tuple[str, str, int, int | None, int], ...]] = {
    "C0003": (
        ("linxiaowen", "王丽", 4, 900, 20),
        ("linxiaowen", "沈建华", 2, 500, 20),
        ("linxiaowen", "唐哲", 3, 240, 210),
        ("chenguodong", "郭振邦", 1, None, 120),
        ("linxiaowen", "贺之行", 4, 800, 100),
    ),
    "C0001": (
        ("zhangwei", "宋立群", 5, 1000, 40),
        ("zhangwei", "戴维中", 3, 900, 40),
        ("chenguodong", "梁永昌", 2, 700, 60),
    ),
    "C0004": (("zhangwei", "陆承泽", 5, 1000, 15), ("zhangwei", "方敏", 4, 900, 15)),
    "C0002": (("wumin", "俞宏", 4, 900, 30), ("wumin", "祝晓峰", 3, 400, 30)),
    "C0007": (("linxiaowen", "顾明远", 1, 205, 50), ("linxiaowen", "贺岚", 2, 60, 50)),
}
