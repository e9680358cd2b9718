"""What the sample company sells: six families, from a ¥6 seal to a ¥46,000 main-shaft bearing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Family:
    """A line of products, and what making one costs as a share of its list price."""

    code: str
    zh: str
    en: str
    unit: str
    cost_rate: float


@dataclass(frozen=True)
class Product:
    """One article with its list price in yuan without tax."""

    code: str
    zh: str
    en: str
    family: Family
    price: float

    @property
    def cost(self) -> float:
        """Return what one piece costs."""
        return self.price * self.family.cost_rate


MAIN = Family("MB", "主轴与回转支承", "Main-shaft and slewing bearings", "套", 0.58)
SPEED = Family("HS", "高速精密轴承", "High-speed precision bearings", "套", 0.46)
ROLLER = Family("RB", "滚子轴承", "Roller bearings", "套", 0.62)
BALL = Family("BB", "深沟球轴承", "Deep-groove ball bearings", "只", 0.68)
GEAR = Family("GP", "齿轮与传动件", "Gears and drive parts", "件", 0.60)
SEAL = Family("SL", "密封件", "Seals", "只", 0.74)
FAMILIES = (MAIN, SPEED, ROLLER, BALL, GEAR, SEAL)

_CATALOGUE: tuple[tuple[Family, tuple[tuple[str, str, str, float], ...]], ...] = (
    (
        MAIN,
        (
            ("MB-2400", "主轴轴承 2400", "Main-shaft bearing 2400", 46000),
            ("MB-1700", "主轴轴承 1700", "Main-shaft bearing 1700", 28500),
            ("MB-P860", "变桨轴承 860", "Pitch bearing 860", 15200),
            ("MB-Y1250", "偏航轴承 1250", "Yaw bearing 1250", 18800),
            ("MB-S920", "回转支承 920", "Slewing ring 920", 9600),
            ("MB-S560", "回转支承 560", "Slewing ring 560", 4300),
        ),
    ),
    (
        SPEED,
        (
            ("HS-7014C", "角接触球轴承 7014C", "Angular-contact bearing 7014C", 1180),
            ("HS-7010C", "角接触球轴承 7010C", "Angular-contact bearing 7010C", 860),
            ("HS-T218", "电主轴轴承组 T218", "Spindle bearing set T218", 5400),
            ("HS-C340", "压缩机轴承 C340", "Compressor bearing C340", 2950),
            ("HS-X17", "谐波减速器轴承 X17", "Strain-wave gear bearing X17", 640),
            ("HS-M684", "微型轴承 M684", "Miniature bearing M684", 38),
        ),
    ),
    (
        ROLLER,
        (
            ("RB-22330", "调心滚子轴承 22330", "Spherical roller bearing 22330", 3650),
            ("RB-23156", "调心滚子轴承 23156", "Spherical roller bearing 23156", 7800),
            ("RB-NU324", "圆柱滚子轴承 NU324", "Cylindrical roller bearing NU324", 1480),
            ("RB-32220", "圆锥滚子轴承 32220", "Tapered roller bearing 32220", 560),
            ("RB-30312", "圆锥滚子轴承 30312", "Tapered roller bearing 30312", 168),
        ),
    ),
    (
        BALL,
        (
            ("BB-6324", "深沟球轴承 6324", "Deep-groove bearing 6324", 720),
            ("BB-6314", "深沟球轴承 6314", "Deep-groove bearing 6314", 142),
            ("BB-6208", "深沟球轴承 6208", "Deep-groove bearing 6208", 26),
            ("BB-6004", "深沟球轴承 6004", "Deep-groove bearing 6004", 9.8),
            ("BB-H212", "轮毂轴承单元 H212", "Wheel-hub unit H212", 186),
        ),
    ),
    (
        GEAR,
        (
            ("GP-B420", "弧齿锥齿轮副 420", "Spiral bevel gear pair 420", 5200),
            ("GP-P180", "行星架 180", "Planet carrier 180", 2350),
            ("GP-R96", "内齿圈 96", "Ring gear 96", 1260),
            ("GP-C75", "鼓形齿联轴器 75", "Gear coupling 75", 830),
            ("GP-L40", "胀紧套 40", "Locking assembly 40", 115),
        ),
    ),
    (
        SEAL,
        (
            ("SL-V1800", "主轴密封圈 1800", "Main-shaft seal 1800", 980),
            ("SL-2240", "轮毂密封 2240", "Hub seal 2240", 34),
            ("SL-TC80", "骨架油封 TC80", "Oil seal TC80", 12.5),
            ("SL-TC45", "骨架油封 TC45", "Oil seal TC45", 6.2),
            ("SL-M65", "机械密封 M65", "Mechanical seal M65", 268),
        ),
    ),
)
PRODUCTS = {
    code: Product(code, zh, en, family, price) for family, articles in _CATALOGUE for code, zh, en, price in articles
}
