"""All 412 customers: those with a name in the story, and the many smaller ones drawn by chance."""

from vitalfew.sample.chance import Chance
from vitalfew.sample.named import CHINA, FENG, LIN, MARKETPLACE, NAMED, PROSPECT, WU, XU, ZHANG, Customer
from vitalfew.sample.products import PRODUCTS

COUNT = 412
STORY_DAYS = 3 * 365 + 8

_FIRST = (
    ("泽", "Ze"), ("岭", "Ling"), ("沣", "Feng"), ("屹", "Yi"), ("珑", "Long"), ("铮", "Zheng"), ("翰", "Han"),
    ("溯", "Su"), ("峦", "Luan"), ("湛", "Zhan"), ("钧", "Jun"), ("朗", "Lang"), ("渝", "Yu"), ("昶", "Chang"),
    ("穗", "Sui"), ("磐", "Pan"), ("皓", "Hao"), ("沐", "Mu"), ("骁", "Xiao"), ("榕", "Rong"), ("臻", "Zhen"),
)  # fmt: skip
_SECOND = (
    ("川", "chuan"), ("拓", "tuo"), ("锐", "rui"), ("和", "he"), ("驰", "chi"), ("凯", "kai"), ("原", "yuan"),
    ("盛", "sheng"), ("诚", "cheng"), ("辉", "hui"), ("达", "da"), ("维", "wei"), ("润", "run"), ("宁", "ning"),
    ("卓", "zhuo"), ("融", "rong"), ("骏", "jun"), ("越", "yue"),
)  # fmt: skip
_TRADES = (
    ("机械", "Machinery"), ("泵业", "Pumps"), ("风机", "Fans"), ("电机", "Motors"), ("减速机", "Gearboxes"),
    ("输送设备", "Conveyors"), ("包装机械", "Packaging Machines"), ("印刷机械", "Printing Machines"),
    ("液压", "Hydraulics"), ("机床附件", "Machine Tool Parts"), ("汽车配件", "Auto Parts"), ("冶金备件", "Mill Spares"),
    ("食品机械", "Food Machinery"), ("环保设备", "Environmental Equipment"), ("阀门", "Valves"),
    ("轴承商贸", "Bearing Trading"), ("机电设备", "Electromechanical Supplies"), ("工程机械维修", "Plant Repair"),
)  # fmt: skip
_ABROAD = (
    ("德国", ("Bronnacker", "Hallwede", "Oberfelden"), ("Maschinenbau GmbH", "Getriebe GmbH")),
    ("意大利", ("Valmarena", "Torrebella", "Castelgrigio"), ("Meccanica S.r.l.", "Pompe S.p.A.")),
    ("瑞典", ("Älvstrand", "Norrhed"), ("Industri AB", "Kraft AB")),
    ("日本", ("木津川原", "白鷺台"), ("精機株式会社", "工業株式会社")),
    ("韩国", ("Hanbaek", "Seoryeon"), ("Precision Co., Ltd.", "Machinery Co., Ltd.")),
    ("美国", ("Larkstead", "Fenwick Hollow", "Cold Ridge"), ("Drives Inc.", "Industrial LLC")),
    ("印度", ("Vindhara", "Suryamati"), ("Engineering Pvt. Ltd.", "Pumps Pvt. Ltd.")),
    ("越南", ("Minh Lộc Phát", "Tân Hải Long"), ("Cơ Khí Co., Ltd.", "Co., Ltd.")),
)
_JAPANESE = {
    "木津川原": "Kizugawara", "白鷺台": "Shirasagidai", "精機株式会社": "Seiki", "工業株式会社": "Kogyo",
}  # fmt: skip


def get_customers(seed: str) -> list[Customer]:
    """Return the customers in order of code."""
    chance = Chance(f"{seed} customers")
    special = [*NAMED, PROSPECT, MARKETPLACE]
    names = _names(chance, COUNT - len(special))
    others = [_drawn(chance, rank, *name) for rank, name in enumerate(names, start=len(special))]
    return [*special, *others]


def _names(chance: Chance, count: int) -> list[tuple[str, str, str]]:
    abroad = [
        (f"{name}{trade}" if name in _JAPANESE else f"{name} {trade}", _in_latin(name, trade), country)
        for country, names, trades in _ABROAD
        for name in names
        for trade in trades
    ]
    pairs = [(zh + zh2, en + en2) for zh, en in _FIRST for zh2, en2 in _SECOND]
    brands = chance.some_of(pairs, count - len(abroad))
    home = [(brand[0], brand[1], chance.one_of(_TRADES)) for brand in brands]
    names = [(zh + trade[0], f"{en} {trade[1]}", CHINA) for zh, en, trade in home] + abroad
    return chance.some_of(names, len(names))


def _in_latin(name: str, trade: str) -> str:
    return f"{_JAPANESE.get(name, name)} {_JAPANESE.get(trade, trade)}"


def _drawn(chance: Chance, rank: int, zh: str, en: str, country: str) -> Customer:
    """Draw how a smaller customer buys; its size follows from its rank."""
    yearly = chance.around(_size(rank), 0.12)
    is_new, is_gone = chance.happens(0.12), chance.happens(0.08)
    gap = chance.around(_gap(yearly), 0.4)
    return Customer(
        code=f"C{rank + 1:04}",
        zh=zh,
        en=en,
        country=country,
        yearly=yearly,
        growth=chance.between(-0.16, 0.26),
        # About one in fifteen is served below cost: small, and never looked at.
        margin=chance.between(-0.14, -0.02) if chance.happens(0.065) else chance.between(0.14, 0.38),
        gap=gap,
        spread=0.5,
        basket=_basket(chance, yearly * gap / 365),
        salesperson=chance.one_of((XU, FENG, XU, FENG, LIN, ZHANG, WU)),
        terms=chance.one_of((0, 30, 30, 60)),
        first_day=chance.whole(200, 900) if is_new else 0,
        last_day=chance.whole(260, 1000) if is_gone and not is_new else STORY_DAYS,
    )


def _size(rank: int) -> float:
    """Return what the customer of this rank buys a year: two slopes on a logarithmic scale."""
    if rank < 60:
        return float(3_300_000 * (0.32 ** ((rank - 26) / 34)))
    return float(1_070_000 * (0.018 ** ((rank - 60) / (COUNT - 60))))


def _gap(yearly: float) -> float:
    return 14 if yearly > 2_000_000 else 26 if yearly > 600_000 else 45 if yearly > 150_000 else 85


def _basket(chance: Chance, order: float) -> tuple[str, ...]:
    # Nobody orders one ring worth more than he spends in a month.
    fitting = [code for code, product in PRODUCTS.items() if product.price <= order / 4]
    return tuple(chance.some_of(fitting or ["SL-TC45", "BB-6004"], chance.whole(2, 5)))
