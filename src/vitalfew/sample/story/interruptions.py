"""The breaks as cases: one being remedied, one watched over the stage it struck, one recovered; and how trust went."""

from dataclasses import dataclass

from vitalfew.sample.story.business import Noted


@dataclass(frozen=True)
class Shown:
    """What shows a break: a contact of that day, a promise by its words, or words with a source; noted so long ago."""

    ago: int
    contact_ago: int | None = None
    promise: str = ""
    said: str = ""
    source: str = ""


@dataclass(frozen=True)
class Remedy:
    """A remedy chosen so many days ago."""

    play: str
    ago: int
    due_in: int
    what: str = ""
    done_ago: int | None = None
    result: str = ""


@dataclass(frozen=True)
class Watch:
    """By what it has recovered, until when it is watched, since when."""

    sign: str
    until_in: int
    ago: int


@dataclass(frozen=True)
class Ending:
    """How it ended, with what lesson."""

    outcome: str
    lesson: str
    ago: int


@dataclass(frozen=True)
class Interruption:
    """One case of interruption; every day is counted back from the day of loading."""

    ago: int
    what: str
    cause: str
    severity: int
    shows: tuple[Shown, ...]
    diagnosis: str
    diagnosed_ago: int
    others: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    begun_ago: int | None = None
    watch: Watch | None = None
    ending: Ending | None = None


INTERRUPTIONS: dict[str, tuple[Interruption, ...]] = {
    "C0003": (
        Interruption(
            ago=18,
            what="主轴轴承一个多月没有订单，采购只说“等新机型定型”；质量部要求先交 P860 批次的 8D 报告。",
            cause="quality",
            others=("offering_moved",),
            severity=4,
            shows=(
                Shown(18, contact_ago=47),
                Shown(17, contact_ago=19),
                Shown(16, promise="提供 P860 批次返修件隔离清单"),
                Shown(16, said="16 MW 机型改用集成式传动链，主轴轴承由整体方案商一并报价。", source="唐哲，技术会后"),
            ),
            diagnosis="停单不是价格问题：质量没有了结，对方不敢把我们放进新机型；机型切换又给了别家进来的机会。",
            diagnosed_ago=14,
            remedies=(
                Remedy("eight_steps", 14, -3, "提交变桨轴承 P860 批次 8D 报告，沈建华认可后关闭。"),
                Remedy("senior_meeting", 14, 5, "周启明副总裁与郭振邦总经理会晤，只谈质量怎样了结。"),
                Remedy("fit_the_cell", 12, 20, "由研发对研发推进整体方案，主轴轴承按新格子重新配人。"),
            ),
            begun_ago=12,
        ),
    ),
    "C0007": (
        Interruption(
            ago=204,
            what="周立离职后一个半月没人对接，对方把两个品类转给别家试用。",
            cause="personnel_change",
            others=("lack_of_persistence",),
            severity=4,
            shows=(
                Shown(204, contact_ago=205),
                Shown(203, said="离职前没有交接清单，在途问题和口头承诺都没有记录。", source="内部核查"),
            ),
            diagnosis="关系系于一人，走了就断；没有副手，也没有人知道他答应过什么。",
            diagnosed_ago=198,
            remedies=(
                Remedy("write_down_and_hand_over", 198, -185, done_ago=185, result="联系人、价格、在途问题补齐。"),
                Remedy(
                    "fixed_rhythm",
                    198,
                    -100,
                    "每两周一次联系，每次带一位工程师，连续一个季度。",
                    done_ago=102,
                    result="质量、技术两条线恢复对接。",
                ),
            ),
            begun_ago=196,
            watch=Watch("质量例会恢复，连续两个月按周下单，行星架样件重新进入评审。", -40, 100),
            ending=Ending(
                "recovered",
                "换人当周就要两个人一起去客户那里；任何客户都不能只有一个人认识。断档一个半月，丢掉的两个品类一年都没有全回来。",
                44,
            ),
        ),
    ),
    "C0016": (
        Interruption(
            ago=188,
            what="轮毂密封渗漏，多批退货，对方要求停供整改，并启用第二供应商。",
            cause="quality",
            others=("lack_of_trust",),
            severity=5,
            shows=(
                Shown(188, contact_ago=190),
                Shown(138, contact_ago=140),
                Shown(100, said="加严检验通知：每批全检，费用由我方承担。", source="客户质量部书面通知"),
            ),
            diagnosis="根因是唇口硫化温度；第一版整改没有查到根因就交上去，信任比质量丢得更快。",
            diagnosed_ago=90,
            remedies=(
                Remedy(
                    "eight_steps",
                    90,
                    -70,
                    "新工艺验证计划与根因分析，对方质量部逐步参加。",
                    done_ago=72,
                    result="对方接受根因和验证计划。",
                ),
                Remedy("stand_by_the_line", 88, -20, done_ago=22, result="前两批验证合格，产线未再停。"),
            ),
            begun_ago=88,
            watch=Watch("新工艺三批连续合格，解除加严检验，份额恢复到七成。", 40, 16),
        ),
    ),
}


