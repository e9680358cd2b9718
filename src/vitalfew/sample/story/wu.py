"""吴敏's key accounts: steel, motors, pumps; the break of price is hers.

C0010 西岳矿山机械, tenth by revenue, is nobody's key account yet: that is for the reader to see.
"""

from vitalfew.sample.story.records import Aim, Claim, KeyStory, Step, Visit

STORIES = (
    KeyStory(
        code="C0002",
        tier="strategic",
        since=970,
        reason="轧线备件的核心供应商地位，停机损失大，对可靠性的要求高于价格。",
        claims=(
            Claim("mid", 960, "年度备件框架已执行三年。"),
            Claim("partnership", 350, "备件寄售，设备、采购、财务、仓储四个部门直接对接。"),
        ),
        visits=(
            Visit(59, "祝晓峰", "设备部部长", "advance", "同意轧机轴承按运行吨位付费的试点。", "meeting"),
            Visit(36, "俞宏", "备件采购处处长", "order", "下达大修备件订单。"),
            Visit(5, "俞宏", "备件采购处处长", "advance", "寄售协议文本已定，等双方法务。"),
        ),
        aims=(
            Aim("net_revenue", 1.05, "按吨位付费试点两条产线。", "both"),
            Aim("gross_margin", 1.06, "大修备件组合销售。"),
        ),
        strategy="从卖轴承到保运行：两条产线按吨位付费，备件寄售，停机分析由双方共同完成。",
        steps=(
            Step("备件寄售协议签字", 9, aim=1),
            Step("按吨位付费试点的监测点安装", 28, aim=0),
            Step("大修备件清单核对", -30, done_ago=31, aim=1),
        ),
    ),
    KeyStory(
        code="C0006",
        tier="key",
        since=910,
        reason="电机轴承用量最大的客户，是同行比价的风向标。",
        claims=(
            Claim("early", 900, "小批供货合格。"),
            Claim("mid", 540, "按周供货，年采购稳定。"),
        ),
        visits=(
            Visit(130, "龚大伟", "采购经理", "order", "续签，但每个季度都要跟一次竞争对手的报价。"),
            Visit(66, "龚大伟", "采购经理", "order", "又降了一次，对方把降价当成惯例。"),
            Visit(
                12, "龚大伟", "采购经理", "continuation", "要求下季度再降三个点；我们提出用电机寿命换价格，他没有拒绝。"
            ),
        ),
        aims=(
            Aim("gross_margin", 1.0, "毛利额不再下降。"),
            Aim("net_revenue", 1.03, "不靠降价的增长。"),
        ),
        strategy="停止跟价。换一个谈法：用噪声与寿命数据和电机设计部谈成本，采购只谈数量。",
        steps=(
            Step("价格协议谈判：提出停止季度跟价", 1, aim=0),
            Step("向设计部提交噪声对比试验", -9, aim=0),
            Step("测算停止跟价的销量风险", -21, done_ago=24, aim=1),
        ),
    ),
    KeyStory(
        code="C0012",
        tier="key",
        since=760,
        reason="机械密封与轴承成套采购，区域水泵行业的代表。",
        claims=(Claim("mid", 740, "年度框架执行两年，成套采购。"),),
        visits=(Visit(11, "姜涛", "供应部经理", "continuation", "年度框架续签，价格不变，要求缩短密封件交期。"),),
        steps=(Step("年度框架续签", 21),),
    ),
    KeyStory(
        code="C0014",
        tier="key",
        since=950,
        reason="造纸干燥部轴承独家供应，备件清单由我们代管。",
        claims=(
            Claim("mid", 940, "备件清单代管，每月补货。"),
            Claim("partnership", 280, "干燥部轴承独家供应，设备与财务直接对接。"),
        ),
        visits=(Visit(16, "孟晓", "设备主管", "advance", "备件清单更新，新增两台纸机。"),),
        aims=(Aim("order_days", 1.0, "按月补货的节奏不变。", "customer"),),
        strategy="守住独家：备件清单每季更新一次，让对方不必再找第二家。",
        steps=(Step("备件清单更新", 10, aim=0),),
    ),
    KeyStory(
        code="C0019",
        tier="potential",
        since=300,
        reason="注塑机主轴轴承增速快，正在评估二级供应商。",
        claims=(Claim("early", 290, "主轴轴承小批合格，采购有固定联系人。"),),
        visits=(Visit(22, "莫凡", "采购工程师", "advance", "愿意引见研发负责人。"),),
        steps=(Step("拜访研发负责人", 8),),
    ),
    KeyStory(
        code="C0020",
        tier="potential",
        since=340,
        reason="农机轴承的季节性大户，去年起采购量下滑，需要弄清原因。",
        claims=(Claim("early", 330, "按季供货，联系人单一。"),),
        visits=(Visit(52, "赵海", "采购员", "continuation", "说今年整机订单少，没有说别的。", "call"),),
        steps=(Step("恢复月度通话", -8),),
    ),
)
