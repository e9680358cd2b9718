"""The customers with a name in the story: the twenty-five largest and most promising."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Customer:
    """One customer, and how it buys; amounts in yuan."""

    code: str
    zh: str
    en: str
    country: str
    yearly: float  # what it buys in the last twelve months, if nothing breaks
    growth: float  # a year
    margin: float
    gap: float  # days between two orders
    spread: float  # of the gaps
    basket: tuple[str, ...]  # product codes, the largest share first
    salesperson: str
    terms: int  # days to pay
    first_day: int = 0  # of the story
    last_day: int = 10_000


LIN, ZHANG, WU, ZHOU, XU, FENG = "林晓雯", "张伟", "吴敏", "周立", "徐萌", "冯涛"
CHINA = "中国"

# code, Chinese, English, country, ten thousand yuan a year, growth, margin, gap, salesperson, terms, basket
_ROWS: tuple[tuple[str, str, str, str, float, float, float, float, str, int, str], ...] = (
    ("C0001", "恒岱重工集团", "Hengdai Heavy Industries", CHINA, 3560, 0.04, 0.214, 7, ZHANG, 90,
     "RB-23156 RB-22330 MB-S920 GP-B420 BB-6324"),
    ("C0002", "华澜钢铁集团", "Hualan Steel", CHINA, 3080, 0.08, 0.261, 7, WU, 60,
     "RB-23156 RB-NU324 RB-22330 SL-M65"),
    ("C0003", "北屿风电装备集团", "Beiyu Wind Equipment", CHINA, 3180, 0.09, 0.248, 11, LIN, 90,
     "MB-2400 MB-P860 MB-Y1250 SL-V1800"),
    ("C0004", "陆衡轨道交通装备", "Luheng Rail Equipment", CHINA, 2250, 0.12, 0.312, 8, ZHANG, 60,
     "RB-NU324 RB-32220 GP-B420 SL-TC80"),
    ("C0005", "Nordvang Vind A/S", "Nordvang Vind A/S", "丹麦", 1780, 0.18, 0.335, 14, LIN, 45,
     "MB-1700 MB-P860 MB-Y1250"),
    ("C0006", "岭曜电机", "Lingyao Motors", CHINA, 1800, 0.02, 0.262, 6, WU, 60,
     "BB-6324 BB-6314 RB-NU324 BB-6208"),
    ("C0007", "瑞嵘减速机", "Ruirong Gear Reducers", CHINA, 2020, 0.05, 0.27, 7, ZHOU, 60,
     "RB-32220 GP-P180 GP-R96 RB-30312 BB-6314"),
    ("C0008", "普铖机床", "Pucheng Machine Tools", CHINA, 1270, 0.06, 0.294, 9, ZHANG, 45,
     "HS-T218 HS-7014C HS-7010C GP-L40"),
    ("C0009", "龙垣建机", "Longyuan Construction Machinery", CHINA, 1390, 0.03, 0.152, 9, LIN, 60,
     "MB-S920 MB-S560 RB-30312 SL-TC80"),
    ("C0010", "西岳矿山机械", "Xiyue Mining Machinery", CHINA, 990, 0.04, 0.308, 12, WU, 90,
     "RB-22330 RB-23156 GP-C75 SL-M65"),
    ("C0011", "Kessdorf Antriebstechnik GmbH", "Kessdorf Antriebstechnik GmbH", "德国", 900, 0.26, 0.341, 16, ZHANG, 30,
     "GP-B420 GP-P180 RB-NU324"),
    ("C0012", "东漪水泵", "Dongyi Pumps", CHINA, 815, 0.01, 0.255, 10, WU, 60, "SL-M65 BB-6314 RB-32220 GP-C75"),
    ("C0013", "奥珂压缩机", "Aoke Compressors", CHINA, 760, 0.09, 0.335, 9, LIN, 60,
     "HS-C340 HS-7014C BB-6324 BB-6314 SL-M65"),
    ("C0014", "金岑造纸机械", "Jincen Paper Machinery", CHINA, 700, -0.02, 0.285, 13, WU, 60,
     "RB-22330 RB-NU324 SL-TC80"),
    ("C0015", "海峤港机", "Haiqiao Port Machinery", CHINA, 640, -0.04, 0.232, 15, LIN, 90, "MB-S920 RB-22330 GP-C75"),
    ("C0016", "盛沅汽车零部件", "Shengyuan Auto Parts", CHINA, 830, 0.05, 0.196, 6, ZHANG, 90,
     "BB-H212 SL-2240 SL-TC45 BB-6208"),
    ("C0017", "天棻纺机", "Tianfen Textile Machinery", CHINA, 530, 0.01, 0.266, 12, WU, 60, "HS-7010C BB-6004 SL-TC45"),
    ("C0018", "大岘电梯", "Daxian Elevators", CHINA, 485, 0.06, 0.241, 11, ZHANG, 60, "RB-NU324 BB-6314 GP-C75"),
    ("C0019", "明铠塑机", "Mingkai Plastics Machines", CHINA, 440, 0.13, 0.288, 14, WU, 60, "HS-7014C GP-L40 RB-30312"),
    ("C0020", "淮浦农机", "Huaipu Farm Machinery", CHINA, 400, -0.07, 0.181, 13, WU, 60, "BB-6208 RB-30312 SL-TC80"),
    ("C0021", "启珩机器人", "Qiheng Robotics", CHINA, 345, 0.42, 0.402, 10, LIN, 30, "HS-X17 HS-M684 HS-7010C"),
    ("C0022", "安澈水务装备", "Anche Water Equipment", CHINA, 285, 0.09, 0.27, 18, ZHANG, 60, "SL-M65 BB-6314"),
    ("C0023", "博翊医疗设备", "Boyi Medical Devices", CHINA, 224, 0.22, 0.385, 15, LIN, 30, "HS-M684 HS-X17"),
    ("C0024", "朔宁传动", "Shuoning Drives", CHINA, 165, -0.03, 0.228, 17, ZHANG, 60, "GP-R96 GP-P180 RB-30312"),
)  # fmt: skip
NAMED = tuple(
    Customer(code, zh, en, country, yearly * 10_000, growth, margin, gap, 0.22, tuple(basket.split()), seller, terms)
    for code, zh, en, country, yearly, growth, margin, gap, seller, terms, basket in _ROWS
)
# Promising, and not one order yet: a parcel of samples, free of charge, is all that the books know of it.
PROSPECT = Customer(
    "C0025", "云岫新能源", "Yunxiu New Energy", CHINA, 0, 0, 0.3, 0, 0, ("MB-P860", "SL-V1800"), LIN, 60
)
# A marketplace that orders a little every day of the week, so the books always reach to yesterday.
MARKETPLACE = Customer(
    "C0026", "云采工业品商城", "Yuncai Industrial Supplies", CHINA, 1_950_000, 0.16, 0.17, 1, 0,
    ("BB-6208", "BB-6004", "SL-TC45", "SL-TC80", "BB-6314", "GP-L40"), XU, 15,
)  # fmt: skip