def _trust(party: str, ago: int, trust: int, evidence: str, source: str) -> Noted:
    told = {"rated_by_party": party, "trust": trust, "about": "", "evidence": evidence}
    return Noted("trust", ago, source, told, days={"rated_on": -ago})


def _placed(ago: int, offering: str, product: str, process: str, note: str = "") -> Noted:
    told = {"offering": offering, "product_complexity": product, "process_complexity": process, "note": note}
    return Noted("participation", ago, "客户经理与技术部", told, days={"positioned_on": -ago})


def _market(ago: int, party: str, market: str, event: str, source: str, **more: object) -> Noted:
    told = {"party": party, "market": market, "event": event, "rank": None, "note": ""} | more
    return Noted("position", ago, source, told, days={"happened_on": -ago})


STANDINGS: dict[str, tuple[Noted, ...]] = {
    "C0003": (
        _trust("us", 320, 4, "数量按月确认，说到做到。", "客户经理"),
        _trust("customer", 310, 4, "年度评审给我们优选供应商。", "沈建华，年度评审"),
        _trust("us", 19, 3, "停单原因迟迟不说。", "客户经理"),
        _trust("customer", 15, 2, "P860 批次的返修件隔离清单逾期。", "沈建华，电话"),
        _placed(330, "主轴与回转支承", "complex", "complex", "载荷谱共享，研发驻场。"),
        _placed(30, "主轴与回转支承", "complex", "simple", "新机型由整体方案商总成，我方只供零件。"),
        _placed(330, "密封件", "simple", "simple"),
        _market(300, "customer", "国内海上风电整机", "none", "行业协会年报", rank=4, share="0.11"),
        _market(
            66,
            "customer",
            "国内海上风电整机",
            "new_owner",
            "公司公告",
            note="省能源集团成为控股股东，采购改为集中招标。",
        ),
        _market(290, "us", "风电主轴轴承", "none", "行业协会年报", rank=3, share="0.14"),
    ),
    "C0007": (
        _trust("customer", 203, 2, "一个半月没人对接。", "顾明远，拜访"),
        _trust("customer", 52, 3, "质量例会恢复，愿意重新评审样件。", "贺岚，会议"),
        _trust("us", 50, 4, "问题当面说，付款照旧准时。", "客户经理"),
    ),
    "C0013": (
        _placed(420, "高速精密轴承", "complex", "complex", "与其设计室联合试验。"),
        _placed(84, "高速精密轴承", "simple", "simple", "改用整体式电主轴，高速轴承由电主轴厂家配套。"),
        _placed(300, "深沟球轴承", "simple", "simple"),
        _placed(330, "密封件", "simple", "complex", "按周寄售，与其仓库系统对账。"),
    ),
}
