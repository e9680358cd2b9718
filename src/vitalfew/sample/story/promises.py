"""What both sides have promised in the sample company: some kept, some late, one broken, two overdue today."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A promise given so many days ago, due in so many days (below zero: that long ago), and how it ended."""

    who: str  # of the customer
    what: str
    ago: int
    due_in: int
    side: str = "us"
    kept_ago: int | None = None
    broken_ago: int | None = None
    reason: str = ""


PROMISES: dict[str, tuple[Word, ...]] = {
    "C0001": (
        Word("戴维中", "提交两个新厂区的寄售报价", 64, -40, kept_ago=41),
        Word("戴维中", "核对上季返利并书面确认", 33, -20, kept_ago=15),
        Word("宋立群", "给出新厂区的月用量", 4, 6, side="customer"),
        Word("宋立群", "寄售库存协议附件", 4, 20),
    ),
    "C0002": (
        Word("祝晓峰", "提供轧机停机记录", 59, -30, side="customer", kept_ago=33),
        Word("俞宏", "法务确认寄售协议文本", 5, 5, side="customer"),
    ),
    "C0003": (
        Word("王丽", "按月滚动确认三季度数量", 171, -140, side="customer", kept_ago=142),
        Word("唐哲", "提交 16 MW 变桨轴承台架方案", 96, -40, kept_ago=43),
        Word("唐哲", "提供测试台架的载荷谱", 96, -70, side="customer", kept_ago=61),
        Word("沈建华", "提供 P860 批次返修件隔离清单", 19, -2),
        Word("王丽", "给出下半年装机预测", 6, 4, side="customer"),
    ),
    "C0005": (Word("Mette Sørensen", "寄送寿命试验原始数据", 24, 1),),
    "C0006": (Word("龚大伟", "给出噪声对比试验的排期", 66, -12),),
    "C0009": (
        Word(
            "范志强",
            "给出书面付款计划",
            61,
            -31,
            side="customer",
            broken_ago=28,
            reason="总经理未批，只肯口头承诺；货款要先看电厂结算。",
        ),
        Word("范志强", "先付第一笔逾期货款", 9, -2, side="customer"),
    ),
    "C0016": (
        Word("康毅", "提交整改方案第一版", 190, -160, kept_ago=152),
        Word("康毅", "给出根因分析与新工艺验证计划", 140, -90, kept_ago=92),
        Word("康毅", "新工艺第三批验证报告", 17, 4),
        Word("邢宝林", "验证合格后恢复到七成份额", 17, 40, side="customer"),
    ),
    "C0021": (
        Word("许知行", "给出下一代关节的负载谱", 70, -50, side="customer", kept_ago=52),
        Word("许知行", "再送谐波轴承样件两套", 12, 13),
    ),
}
