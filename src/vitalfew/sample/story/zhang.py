"""张伟's key accounts: the deepest relationships, and the break of quality."""

from vitalfew.sample.story.records import Aim, Claim, KeyStory, LastYear, Step, Visit

STORIES = (
    KeyStory(
        code="C0001",
        tier="strategic",
        since=1000,
        reason="公司第一大客户，覆盖四个事业部；占收入近一成，得失都要上管理层会议。",
        claims=(
            Claim("mid", 990, "多年稳定供货，价格与质量协议齐全。"),
            Claim("partnership", 410, "四个职能部门与我们直接对接，联合年度计划已签。"),
        ),
        visits=(
            Visit(64, "宋立群", "供应链总监", "advance", "同意把寄售库存扩到两个新厂区。", "meeting"),
            Visit(33, "戴维中", "采购总经理", "order", "下达下季度框架订单。"),
            Visit(4, "宋立群", "供应链总监", "continuation", "讨论季度高层会议题：交付节拍与年度返利。"),
        ),
        aims=(
            Aim("net_revenue", 1.06, "两个新厂区的寄售库存。"),
            Aim("gross_margin", 1.08, "调心滚子轴承提价落实。"),
            Aim("order_days", 0.9, "合并小单，减少对方的收货与对账。", "customer"),
        ),
        strategy="用寄售换份额，用节拍换价格：新厂区寄售先行，小单合并后把节省的物流成本写进年度返利。",
        steps=(
            Step("确认季度高层会议题", 3, aim=0),
            Step("寄售库存协议附件（两个新厂区）", 20, aim=0),
            Step("小单合并方案交对方供应链", -25, done_ago=27, aim=2),
            Step("核对年度返利计算口径", -4, aim=1),
        ),
    ),
    KeyStory(
        code="C0004",
        tier="strategic",
        since=1010,
        reason="轨道交通轴承与齿轮的联合开发伙伴，毛利率高，合同期长。",
        claims=(
            Claim("partnership", 1000, "对方指定我们为独家供应的部件已有三个。"),
            Claim("synergistic", 300, "两个联合小组每月开会，成本公开，双方高层每年会晤两次。"),
        ),
        visits=(
            Visit(45, "陆承泽", "总工程师", "advance", "联合小组通过新一代齿轮副方案，成本双方公开核算。", "meeting"),
            Visit(15, "方敏", "战略采购部部长", "order", "签下两年期齿轮副合同。"),
            Visit(
                2, "陆承泽", "总工程师", "advance", "联合小组成本复核，确认节拍优化带来的降本由双方均分。", "meeting"
            ),
        ),
        aims=(
            Aim("net_revenue", 1.1, "新一代齿轮副转量产。", "both"),
            Aim("gross_margin", 1.1, "降本双方均分后仍要增长。"),
        ),
        strategy="以联合小组为主渠道：设计冻结前完成成本公开核算，量产节拍与对方生产计划系统对接。",
        steps=(
            Step("联合小组成本复核纪要双方签字", 5, aim=1),
            Step("生产计划接口联调", 30, aim=0),
            Step("新一代齿轮副工艺冻结", -12, done_ago=14, aim=0),
        ),
    ),
    KeyStory(
        code="C0008",
        tier="key",
        since=900,
        reason="机床主轴轴承的标杆客户，技术口碑对行业有带动。",
        claims=(
            Claim("mid", 890, "主轴轴承稳定供货，技术例会每季一次。"),
            Claim("partnership", 240, "联合开发电主轴轴承组，四个职能部门对接。"),
        ),
        visits=(
            Visit(150, "齐鸿", "主轴研究所所长", "advance", "电主轴轴承组台架试验达标，同意小批装机。"),
            Visit(58, "乔安", "采购经理", "order", "小批订单已下。"),
            Visit(8, "齐鸿", "主轴研究所所长", "advance", "小批装机运行正常，准备转批量评审。", "call"),
        ),
        aims=(
            Aim("net_revenue", 1.08, "电主轴轴承组转批量。"),
            Aim("gross_margin", 1.06, "批量后良品率提升。"),
        ),
        strategy="沿用上一轮的教训：技术评审与采购谈判同步，不再等评审结束才报价。",
        steps=(
            Step("电主轴轴承组批量评审", 11, aim=0),
            Step("批量报价与良品率承诺", 7, aim=1),
        ),
        last_year=LastYear(
            aims=(
                Aim("net_revenue", 1.02, "稳住通用主轴轴承。"),
                Aim("gross_margin", 1.15, "电主轴轴承组放量。"),
            ),
            steps=(Step("完成电主轴轴承组样机", 0, done_ago=20, aim=1),),
            why="电主轴轴承组评审比计划晚了一个季度，放量落到了下一轮。",
            lesson="技术评审和商务谈判要同时开始：等评审通过再报价，白白丢了一个季度。",
            decision="继续按伙伴式投入；批量报价与评审并行，由张伟与齐鸿所长共同负责。",
        ),
    ),
    KeyStory(
        code="C0011",
        tier="key",
        since=460,
        reason="德国传动系统商，增长快、毛利高，是进入欧洲的跳板。",
        claims=(
            Claim("early", 450, "首批齿轮副交付合格，采购与质量有固定联系人。"),
            Claim("mid", 2, "连续五个季度下单，已签价格条款，采购、质量、物流三个部门都有往来。", is_waiting=True),
        ),
        visits=(
            Visit(50, "Jonas Reuter", "Strategischer Einkauf", "advance", "同意把行星架列入下一轮询价。", "video"),
            Visit(21, "Katrin Vollmer", "Qualitätsleiterin", "advance", "首批质量评审通过，遗留两项整改。", "meeting"),
        ),
        aims=(Aim("net_revenue", 1.3, "行星架进入框架。"),),
        strategy="质量先行：两项整改关闭后再谈份额。",
        steps=(Step("首批质量评审整改项关闭", 7, aim=0), Step("行星架报价（欧元条款）", 16, aim=0)),
    ),
    KeyStory(
        code="C0016",
        tier="key",
        since=830,
        reason="汽车轮毂单元的区域龙头，量大，质量要求按行业标准。",
        claims=(
            Claim("early", 820, "首批轮毂单元通过认可。"),
            Claim("mid", 500, "按月供货，质量协议已签。"),
            Claim("early", 55, "密封渗漏批次后订单减半，对方启用第二供应商，价格与份额都不再稳定。"),
        ),
        visits=(
            Visit(190, "康毅", "供应商质量经理", "no_sale", "轮毂密封渗漏，已有多批退货，要求停供整改。"),
            Visit(140, "康毅", "供应商质量经理", "continuation", "整改方案第一版被退回，根因分析不够。", "meeting"),
            Visit(72, "康毅", "供应商质量经理", "advance", "根因确认是唇口硫化温度，接受新工艺的验证计划。", "meeting"),
            Visit(17, "邢宝林", "采购部长", "continuation", "验证合格后恢复份额，但最多恢复到七成。"),
        ),
        aims=(Aim("net_revenue", 0.8, "恢复到七成份额。"), Aim("gross_margin", 0.8, "索赔到此为止。")),
        strategy="质量先恢复，再谈份额：新工艺三批连续合格后申请解除加严检验。",
        steps=(
            Step("新工艺第三批验证报告", 4, aim=0),
            Step("解除加严检验申请", 25, aim=0),
            Step("中断个案复盘会", -6, aim=1),
        ),
    ),
    KeyStory(
        code="C0018",
        tier="key",
        since=380,
        reason="电梯曳引机轴承稳定增长，交付节拍要求高。",
        claims=(Claim("mid", 360, "每周到货，交付准时率高，价格协议执行中。"),),
        visits=(Visit(29, "叶舟", "计划经理", "continuation", "对交付节拍满意，希望再压缩两天。"),),
        steps=(Step("交付节拍协议会签", 17),),
    ),
)
